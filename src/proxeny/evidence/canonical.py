"""The canonical form of text: NFC, LF, no control characters; offsets in code points, UTF-16 only for the browser."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")
_MANY = re.compile(r"\n{3,}")


def canonical(text: str) -> str:
    """Canonical text: NFC, LF, no control characters, no blanks at line ends, at most one empty line in a row.

    >>> canonical("a\\r\\nb \\n\\n\\n\\nc\\x00")
    'a\\nb\\n\\nc'
    """
    broken = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    plain = unicodedata.normalize("NFC", _CONTROL.sub("", broken))
    return _MANY.sub("\n\n", _TRAILING.sub("", plain)).strip("\n")


def to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 units (a browser's) of a code-point offset."""
    return len(text[:offset].encode("utf-16-le")) // 2


def from_utf16(text: str, offset: int) -> int:
    """The code-point offset of an offset in UTF-16 units; inside a surrogate pair: that of its character.

    >>> from_utf16("a😀b", 3), to_utf16("a😀b", 2)
    (2, 3)
    """
    raw = text.encode("utf-16-le")[: 2 * max(0, offset)]
    return len(raw.decode("utf-16-le", errors="ignore"))
