"""Delimited files of text: every record with its line, and no record shifted or lost without being told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

import numpy as np
import polars as pl

from proxeny.errors import Fault
from proxeny.literature.parsing.plain import Data, let_go
from proxeny.literature.parsing.shape import Shape, measure_shape
from proxeny.literature.source import Source

DELIMITERS = ",;\t|"
_TOLD = 200
_PART = 2**26


@dataclass(frozen=True, slots=True)
class Slack:
    """Where cells beyond those of the header belong: after the last column so named, where the last cell fits."""

    after: str
    last: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells as text (empty ones null), with Int64 ``line``; what is told; one fault for each row left out.

    ``plain``: no cell holds a control character or a letter written as letter and mark.
    """

    table: pl.DataFrame
    faults: tuple[Fault, ...]
    rejected: tuple[Fault, ...]
    plain: bool = False


def find_delimiter(source: Source, names: frozenset[str]) -> tuple[str, int]:
    """The delimiter with which a header line holds most of ``names`` (in lower case), and the line it stands on.

    Dimensions writes a line about the data above its header, so the first few lines are looked at.
    """
    best, most, at = "", 0, 0
    for number, line in enumerate(source.head.split("\n")[:5]):
        for delimiter in DELIMITERS:
            known = len(names & set(read_header(line, delimiter)))
            if known > most:
                best, most, at = delimiter, known, number
    return best, at


def read_header(line: str, delimiter: str) -> list[str]:
    """The names in a header line, in lower case."""
    try:
        cells = next(csv.reader([line.strip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def read_cells(
    source: Source, delimiter: str, skip: int, wanted: frozenset[str], slack: Slack | None = None
) -> Iterator[Cells]:
    """Read the columns in ``wanted`` (names in lower case) of a file whose header is line ``skip`` + 1.

    A large file comes in parts, so that its text need not be held whole beside what is made of it.
    """
    data = source.data
    if data.find(b"\n") < 0 and data.find(b"\r") >= 0:
        data = data[:].replace(b"\r", b"\n")
    for _ in range(skip):
        data = data[data.find(b"\n") + 1 :]
    shape = measure_shape(data, delimiter)
    header_end = int(shape.starts[1]) if shape.starts.size > 1 else len(data)
    header = _unique_names(read_header(data[:header_end].decode(), delimiter))
    mender = _Mender(source, delimiter, skip, header, slack)
    if not shape.closed or bool((shape.widths != len(header)).any()) or shape.starts.size < 2:
        yield mender.read(data, shape, wanted, range(1, shape.starts.size))
        return
    columns = {at: name for at, name in enumerate(header) if name in wanted}
    for rows in _cut(shape) if isinstance(data, mmap) else [range(1, shape.starts.size)]:
        start, end = _find_span(data, shape, rows)
        table = _read_regular(*_take(data, shape, rows), delimiter, columns)
        if table.height == len(rows):
            lines = pl.Series("line", shape.lines[rows.start : rows.stop] + skip)
            yield Cells(table.with_columns(lines), (), (), shape.plain)
        else:
            yield mender.read(data, shape, wanted, rows)
        let_go(data, start, end - start)


def _take(data: Data, shape: Shape, rows: range) -> tuple[bytes, int]:
    """The bytes that hold the records ``rows``, and how many records before them; what is held is not copied."""
    if isinstance(data, bytes) and shape.starts[0] == 0 and shape.lines[1] == 2:
        return data, 1
    start, end = _find_span(data, shape, rows)
    return data[start:end], 0


def _cut(shape: Shape) -> Iterator[range]:
    """The records after the header in parts of about the same size, by their numbers."""
    first, count = 1, shape.starts.size
    while first < count:
        last = int(np.searchsorted(shape.starts, shape.starts[first] + _PART))
        last = min(max(last, first + 1), count)
        yield range(first, last)
        first = last


def _find_span(data: Data, shape: Shape, rows: range) -> tuple[int, int]:
    return int(shape.starts[rows.start]), int(shape.starts[rows.stop]) if rows.stop < shape.starts.size else len(data)


def _unique_names(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return result


def _read_regular(data: bytes, skip: int, delimiter: str, columns: dict[int, str]) -> pl.DataFrame:
    table = pl.read_csv(
        data,
        separator=delimiter,
        has_header=False,
        infer_schema=False,
        columns=list(columns),
        skip_rows=skip,
    )
    return table.rename(dict(zip(table.columns, columns.values(), strict=True)))


@dataclass(frozen=True, slots=True)
class _Mender:
    """Reads a file whose records differ in width or whose quotation marks do not match, record by record."""

    source: Source
    delimiter: str
    skip: int
    header: list[str]
    slack: Slack | None

    def read(self, data: Data, shape: Shape, wanted: frozenset[str], chosen: range) -> Cells:
        rows: list[list[str]] = []
        lines: list[int] = []
        faults: list[Fault] = []
        rejected: list[Fault] = []
        for line, cells, cut in self._records(data, shape, chosen):
            fitted = self._fit(line, cells, cut, faults)
            if fitted is None:
                rejected.append(self.source.fault("bib-row-wide", line, cells=len(cells), columns=len(self.header)))
            else:
                rows.append(fitted)
                lines.append(line)
        used = [at for at, name in enumerate(self.header) if name in wanted]
        columns = {self.header[at]: [row[at] or None for row in rows] for at in used}
        table = pl.DataFrame(columns, schema={self.header[at]: pl.String for at in used})
        return Cells(table.with_columns(pl.Series("line", lines, dtype=pl.Int64)), tuple(faults), tuple(rejected))

    def _records(self, data: Data, shape: Shape, chosen: range) -> Iterator[tuple[int, list[str], bool]]:
        """Each record after the header: its line, its cells, and whether it was cut off."""
        ends = np.append(shape.starts[1:], len(data))
        final = shape.starts.size - 1
        for at in chosen:
            text = data[int(shape.starts[at]) : int(ends[at])].decode("utf-8", "ignore")
            line = int(shape.lines[at]) + self.skip
            if at == final and not shape.closed:
                yield from self._unclosed(line, text)
                return
            yield line, self._split(text), at == final and not text.endswith("\n") and self._short(text)

    def _short(self, text: str) -> bool:
        return len(self._split(text)) < len(self.header)

    def _split(self, text: str) -> list[str]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter)
        return next(reader, [])

    def _unclosed(self, line: int, text: str) -> Iterator[tuple[int, list[str], bool]]:
        """From a quotation mark that is never closed on: line by line, where lines look like records again."""
        parts = text.split("\n")
        whole = [n for n, part in enumerate(parts) if n and len(self._split(part)) == len(self.header)]
        first = whole[0] if whole else len(parts)
        yield line, self._split("\n".join(parts[:first])), True
        for number in whole:
            yield line + number, self._split(parts[number]), False

    def _fit(self, line: int, cells: list[str], cut: bool, faults: list[Fault]) -> list[str] | None:
        """The cells under their header; None where it cannot be known which cell belongs where."""
        width, extra = len(self.header), len(cells) - len(self.header)
        if cut and len(faults) < _TOLD:
            faults.append(self.source.warn("bib-record-cut", line))
        if extra < 0:
            if not cut and len(faults) < _TOLD:
                faults.append(self.source.warn("bib-row-narrow", line, cells=len(cells), columns=width))
            return cells + [""] * -extra
        if extra and not any(cell.strip() for cell in cells[width:]):
            return cells[:width]
        if extra:
            return self._mend(line, cells, extra, faults)
        return cells

    def _mend(self, line: int, cells: list[str], extra: int, faults: list[Fault]) -> list[str] | None:
        if self.slack is None or not self.slack.last.search(cells[-1]):
            return None
        places = [at for at, name in enumerate(self.header) if name.startswith(self.slack.after)]
        if not places:
            return None
        if len(faults) < _TOLD:
            name = self.header[places[-1]]
            faults.append(self.source.warn("bib-row-mended", line, extra=extra, column=name))
        cut = places[-1] + 1
        return cells[:cut] + cells[cut + extra :]
