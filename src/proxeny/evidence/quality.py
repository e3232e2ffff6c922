"""How well a page was read, 0 to 1: whether its characters can be read, its words are whole, and their order is right.

    quality = readable x whole x order

readable: share of characters that are no replacement, private or unmapped glyph. whole: share of words that can be
words. A word cannot be one that is a single letter (but for those that languages have, initials and list marks), mixes
scripts, begins as no Persian word does, runs into the next (``citiesThe``; in Persian: is made of two words that the
document uses often), has five Latin letters or more and no vowel, or is longer than 40 letters. order (right-to-left
pages): how far frequent small words stand as they are read rather than turned round, times the share of lines that do
not begin with a sign that only ends. A rule of thumb of ours, to find the pages to look at: a word that can be one need
not be the right one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from proxeny.evidence.repair_runs import is_odd_persian

_CID = re.compile(r"\(cid:\d+\)")
_TOKEN = re.compile(r"[^\W_]+(?:[\u200c\u064b-\u0655\u0670]+[^\W_]*)*")
_INITIAL = re.compile(r"(?<![\w\u200c])[^\W\d_](?=[.)])|(?<=\()[^\W\d_](?=\W)")  # an initial, or the mark of a list
_SMALL = frozenset({"از", "در", "که", "این", "را", "با", "است", "برای", "های", "شهر", "من", "في", "على", "إلى"})
_LONG = 40  # letters
_SINGLE = frozenset("aioeyuAIOEYUوà")
_ARABIC, _LATIN = re.compile(r"[\u0620-\u06d3]"), re.compile(r"[A-Za-z\u00c0-\u024f]")
_GLUED = re.compile(r"[a-z]{3,}[A-Z][a-z]{2,}")
_VOWEL = re.compile(r"[aeiouyàâäáãåçèéêëìíîïòóôöõøùúûüıəæœ0-9]", re.I)
_ENDS_ONLY = re.compile(r"[.،؛؟)»\]]")


def common_words(pages: Iterable[str]) -> frozenset[str]:
    """Right-to-left words of three letters or more that a document uses three times or more."""
    counts = Counter(word for page in pages for word in _TOKEN.findall(page) if len(word) > 2 and _ARABIC.search(word))
    return frozenset(word for word, seen in counts.items() if seen > 2 and not is_odd_persian(word))


def measure_quality(text: str, common: frozenset[str] = frozenset()) -> tuple[float, Mapping[str, float]]:
    """The quality of a page and its parts; an empty page has 0. ``common``: of `common_words` of its document.

    >>> measure_quality("City diplomacy is the engagement of municipalities.")[0]
    1.0
    """
    visible = [letter for letter in text if not letter.isspace()]
    if not visible:
        return 0.0, {"readable": 0.0, "whole": 0.0, "order": 0.0}
    unmapped = sum(len(match[0]) for match in _CID.finditer(text))
    bad = unmapped + sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in visible)
    readable = 1 - bad / len(visible)
    tokens = [token.strip("\u200c") for token in _TOKEN.findall(_INITIAL.sub(" ", text))]
    whole = 1 - sum(_is_odd(one) or _is_two(one, common) for one in tokens) / len(tokens) if tokens else 1.0
    right = sum(one in _SMALL for one in tokens)
    turned = sum(one[::-1] in _SMALL for one in tokens)
    order = 1.0 if turned <= right else (right + 1) / (turned + 1)
    order *= 1 - _share_misbegun(text)
    parts = {"readable": round(readable, 4), "whole": round(whole, 4), "order": round(order, 4)}
    return round(readable * whole * order, 4), parts


def _is_odd(token: str) -> bool:
    """Whether no word looks so."""
    if len(token) == 1:
        return token.isalpha() and token not in _SINGLE
    if _ARABIC.search(token):
        return bool(_LATIN.search(token)) or is_odd_persian(token) or len(token) > _LONG
    small = len(token) > 4 and token.isalpha() and token.islower() and token.isascii() and not _VOWEL.search(token)
    return small or bool(_GLUED.search(token)) or len(token) > _LONG


def _is_two(token: str, common: frozenset[str]) -> bool:
    """Whether two common words run into each other."""
    if token in common or len(token) < 6:
        return False
    return any(token[:cut] in common and token[cut:] in common for cut in range(3, len(token) - 2))


def _share_misbegun(text: str) -> float:
    """The share of right-to-left lines that begin with a sign that only ends something."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if len(_ARABIC.findall(line)) > len(_LATIN.findall(line))]
    return sum(bool(_ENDS_ONLY.match(line)) for line in lines) / len(lines) if lines else 0.0
