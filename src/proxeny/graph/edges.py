"""Read a plain list of edges: tabs, commas, semicolons or blanks; with or without a header; ``%`` and ``#`` comment."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from proxeny.errors import Fault, FaultyInput, NotFound, Where
from proxeny.text import clean, fold

LARGEST = 1_000_000_000  # bytes
_SOURCES = {
    "source", "from", "src", "a", "u", "i", "node1", "node 1", "id1", "start", "a id", "a name", "a qid", "city a",
    "place a", "source id", "from id", "head", "sender", "user a", "vertex1", "node a", "city1", "city 1", "x",
}  # fmt: skip
_TARGETS = {
    "target", "to", "dst", "b", "v", "j", "node2", "node 2", "id2", "end", "b id", "b name", "b qid", "city b",
    "place b", "target id", "to id", "tail", "receiver", "user b", "vertex2", "node b", "city2", "city 2", "y",
}  # fmt: skip
_WEIGHTS = {"weight", "w", "value", "strength", "count", "ties", "agreements"}
_FAULTS_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class _Columns:
    source: int
    target: int
    weight: int | None
    header: bool


def read_edges(path: Path) -> pl.DataFrame:
    """The edges of a text file: ``source``, ``target`` (text, as written), ``weight`` where there is one, by row.

    Raises `NotFound`, or `FaultyInput` with every line that has only one end or a weight that is no positive number.
    """
    lines = _read_lines(path)
    rows = [(number, cells) for number, line in lines if (cells := line)]
    if not rows:
        return pl.DataFrame(schema={"source": pl.String, "target": pl.String})
    columns = _find_columns([cells for _, cells in rows])
    body = rows[1:] if columns.header else rows
    plain = _read_whole(body, columns)
    if plain is not None:
        return plain
    return _read_carefully(path, body, columns)


def _read_lines(path: Path) -> list[tuple[int, list[str]]]:
    """Line number and cells of every line that is no comment and not empty."""
    if not path.is_file():
        raise NotFound.of("graph-file-absent", Where(file=str(path)))
    if path.stat().st_size > LARGEST:
        raise FaultyInput.of("graph-file-large", Where(file=str(path)), megabytes=LARGEST // 1_000_000)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyInput.of("graph-file-binary", Where(file=str(path)), position=error.start) from error
    if "\x00" in text:
        raise FaultyInput.of("graph-file-binary", Where(file=str(path)), position=text.index("\x00"))
    kept = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip() and line.lstrip()[0] not in "%#"]
    mark = _find_mark([line for _, line in kept[:200]])
    return [(at, cells) for (at, _), cells in zip(kept, _split([line for _, line in kept], mark), strict=True)]


def _find_mark(lines: Sequence[str]) -> str:
    """The character between cells: the first of tab, semicolon, comma that all lines have; else blanks."""
    for mark in ("\t", ";", ","):
        if lines and all(mark in line for line in lines):
            return mark
    return max(("\t", ";", ","), key=lambda mark: sum(mark in line for line in lines)) if _mixed(lines) else ""


def _mixed(lines: Sequence[str]) -> bool:
    """Whether lines without a blank exist beside lines with a mark: then the mark divides, and some lines lack it."""
    return any(mark in line for line in lines for mark in ("\t", ";", ",")) and any(" " not in one for one in lines)


def _split(lines: Sequence[str], mark: str) -> Iterator[list[str]]:
    if not mark:
        return (line.split() for line in lines)
    if any('"' in line for line in lines):
        return ([cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])] for line in lines)
    return ([cell.strip() for cell in line.split(mark)] for line in lines)


def _find_columns(rows: list[list[str]]) -> _Columns:
    """Which column is what, and whether the first row is a header."""
    first, later = rows[0], rows[1:]
    words = [fold(cell) for cell in first]
    source = next((at for at, word in enumerate(words) if word in _SOURCES), None)
    target = next((at for at, word in enumerate(words) if word in _TARGETS), None)
    weight = next((at for at, word in enumerate(words) if word in _WEIGHTS), None)
    if source is not None and target is not None and not _are_ids(first, (source, target), later):
        return _Columns(source, target, weight, True)
    header = bool(later) and _is_header(first, later)
    third = 2 if len(first) > 2 and all(len(row) < 3 or _is_number(row[2]) for row in later or rows) else None
    return _Columns(0, 1, third, header)


def _are_ids(first: list[str], ends: tuple[int, int], later: list[list[str]]) -> bool:
    """Whether words like ``a`` and ``b`` in the first row are nodes: they come again, or all nodes are as short."""
    names = {first[at] for at in ends}
    others = {row[at] for row in later for at in ends if at < len(row)}
    if names & others:
        return True
    return max(map(len, names)) == 1 and all(len(one) == 1 and not one.isdigit() for one in others)


def _is_header(first: list[str], later: list[list[str]]) -> bool:
    """Words over numbers: in the ends, or in the weight."""
    for at in (0, 1, 2):
        if at < len(first) and not _is_number(first[at]):
            below = [row[at] for row in later if at < len(row)]
            if below and all(_is_number(cell) for cell in below):
                return True
    return False


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _read_whole(body: list[tuple[int, list[str]]], columns: _Columns) -> pl.DataFrame | None:
    """The table where every line is sound; None where some line has to be looked at."""
    need = max(columns.source, columns.target, columns.weight or 0)
    if any(len(cells) <= need for _, cells in body):
        return None
    sides = {
        name: [cells[at] for _, cells in body] for name, at in (("source", columns.source), ("target", columns.target))
    }
    table = pl.DataFrame(sides, schema={"source": pl.String, "target": pl.String})
    if ((table["source"] == "") | (table["target"] == "")).any():
        return None
    if columns.weight is not None:
        weight = pl.Series("weight", [cells[columns.weight] for _, cells in body], pl.String).cast(
            pl.Float64, strict=False
        )
        if weight.null_count() or not (weight.is_finite() & (weight > 0)).all():
            return None
        table = table.with_columns(weight)
    return table


def _read_carefully(path: Path, body: list[tuple[int, list[str]]], columns: _Columns) -> pl.DataFrame:
    """Line by line, with a fault for each that cannot be read; a missing weight is one."""
    faults: list[Fault] = []
    found: list[tuple[str, str, float]] = []
    for number, cells in body:
        where = Where(file=str(path), line=number)
        ends = [cells[at] if at < len(cells) else "" for at in (columns.source, columns.target)]
        told = cells[columns.weight] if columns.weight is not None and columns.weight < len(cells) else ""
        weight = float(told) if _is_number(told) else 1.0 if not told else math.nan
        if not all(ends):
            faults.append(Fault("edge-one-end", where, {"value": clean(" ".join(cells), 80)}))
        elif not (math.isfinite(weight) and weight > 0):
            faults.append(Fault("edge-weight", where, {"value": clean(told, 40)}))
        else:
            found.append((ends[0], ends[1], weight))
    if faults:
        raise FaultyInput(*faults[:_FAULTS_SHOWN], total=len(faults), rows=len(body))
    schema = {"source": pl.String, "target": pl.String, "weight": pl.Float64}
    table = pl.DataFrame(found, schema=schema, orient="row")
    return table if columns.weight is not None else table.drop("weight")
