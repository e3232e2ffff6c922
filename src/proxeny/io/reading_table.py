"""What every reader of a file format shares: its limits, its table of text, and a log of faults that stays small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from proxeny.errors import Fault, Severity, Where
from proxeny.text import clean

_CONTROL = r"[\p{Cc}\p{Co}\x{2028}\x{2029}\x{202A}-\x{202E}\x{2066}-\x{2069}]"
_NOT_COMPOSED = r"[\p{M}\x{2126}\x{212A}\x{212B}]"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold before we refuse it; every limit has a fault that says so."""

    max_bytes: int = 256 * 2**20
    max_json_bytes: int = 64 * 2**20  # a JSON document is held in memory whole, several times its size
    max_rows: int = 2_000_000
    max_records: int = 400_000  # rows read as claims: each becomes ten or more, some 3 KB of memory a row
    max_columns: int = 4_000
    max_cells: int = 50_000_000
    max_cell: int = 100_000  # characters
    max_unpacked: int = 400 * 2**20  # bytes in an XLSX once unzipped
    max_ratio: int = 200  # unzipped bytes to zipped ones, of a part larger than a megabyte
    max_parts: int = 5_000
    max_faults: int = 1_000


class FaultLog:
    """Faults of a file: all are counted, the first of each column are kept."""

    def __init__(self, limit: int = 1_000) -> None:
        self.limit = limit
        self.errors = 0
        self.warnings = 0
        self._errors: list[Fault] = []
        self._warnings: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Count one fault and keep it while there is room."""
        self.count(1, fault.severity)
        kept = self._errors if fault.severity == "error" else self._warnings
        if len(kept) < 4 * self.limit:  # a few times what is shown, for columns are not read in the order of rows
            kept.append(fault)

    def count(self, number: int, severity: Severity = "error") -> None:
        """Count faults that are not kept."""
        if severity == "error":
            self.errors += number
        else:
            self.warnings += number

    def faults(self) -> list[Fault]:
        """Errors, then warnings, each in the order of the file; of more than ``limit`` the last says how many more."""
        shown = [*_ordered(self._errors), *_ordered(self._warnings)][: self.limit]
        rest = self.errors + self.warnings - len(shown)
        if rest > 0:
            severity: Severity = "error" if self.errors else "warning"
            shown.append(Fault("faults-more", Where(file=shown[0].where.file), {"count": rest}, severity))
        return shown


def _ordered(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.where.row or 0, fault.where.line or 0))


@dataclass(frozen=True, slots=True)
class Table:
    """A file as text: ``frame`` has Int64 ``row``, the row a person sees in the file, then one String column each.

    Empty cells are null, text is cleaned as `proxeny.text.clean` does; ``bad_rows`` have faults already.
    """

    path: Path
    columns: tuple[str, ...]
    frame: pl.DataFrame
    log: FaultLog
    bad_rows: frozenset[int] = frozenset()

    @property
    def file(self) -> str:
        """The file's name as faults show it."""
        return self.path.name

    @property
    def faults(self) -> list[Fault]:
        """The faults found while reading."""
        return self.log.faults()


@dataclass(slots=True)
class TableBuilder:
    """Collects rows of cells in chunks, checks widths and limits on the way, and ends as a `Table`."""

    path: Path
    limits: Limits
    header: Sequence[str] = ()
    header_row: int = 1
    log: FaultLog = field(init=False)
    bad_rows: set[int] = field(default_factory=set)
    _chunks: list[pl.DataFrame] = field(default_factory=list)
    _height: int = 0
    _full: bool = False

    def __post_init__(self) -> None:
        self.log = FaultLog(self.limits.max_faults)

    def fault(self, code: str, row: int | None = None, column: str = "", **params: object) -> None:
        """Note an error at a row and column of the file."""
        self.log.add(Fault(code, Where(file=self.path.name, row=row, column=column), params))
        if row is not None:
            self.bad_rows.add(row)

    def warn(self, code: str, **params: object) -> None:
        """Note something the reader assumed."""
        self.log.add(Fault(code, Where(file=self.path.name), params, "warning"))

    def start(self, header: Sequence[object], row: int) -> None:
        """Take the header and check it: no column without a name over data, no name twice."""
        names = [clean("" if cell is None else str(cell), 200) for cell in header]
        while names and not names[-1]:
            names.pop()
        if len(names) > self.limits.max_columns:
            self.fault("columns-too-many", row, count=len(names), limit=self.limits.max_columns)
            names = names[: self.limits.max_columns]
        first: dict[str, int] = {}
        for index, name in enumerate(names, 1):
            if not name:
                self.fault("header-empty", row, number=index)
            elif name.lower() in first:
                self.fault("header-twice", row, name, first=first[name.lower()], second=index)
            first.setdefault(name.lower(), index)
        self.header, self.header_row = names, row

    @property
    def full(self) -> bool:
        """Whether a limit was met: the reader should stop."""
        return self._full

    def add(self, rows: Sequence[int], cells: Sequence[Sequence[str | None]]) -> None:
        """Add records; one of another width than the header is a fault, for a table out of step is wrong everywhere."""
        width = len(self.header)
        cells = [record if len(record) <= width or any(record[width:]) else record[:width] for record in cells]
        whole = [index for index, record in enumerate(cells) if len(record) == width]
        if len(whole) < len(cells):
            for row, record in zip(rows, cells, strict=True):
                if len(record) != width:
                    self.fault("row-ragged", row, count=len(record), expected=width)
            rows, cells = [rows[index] for index in whole], [cells[index] for index in whole]
        self._height += len(rows)
        if self._height > self.limits.max_rows or self._height * (width + 1) > self.limits.max_cells:
            self.fault("rows-too-many", limit=min(self.limits.max_rows, self.limits.max_cells // (width + 1)))
            self._full = True
        elif rows and width:
            self.add_frame(
                pl.DataFrame(
                    [
                        pl.Series("0", rows, dtype=pl.Int64),
                        *(_series(str(number), column) for number, column in enumerate(zip(*cells, strict=True), 1)),
                    ]
                )
            )

    def add_frame(self, frame: pl.DataFrame) -> None:
        """Add records that already stand in columns: Int64 row, then text, in the order of the header."""
        self._chunks.append(frame)

    def build(self) -> Table:
        """Close the table: clean the text, drop blank rows, mark formulas and over-long cells."""
        names = tuple(_unique(self.header))
        if not self._chunks or self._full:
            if not self.log.errors:
                self.fault("rows-none" if names else "file-empty")
            schema: Mapping[str, type[pl.DataType]] = {"row": pl.Int64, **dict.fromkeys(names, pl.String)}
            return Table(self.path, names, pl.DataFrame(schema=schema), self.log, frozenset(self.bad_rows))
        frame = pl.concat(self._chunks)
        self._chunks = []
        frame.columns = ["row", *names]
        frame = tidy(frame, names)
        self._check_cells(frame, names)
        kept = frame.filter(pl.any_horizontal(pl.col(names).is_not_null())) if names else frame
        if kept.is_empty() and not self.log.errors:
            self.fault("rows-none")
        return Table(self.path, names, kept, self.log, frozenset(self.bad_rows))

    def _check_cells(self, frame: pl.DataFrame, names: Sequence[str]) -> None:
        bad = pl.col(names).str.starts_with("=") | (pl.col(names).str.len_chars() > self.limits.max_cell)
        suspects = [name for name, any_bad in frame.select(bad.any()).row(0, named=True).items() if any_bad]
        for name in suspects:
            here = pl.col(name).str.starts_with("=") | (pl.col(name).str.len_chars() > self.limits.max_cell)
            for row, value in frame.filter(here).select("row", pl.col(name).str.slice(0, 60)).iter_rows():
                code = "cell-formula" if value.startswith("=") else "cell-too-long"
                self.fault(code, row, name, value=value, limit=self.limits.max_cell)


def _series(name: str, cells: Sequence[str | None]) -> pl.Series:
    try:
        return pl.Series(name, cells, dtype=pl.String)
    except UnicodeEncodeError:  # half of a surrogate pair, as JSON can hold: no character at all
        whole = [cell and cell.encode("utf-8", "ignore").decode("utf-8") for cell in cells]
        return pl.Series(name, whole, dtype=pl.String)


def _unique(names: Iterable[str]) -> list[str]:
    """Names fit for columns: what has no name or a name twice, a fault already, gets one of its own."""
    seen: dict[str, str] = {}
    for index, name in enumerate(names, 1):
        key = name if name and name != "row" and name not in seen else f"{name or 'column'} ({index})"
        seen[key] = key
    return list(seen)


def tidy(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Clean the text of columns as `proxeny.text.clean` does, only those that need it."""
    control = _holding(frame, names, _CONTROL)
    composed = _holding(frame, names, _NOT_COMPOSED)
    spaces = _holding(frame, names, "  ")
    tidied = []
    for name in names:
        text = pl.col(name)
        if name in composed:
            text = text.str.normalize("NFC")
        if name in control:
            text = text.str.replace_all(r"[\t\r\n\x{2028}\x{2029}]", " ").str.replace_all(_CONTROL, "")
        if name in spaces or name in control:
            text = text.str.replace_all(r" {2,}", " ")
        tidied.append(text.str.strip_chars())
    return frame.with_columns(tidied).with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names
    )


def _holding(frame: pl.DataFrame, names: Sequence[str], pattern: str) -> frozenset[str]:
    """The columns in which some cell matches ``pattern``."""
    found = frame.select(pl.col(name).str.contains(pattern).any() for name in names)
    return frozenset(name for name, holds in zip(names, found.row(0), strict=True) if holds) if names else frozenset()
