"""Names as people type them: one folded form for Latin, Turkish, Arabic and Persian script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ZWNJ = "\u200c"

_LETTERS = str.maketrans(
    {
        "İ": "i", "I": "i", "ı": "i", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d",
        "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ħ": "h", "Ħ": "h",
        "ə": "e", "Ə": "e", "ŋ": "n", "ĸ": "k",
        "ي": "ی", "ى": "ی", "ئ": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ؤ": "و",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ء": None, "ـ": None,
        ZWNJ: None, "\u200b": None, "\u200d": None, "\u200e": None, "\u200f": None, "\ufeff": None, "\u00ad": None,
        "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, "´": None, "ʹ": None, "ʿ": None, "ʾ": None,
    }
)  # fmt: skip
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_NOT_WORD = re.compile(r"[\W_]+")
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufeff]+")
_LATIN = re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Fold a name for comparison: case, accents, dotted and dotless i, Arabic letter forms, ZWNJ, punctuation.

    >>> fold("Iğdır"), fold("IĞDIR"), fold("igdir")
    ('igdir', 'igdir', 'igdir')
    >>> fold("كرمان") == fold("کرمان"), fold("Köln"), fold("Saint-Étienne")
    (True, 'koln', 'saint etienne')
    """
    if text.isascii():
        plain = text.lower().replace("'", "").replace("`", "")
    else:
        first = unicodedata.normalize("NFKC", text).translate(_LETTERS)
        spread = unicodedata.normalize("NFKD", first.lower())
        kept = "".join(letter for letter in spread if not unicodedata.combining(letter))
        plain = unicodedata.normalize("NFC", kept).translate(_LETTERS)
    return _NOT_WORD.sub(" ", plain).strip()


def fold_key(text: str) -> str:
    """`fold` without spaces, so that ``می‌بد``, ``می بد`` and ``میبد`` are one key.

    >>> fold_key("می\u200cبد") == fold_key("می بد") == fold_key("میبد")
    True
    """
    return fold(text).replace(" ", "")


def clean(text: str, limit: int = 2000) -> str:
    """Make hostile text harmless to store: NFC, no control or bidirectional-override characters, one-line, cut."""
    normal = unicodedata.normalize("NFC", text)
    if normal.isprintable():  # nothing but letters, marks, digits, signs and plain spaces
        return re.sub(r" {2,}", " ", normal).strip()[:limit]
    kept = "".join(
        " " if letter in "\t\r\n\u2028\u2029" else letter
        for letter in normal
        if letter in "\t\r\n" or unicodedata.category(letter) not in {"Cc", "Cs", "Co"}
    )
    harmless = re.sub("[\u202a-\u202e\u2066-\u2069]", "", kept)
    return re.sub(r" {2,}", " ", harmless).strip()[:limit]


def script(text: str) -> str:
    """The dominant script of a name: ``latin``, ``arabic`` (Arabic and Persian) or ``other``."""
    arabic, latin = (sum(map(len, each.findall(text))) for each in (_ARABIC, _LATIN))
    if max(arabic, latin) == 0:
        return "other"
    return "arabic" if arabic > latin else "latin"


def safe_cell(text: str) -> str:
    """Escape a spreadsheet formula in an exported cell (OWASP: CSV injection); numbers stay numbers.

    >>> safe_cell("=1+1"), safe_cell("-122.4"), safe_cell("-x")
    ("'=1+1", '-122.4', "'-x")
    """
    if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
