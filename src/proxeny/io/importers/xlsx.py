"""XLSX: the first sheet, read as a stream; formulas are not believed, and a bomb is refused before it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml import DEFUSEDXML

from proxeny.errors import Unavailable
from proxeny.io.importers import IMPORTERS
from proxeny.io.reading_table import Limits, Table, TableBuilder

_CHUNK = 20_000
_SMALL_PART = 2**20
_HELP_SHEETS = {"help", "codes"}
_BROKEN = (
    BadZipFile, ZlibError, InvalidFileException, SyntaxError, DefusedXmlException, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, RuntimeError,
)  # fmt: skip
"""What openpyxl and zipfile raise over parts that are not what they should be, are missing or use odd compression.

Both parsers of XML that openpyxl may use, the standard one and lxml, raise kinds of SyntaxError.
"""


class _Cell(Protocol):
    @property
    def value(self) -> object: ...

    @property
    def data_type(self) -> str: ...


@IMPORTERS.add("xlsx")
@IMPORTERS.add("xlsm")
def read_xlsx(path: Path, limits: Limits) -> Table:
    """Read the first sheet of a workbook; dates become ISO text, whole numbers lose their ``.0``.

    A formula is a fault: what it showed when it was last saved may be stale or forged.
    """
    builder = TableBuilder(path, limits)
    if not DEFUSEDXML:  # openpyxl reads XML without protection when it is told to by the environment
        raise Unavailable.of("xlsx-unsafe")
    try:
        if _is_harmless(path, builder):
            _read_sheet(path, builder)
    except _BROKEN as problem:
        builder.fault("xlsx-broken", reason=(str(problem).splitlines() or [type(problem).__name__])[0][:200])
    return builder.build()


def _is_harmless(path: Path, builder: TableBuilder) -> bool:
    """Check, by the directory of the archive alone, that unpacking it stays within the limits."""
    limits = builder.limits
    if path.stat().st_size == 0:
        builder.fault("file-empty")
        return False
    with ZipFile(path) as archive:
        parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    dense = [
        part.file_size // max(part.compress_size, 1)
        for part in parts
        if part.file_size > max(_SMALL_PART, limits.max_ratio * part.compress_size)
    ]
    if len(parts) > limits.max_parts or total > limits.max_unpacked or dense:
        builder.fault("zip-bomb", size=f"{total / 2**20:.0f}", parts=len(parts), ratio=max(dense, default=1))
        return False
    return True


def _read_sheet(path: Path, builder: TableBuilder) -> None:
    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        if not book.worksheets:
            return
        sheet = book.worksheets[0]
        others = [other.title for other in book.worksheets[1:] if other.title.lower() not in _HELP_SHEETS]
        if others:
            builder.warn("sheets-ignored", sheet=sheet.title, others=", ".join(others)[:200])
        sheet.reset_dimensions()  # a stated size may lie; what counts is the cells
        records = _records(sheet.iter_rows(), builder)
        for row, header in records:
            builder.start(header, row)
            break
        while (chunk := list(islice(records, _CHUNK))) and not builder.full:
            builder.add([row for row, _ in chunk], [_fit(cells, len(builder.header)) for _, cells in chunk])
    finally:
        book.close()


def _records(rows: Iterator[Sequence[_Cell]], builder: TableBuilder) -> Iterator[tuple[int, list[str | None]]]:
    """Rows that hold anything; a sheet of a million blank rows costs time, not memory."""
    for row, cells in enumerate(rows, 1):
        if len(cells) > builder.limits.max_columns:
            builder.fault("columns-too-many", row, count=len(cells), limit=builder.limits.max_columns)
            return
        if any(cell.value is not None for cell in cells):
            yield row, [_text(cell, builder, row, index) for index, cell in enumerate(cells)]


def _fit(cells: list[str | None], width: int) -> list[str | None]:
    """A sheet leaves trailing blank cells out; cells to the right of the header stay, and are a fault."""
    while len(cells) > width and cells[-1] is None:
        cells.pop()
    return cells + [None] * (width - len(cells))


def _text(cell: _Cell, builder: TableBuilder, row: int, index: int) -> str | None:
    value = cell.value
    if value is None or (isinstance(value, str) and cell.data_type == "s"):
        return value
    column = builder.header[index] if index < len(builder.header) else ""
    if cell.data_type in {"f", "e"}:
        code = "cell-formula" if cell.data_type == "f" else "cell-error"
        builder.fault(code, row, column, value=str(getattr(value, "text", value))[:60])
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)
