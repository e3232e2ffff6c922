"""Bytes of a file, part by part: whether they are UTF-8, and whether they hold letters that need a closer look."""

from __future__ import annotations

import codecs
import mmap
from collections.abc import Iterator

import numpy as np

Data = bytes | mmap.mmap
"""The bytes of a small file, or a large one as the system maps it, of which no more is held than is being read."""
_PART = 2**20
_CONTROLS, _MARKS, _GENERAL = 0xC2, (0xCC, 0xCD), 0xE2
_FIRST_UNKNOWN = 0xD2  # from here on scripts that write marks of their own, but for general punctuation


def read_parts(data: Data, size: int = _PART, more: int = 0) -> Iterator[bytes | memoryview]:
    """``data`` in parts of ``size`` bytes, each with ``more`` bytes of the next; those behind are let go of."""
    whole = memoryview(data) if isinstance(data, bytes) else data  # no copy of what is held anyway
    for start in range(0, len(data), size):
        yield whole[start : start + size + more]
        let_go(data, start, size)


def let_go(data: Data, start: int, size: int) -> None:
    """Tell the system that a stretch of a mapped file need not be held; it would be read again from the disk."""
    page = mmap.PAGESIZE
    begin = start // page * page
    if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED") and begin < len(data):
        data.madvise(mmap.MADV_DONTNEED, begin, min(size + start - begin, len(data) - begin))


_PIECE = 1 << 17  # bytes: what is decoded at once stays in the processor's cache


def is_ascii(data: Data) -> bool:
    """Whether no byte is beyond ASCII."""
    return data.isascii() if isinstance(data, bytes) else all(bytes(part).isascii() for part in read_parts(data))


def is_unicode(data: Data) -> bool:
    """Whether ``data`` is well-formed UTF-8, part by part, so that no second copy of it is held."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for part in read_parts(data):
            for begin in range(0, len(part), _PIECE):
                decoder.decode(part[begin : begin + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def has_odd_letters(data: Data) -> bool:
    """Whether UTF-8 text holds control characters beyond ASCII, signs of direction, or marks on letters.

    Answers yes where it would take a closer look: for scripts other than Latin, Greek and Cyrillic.
    """
    if is_ascii(data):
        return False
    blocks = (np.frombuffer(part, dtype=np.uint8) for part in read_parts(data, more=2))
    return any(_is_odd(_unmark(block) if number == 0 else block) for number, block in enumerate(blocks))


def _unmark(block: np.ndarray) -> np.ndarray:
    """The same without the mark that says that a file is UTF-8."""
    if block[:3].tobytes() != codecs.BOM_UTF8:
        return block
    plain = block.copy()
    plain[:3] = ord(" ")
    return plain


def _is_odd(block: np.ndarray) -> bool:
    places = np.flatnonzero(block >= _CONTROLS)
    places = places[places < _PART]
    lead = block[places]
    if ((lead >= _FIRST_UNKNOWN) & (lead != _GENERAL)).any() or np.isin(lead, _MARKS).any():
        return True
    if (block[places[lead == _CONTROLS] + 1] < 0xA0).any():
        return True
    general = places[lead == _GENERAL]
    second, third = block[general + 1], block[general + 2]
    separators = (second == 0x80) & (third >= 0xA8) & (third <= 0xAE)
    return bool((separators | ((second == 0x81) & (third >= 0xA6)) | (second == 0x83)).any())
