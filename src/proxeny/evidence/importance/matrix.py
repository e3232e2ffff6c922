"""The matrix source x indicator: in which grade each source names each indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from proxeny.errors import Fault, FaultyInput, Where, raise_if_any

GRADES = ("explicit", "structural", "implicit", "dimension")
"""From the strongest: named in words; named by what the source is; nearly named; only its dimension is named."""

_LETTERS: Mapping[str, str] = {"e": "explicit", "s": "structural", "i": "implicit", "d": "dimension"}
_NONE = frozenset({"", "none", "-", "0"})
_SOURCE = ("doc_id", "source", "document_id", "document", "doc")
_INDICATOR = ("indicator_id", "indicator", "code")
_GRADE = ("evidence", "grade")
_TITLE = ("document", "citation", "title")
_CLASS = ("doc_class", "class")
_COUNTS = ("counts_in_ranking", "counts")
_MAX_CELLS = 20_000_000

Cells = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Source:
    """One document that was coded; ``counts``: whether it is one of those the ranking rests on."""

    id: str
    title: str = ""
    kind: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Matrix:
    """``cells``: sources by indicators, 0 where a source is silent, else 1 + the index of the grade in `GRADES`."""

    sources: tuple[Source, ...]
    indicators: tuple[str, ...]
    cells: Cells

    def named(self, grades: Iterable[str]) -> Mask:
        """Sources by indicators: whether named in one of ``grades``."""
        wanted = [1 + GRADES.index(one) for one in grades]
        return np.isin(self.cells, wanted)

    def ranked(self) -> Matrix:
        """Only the sources that count in the ranking."""
        return self.take([index for index, one in enumerate(self.sources) if one.counts])

    def take(self, rows: Sequence[int]) -> Matrix:
        """Only these sources, in this order."""
        return replace(self, sources=tuple(self.sources[index] for index in rows), cells=self.cells[list(rows)])

    def align(self, sources: Sequence[str], indicators: Sequence[str]) -> Matrix:
        """The same matrix with exactly these sources and indicators; what it does not know is silent."""
        own = {one.id: index for index, one in enumerate(self.sources)}
        columns = {one: index for index, one in enumerate(self.indicators)}
        made = np.zeros((len(sources), len(indicators)), dtype=np.int8)
        for row, source in enumerate(sources):
            for column, indicator in enumerate(indicators):
                if source in own and indicator in columns:
                    made[row, column] = self.cells[own[source], columns[indicator]]
        known = {one.id: one for one in self.sources}
        return Matrix(tuple(known.get(one, Source(one)) for one in sources), tuple(indicators), made)


def check_grades(text: str) -> tuple[str, ...]:
    """The grades named in ``explicit,structural``, in the order of `GRADES`. Raises `FaultyInput`."""
    named = [one.strip().lower() for one in text.split(",") if one.strip()]
    wrong = [one for one in named if one not in GRADES]
    if wrong or not named:
        raise FaultyInput.of("grade-unknown", grade=", ".join(wrong) or text, known=", ".join(GRADES))
    return tuple(grade for grade in GRADES if grade in named)


def read_matrix(table: pl.DataFrame, indicators: Sequence[str] = (), file: str = "") -> Matrix:
    """Read a matrix: one row a cell (doc_id, indicator_id, evidence), or one row a source with a column per indicator.

    ``indicators``: those of the scheme; they are all there, in this order, if the file names no other. Of several
    rows of
    one cell the strongest grade counts. Raises `FaultyInput` with all faults.
    """
    lower = {name.strip().lower(): name for name in table.columns}
    source, indicator, grade = (_first(lower, names) for names in (_SOURCE, _INDICATOR, _GRADE))
    if not source:
        raise FaultyInput.of("matrix-columns", Where(file=file), columns=", ".join(table.columns)[:300])
    if indicator and grade:
        rows = _long_rows(table, (source, indicator, grade))
    else:
        rows = _wide_rows(table, source)
        if not rows and table.height:
            raise FaultyInput.of("matrix-columns", Where(file=file), columns=", ".join(table.columns)[:300])
    return _build(rows, _read_sources(table, source, lower), indicators, file)


def _first(lower: Mapping[str, str], names: Sequence[str]) -> str:
    return next((lower[name] for name in names if name in lower), "")


def _long_rows(table: pl.DataFrame, columns: tuple[str, str, str]) -> list[tuple[int, str, str, str]]:
    numbers = table["row"].to_list() if "row" in table.columns else range(2, table.height + 2)
    cells = (table[name].cast(pl.String).fill_null("").to_list() for name in columns)
    return [(row, a.strip(), b.strip(), c.strip().lower()) for row, a, b, c in zip(numbers, *cells, strict=True)]


def _wide_rows(table: pl.DataFrame, source: str) -> list[tuple[int, str, str, str]]:
    """A wide matrix: every column whose cells are all grades or their letters is an indicator."""
    numbers = table["row"].to_list() if "row" in table.columns else list(range(2, table.height + 2))
    keys = table[source].cast(pl.String).fill_null("").to_list()
    allowed = {*GRADES, *_LETTERS, *_NONE}
    rows = []
    for name in table.columns:
        cells = [one.strip().lower() for one in table[name].cast(pl.String).fill_null("").to_list()]
        about = {*_TITLE, *_CLASS, *_COUNTS, *_SOURCE, "row"}
        if name.strip().lower() not in about and set(cells) <= allowed:
            rows += [(row, key.strip(), name, grade) for row, key, grade in zip(numbers, keys, cells, strict=True)]
    return rows


def _read_sources(table: pl.DataFrame, source: str, lower: Mapping[str, str]) -> dict[str, Source]:
    def column(names: Sequence[str]) -> list[str]:
        name = _first(lower, names)
        return table[name].cast(pl.String).fill_null("").to_list() if name else [""] * table.height

    made: dict[str, Source] = {}
    keys = [one.strip() for one in table[source].cast(pl.String).fill_null("").to_list()]
    for key, title, kind, counts in zip(keys, column(_TITLE), column(_CLASS), column(_COUNTS), strict=True):
        if key:
            made.setdefault(key, Source(key, title, kind, counts.strip().lower() not in {"0", "no", "false"}))
    return made


def _build(
    rows: list[tuple[int, str, str, str]], sources: Mapping[str, Source], indicators: Sequence[str], file: str
) -> Matrix:
    found = {indicator for _, _, indicator, _ in rows if indicator}
    names = list(indicators) if indicators and found <= set(indicators) else sorted(found)
    if len(sources) * len(names) > _MAX_CELLS:
        raise FaultyInput.of("matrix-large", Where(file=file), cells=len(sources) * len(names), limit=_MAX_CELLS)
    cells = np.zeros((len(sources), len(names)), dtype=np.int8)
    at_row = {one: index for index, one in enumerate(sources)}
    at_column = {one: index for index, one in enumerate(names)}
    faults = []
    for number, source, indicator, letter in rows:
        grade = _LETTERS.get(letter, letter)
        if grade in _NONE:
            continue
        if grade not in GRADES:
            params = {"grade": letter[:40], "known": ", ".join(GRADES)}
            faults.append(Fault("grade-unknown", Where(file=file, row=number), params))
        elif not source or not indicator:
            faults.append(Fault("matrix-empty-key", Where(file=file, row=number)))
        else:
            strength = 1 + GRADES.index(grade)
            old = int(cells[at_row[source], at_column[indicator]])
            cells[at_row[source], at_column[indicator]] = min(old or strength, strength)
    raise_if_any(faults)
    if not len(sources) or not cells.any():
        raise FaultyInput.of("matrix-nothing", Where(file=file))
    return Matrix(tuple(sources.values()), tuple(names), cells)
