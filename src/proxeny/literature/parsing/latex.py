"""BibTeX values as plain text: accents and signs written in LaTeX, braces taken away."""

from __future__ import annotations

import re
import unicodedata

_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
_SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "j": "j", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "ldots": "…",
}  # fmt: skip
_ACCENT = re.compile(r"\\([`'^~=.\"])\s*\{?\\?([A-Za-zı])\}?|\\([uvrHdck])(?:\s+|\{)\\?([A-Za-zı])\}?")
_SIGN = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))")


def read_latex(text: str) -> str:
    r"""``text`` without LaTeX.

    >>> read_latex(r"{B}\'erard, Ta{\c{s}}k{\i}n and G\"{u}l{\"u}m \& others")
    'Bérard, Taşkın and Gülüm & others'
    """
    if "\\" in text:
        text = _ACCENT.sub(_accent, text)
        text = _SIGN.sub(lambda match: _SIGNS.get(match[1], match[0]), text)
        text = re.sub(r"\\([&%$#_{}\s])", r"\1", text)
    text = text.replace("``", "“").replace("''", "”")
    return " ".join(re.sub(r"[{}]", "", text).split())


def _accent(match: re.Match[str]) -> str:
    mark, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    base = "i" if letter == "ı" and mark != "." else letter
    return unicodedata.normalize("NFC", base + _MARKS[mark])
