"""The shape of a delimited file: where its records begin and how many cells each has, found without copying it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.literature.parsing.plain import Data, has_odd_letters, read_parts

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
_BLOCK = 2**18  # so that a block and what is found in it stay in the processor's cache
_QUOTE, _FEED, _RETURN, _SPACE, _DELETE = 34, 10, 13, 32, 127


@dataclass(frozen=True, slots=True)
class Shape:
    """For each record: byte at which it begins, line of the file, number of cells; and whether quotes are closed.

    ``plain``: no cell holds a control character or a letter written as letter and mark.
    """

    starts: Ints
    lines: Ints
    widths: Ints
    closed: bool
    plain: bool = False


@dataclass(slots=True)
class _Found:
    """What the blocks so far hold: places of line feeds (within quotes or not), of record ends, of cell ends."""

    every: list[Ints]
    feeds: list[Ints]
    cells: list[Ints]
    parity: int = 0
    controls: int = 0
    returns: int = 0  # carriage returns just before a line feed that ends a record
    last: int = 0  # the byte before this block


def measure_shape(data: Data, delimiter: str) -> Shape:
    """Find the records of ``data`` (UTF-8): a line feed or delimiter within quotation marks is text."""
    found = _Found([], [], [])
    for number, part in enumerate(read_parts(data, _BLOCK)):
        _scan(np.frombuffer(part, dtype=np.uint8), number * _BLOCK, ord(delimiter), found)
    size = len(data)
    ends, commas, lines = (_join(parts) for parts in (found.feeds, found.cells, found.every))
    controls = found.controls - ends.size
    plain = (controls == 0 or controls == found.returns == ends.size) and not has_odd_letters(data)
    if not ends.size or ends[-1] != size - 1:
        ends = np.append(ends, size)
    starts = np.concatenate([[0], ends[:-1] + 1]).astype(np.int64)
    widths = np.diff(np.searchsorted(commas, ends), prepend=0) + 1
    numbers = np.searchsorted(lines, starts) + 1
    return _drop_blank(data, Shape(starts, numbers, widths, bool(found.parity == 0), plain), ends)


def _scan(block: Bytes, start: int, sign: int, found: _Found) -> None:
    control = (block < _SPACE) | (block == _DELETE)
    places = np.flatnonzero(control | (block == _QUOTE) | (block == sign))
    kinds = block[places]
    places += start
    found.controls += int(np.count_nonzero((kinds < _SPACE) | (kinds == _DELETE)))
    inside = np.bitwise_xor.accumulate((kinds == _QUOTE).view(np.uint8)) ^ np.uint8(found.parity)
    found.parity = int(inside[-1]) if inside.size else found.parity
    outside = inside == 0
    line_feed = kinds == _FEED
    found.every.append(places[line_feed])
    ended = places[line_feed & outside]
    found.feeds.append(ended)
    found.cells.append(places[(kinds == sign) & outside])
    before = np.where(ended > start, block[np.maximum(ended - start - 1, 0)], found.last)
    found.returns += int(np.count_nonzero(before == _RETURN))
    found.last = int(block[-1])


def _join(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def _drop_blank(data: Data, shape: Shape, ends: Ints) -> Shape:
    """Without lines that hold nothing."""
    length = ends - shape.starts
    blank = length == 0
    short = np.flatnonzero((length > 0) & (length < 4))
    for at in short:
        blank[at] = not data[int(shape.starts[at]) : int(ends[at])].strip()
    kept = ~blank
    return Shape(shape.starts[kept], shape.lines[kept], shape.widths[kept], shape.closed, shape.plain)
