"""CSV and TSV: encoding and delimiter found out, every record checked for its width."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from proxeny.io.importers import IMPORTERS
from proxeny.io.reading_table import Limits, Table, TableBuilder

Counts = NDArray[np.int64]

_CHUNK = 50_000
_BLOCK = 2**20
_DELIMITERS = ",;\t|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TURKISH = list(b"\xd0\xdd\xde\xf0\xfd\xfe")  # Ğ İ Ş ğ ı ş in Windows-1254; Ð Ý Þ ð ý þ in Windows-1252
_ICELANDIC = list(b"\xe1\xed\xf3\xfa\xe6\xc1\xcd\xd3\xda\xc6")  # á í ó ú æ: what stands beside ð and þ in Icelandic
_UNDEFINED = list(b"\x81\x8d\x8f\x90\x9d")


@IMPORTERS.add("csv")
@IMPORTERS.add("txt")
def read_csv(path: Path, limits: Limits) -> Table:
    """Read comma, semicolon, tab or bar separated text."""
    return _read(path, limits, _DELIMITERS)


@IMPORTERS.add("tsv")
@IMPORTERS.add("tab")
def read_tsv(path: Path, limits: Limits) -> Table:
    """Read tab separated text."""
    return _read(path, limits, "\t")


def _read(path: Path, limits: Limits, delimiters: str) -> Table:
    builder = TableBuilder(path, limits)
    encoding = _detect_encoding(path, builder)
    if not encoding:
        return builder.build()
    delimiter = delimiters
    with path.open(encoding=encoding, newline="") as text:
        try:
            if len(delimiters) > 1:
                delimiter = _detect_delimiter(list(islice(text, 30)), delimiters)
                text.seek(0)
            records = _records(text, delimiter, builder)
            for row, header in records:
                builder.start(header, row)
                break
            while (chunk := list(islice(records, _CHUNK))) and not builder.full:
                builder.add([row for row, _ in chunk], [cells for _, cells in chunk])
        except UnicodeDecodeError:
            builder.fault("encoding-broken", encoding=encoding)
    return builder.build()


def _records(text: TextIO, delimiter: str, builder: TableBuilder) -> Iterator[tuple[int, list[str]]]:
    """Records that hold anything with the row a spreadsheet would show, up to the first that cannot be read."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if cells:
                yield row, cells
    except csv.Error as problem:
        huge = "field limit" in str(problem)  # one quotation mark that is never closed makes such a cell
        code = "cell-huge" if huge else "csv-broken"
        builder.fault(code, row + 1, line=reader.line_num, reason=str(problem), limit=csv.field_size_limit())
    except UnicodeDecodeError:
        builder.fault("encoding-broken", row + 1, encoding=text.encoding)


def _detect_encoding(path: Path, builder: TableBuilder) -> str:
    """The file's encoding, or empty with a fault. What is not Unicode is assumed, and a warning says so."""
    with path.open("rb") as raw:
        start = raw.read(4)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return encoding
        raw.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        valid, counts = True, np.zeros(256, dtype=np.int64)
        while block := raw.read(_BLOCK):
            counts += np.bincount(np.frombuffer(block, dtype=np.uint8), minlength=256)
            if valid:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    valid = False
    if valid and not counts[0]:
        return "utf-8"
    encoding = "" if counts[0] else _guess_windows(counts)
    if encoding:
        builder.warn("encoding-assumed", encoding=encoding)
    else:
        builder.fault("encoding-unknown")
    return encoding


def _guess_windows(counts: Counts) -> str:
    """Windows-1254 or Windows-1252 by their six differing letters; empty when it is no Latin text at all."""
    letters = counts[0x41:0x5B].sum() + counts[0x61:0x7B].sum()
    if counts[0xC0:].sum() > letters or counts[_UNDEFINED].any():
        return ""
    return "windows-1254" if counts[_TURKISH].sum() > counts[_ICELANDIC].sum() else "windows-1252"


def _detect_delimiter(lines: list[str], delimiters: str) -> str:
    """The delimiter that gives the first lines the same number of cells, more than one, most often."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(record) for record in csv.reader(lines, delimiter=delimiter) if record]
        except csv.Error:
            return 0, 0
        width, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
        return (times, width) if width > 1 else (0, 0)

    return max(delimiters, key=score)
