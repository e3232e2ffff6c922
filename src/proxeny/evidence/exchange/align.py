"""Check a selection of another program against its words, and move it to where they stand.

Programs count differently: code points or UTF-16 units, the end inside or outside, a line end as one or two, a byte
order
mark as one. Each way of counting is tried; the one that gives the snippet is right. If none does, the nearest
occurrence
of the snippet is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from proxeny.evidence.canonical import from_utf16

_ELLIPSIS = ("…", "...")


def plain_text(raw: str) -> str:
    """The text of an imported source: NFC and LF, nothing else is changed."""
    return unicodedata.normalize("NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def align(raw: str, start: int, end: int, snippet: str) -> tuple[int, int, str]:
    """Offsets in `plain_text` of ``raw``, and ``exact``, ``realigned`` or ``unchecked``.

    >>> align("a\\r\\nbéc", 3, 6, "béc"), align("one two", 4, 6, "two"), align("one two", 0, 3, "line:1")
    ((2, 5, 'exact'), (4, 7, 'realigned'), (0, 3, 'unchecked'))
    """
    text = plain_text(raw)
    default = _converted(raw, start, end)
    wanted, cut = _words(snippet)
    if not wanted:
        return (*_inside(default, text), "unchecked")
    for index, (first, last) in enumerate([default, *_ways(raw, text, start, end)]):
        if _says(text[first:last], wanted, cut):
            return first, last, "exact" if index == 0 else "realigned"
    found = _nearest(text, wanted, default[0])
    if found is None:
        return (*_inside(default, text), "unchecked")
    length = max(len(wanted), default[1] - default[0]) if cut else found[1] - found[0]
    return found[0], min(len(text), found[0] + length), "realigned"


def _inside(span: tuple[int, int], text: str) -> tuple[int, int]:
    start = max(0, min(span[0], len(text)))
    return start, max(start, min(span[1], len(text)))


def _converted(raw: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of ``raw`` as offsets of its plain text."""
    return len(plain_text(raw[: max(0, start)])), len(plain_text(raw[: max(0, end)]))


def _ways(raw: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield start, end  # counted in the plain text already
    yield _converted(raw, start, end + 1)
    yield start, end + 1
    yield from_utf16(text, start), from_utf16(text, end)
    yield from_utf16(text, start), from_utf16(text, end + 1)
    two = text.replace("\n", "\r\n")
    yield _converted(two, start, end)
    yield _converted(two, start, end + 1)
    yield start - 1, end - 1
    yield start + 1, end + 1


def _words(snippet: str) -> tuple[str, bool]:
    """The snippet without blanks at its ends, and whether it was cut short."""
    words = plain_text(snippet).strip()
    for sign in _ELLIPSIS:
        if words.endswith(sign) and len(words) > 20:
            return words.removesuffix(sign).strip(), True
    return words, False


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _says(found: str, wanted: str, cut: bool) -> bool:
    have, want = _squeeze(found), _squeeze(wanted)
    return have.startswith(want) if cut else have == want


def _nearest(text: str, wanted: str, near: int) -> tuple[int, int] | None:
    pattern = r"\s+".join(re.escape(word) for word in wanted.split()[:400])
    spans = [match.span() for match in re.finditer(pattern, text)]
    return min(spans, key=lambda span: abs(span[0] - near)) if spans else None
