"""Whether a text is UTF-8, and whether it holds letters that need a closer look; without decoding it whole."""

from __future__ import annotations

import codecs

import numpy as np

_PART = 2**20
_CONTROLS, _MARKS, _GENERAL = 0xC2, (0xCC, 0xCD), 0xE2
_FIRST_UNKNOWN = 0xD2  # from here on scripts that write marks of their own, but for general punctuation


def is_unicode(data: bytes) -> bool:
    """Whether ``data`` is well-formed UTF-8, part by part, so that no second copy of it is held."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PART):
            decoder.decode(view[start : start + _PART], final=start + _PART >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def has_odd_letters(data: bytes) -> bool:
    """Whether UTF-8 text holds control characters beyond ASCII, signs of direction, or marks on letters.

    Answers yes where it would take a closer look: for scripts other than Latin, Greek and Cyrillic.
    """
    if data.isascii():
        return False
    raw = np.frombuffer(data, dtype=np.uint8)
    return any(_is_odd(raw[start : start + _PART + 2]) for start in range(0, raw.size, _PART))


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
