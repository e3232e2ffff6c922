"""The shape of a delimited file: where its records begin and how many cells each has, found without copying it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_BLOCK = 2**24
_QUOTE, _FEED = 34, 10


@dataclass(frozen=True, slots=True)
class Shape:
    """For each record: byte at which it begins, line of the file, number of cells; and whether quotes are closed."""

    starts: Ints
    lines: Ints
    widths: Ints
    closed: bool


def measure_shape(data: bytes, delimiter: str) -> Shape:
    """Find the records of ``data`` (UTF-8): a line feed or delimiter within quotation marks is text."""
    feeds: list[Ints] = []
    cells: list[Ints] = []
    every: list[Ints] = []
    parity = np.uint8(0)
    raw = np.frombuffer(data, dtype=np.uint8)
    sign = ord(delimiter)
    for start in range(0, raw.size, _BLOCK):
        block = raw[start : start + _BLOCK]
        places = np.flatnonzero((block == _QUOTE) | (block == _FEED) | (block == sign))
        kinds = block[places]
        places += start
        inside = np.bitwise_xor.accumulate((kinds == _QUOTE).view(np.uint8)) ^ parity
        parity = inside[-1] if inside.size else parity
        outside = inside == 0
        line_feed = kinds == _FEED
        every.append(places[line_feed])
        feeds.append(places[line_feed & outside])
        cells.append(places[(kinds == sign) & outside])
    ends = np.concatenate(feeds) if feeds else np.empty(0, dtype=np.int64)
    commas = np.concatenate(cells) if cells else np.empty(0, dtype=np.int64)
    lines = np.concatenate(every) if every else np.empty(0, dtype=np.int64)
    if not ends.size or ends[-1] != raw.size - 1:
        ends = np.append(ends, raw.size)
    starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.int64)
    widths = np.diff(np.searchsorted(commas, ends), prepend=0) + 1
    numbers = np.searchsorted(lines, starts) + 1
    return _drop_blank(raw, Shape(starts, numbers, widths, parity == 0), ends)


def _drop_blank(raw: NDArray[np.uint8], shape: Shape, ends: Ints) -> Shape:
    """Without lines that hold nothing."""
    length = ends - shape.starts
    blank = length == 0
    short = np.flatnonzero((length > 0) & (length < 4))
    for at in short:
        blank[at] = not raw[shape.starts[at] : ends[at]].tobytes().strip()
    kept = ~blank
    return Shape(shape.starts[kept], shape.lines[kept], shape.widths[kept], shape.closed)
