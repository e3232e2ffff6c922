"""Words as they can be compared: folded, stemmed, with and without ZWNJ, in English, Turkish and Persian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from proxeny.text import ZWNJ, fold, fold_key

_WORD = re.compile(r"[^\W_]+(?:[\u200c'’\-][^\W_]+)*")
_TURKISH = re.compile(r"[çğıöşüÇĞİÖŞÜ]|\b(ve|bir|için|ile|kent|şehir|olarak|belediye\w*)\b")
_ARABIC = re.compile(r"[\u0620-\u06ff]")
_PREFIX = {"en": 6, "tr": 5, "fa": 4}
_STOP = {
    "en": "a an the and or of in on at to for from by with without into its it is are was were be been has have had "
    "that "
          "this these those their they them our we us you your his her he she as not no but than then so if which who "
          "will would can could may might shall should do did does each other every all any some more most very after "
          "before between within about over under both also together second year years month week one two three four "
          "city cities municipal municipality municipalities town towns local partner joint other side",
    "tr": "ve veya bir bu şu o ile için de da ki mi mı en çok daha her tüm bütün bazı gibi kadar sonra önce göre olan "
          "olarak olmak oldu ise ya ama ancak hem iki üç dört yıl yılda ay hafta içinde arasında birlikte kent kenti "
          "kentin kentler kentleri şehir şehri belediye belediyesi belediyeler yerel ortak ortağın diğer",
    "fa": "و یا از در به که این آن را با برای بر تا هر همه نیز هم یک دو سه چهار است بود شد شود کرد کند کنند کردند می "
          "های ها ای اند ام پس پیش بین میان سال ماه هفته شهر شهرها شهرهای شهرداری شهرداریها محلی دیگر خود ما آنها "
    "یکدیگر "
          "شریک مشترک",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands in the text, its stem, and the weight of this form of it."""

    word: str
    stem: str
    weight: float


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer({"en": "english", "tr": "turkish", "fa": "persian"}[language])


@cache
def _stops(language: str) -> frozenset[str]:
    return frozenset(fold(one) for one in _STOP[language].split())


def detect_language(text: str) -> str:
    """``fa`` for Arabic script, ``tr`` where Turkish letters or small words stand, else ``en``.

    >>> detect_language("kardeş şehir"), detect_language("شهر"), detect_language("sister city")
    ('tr', 'fa', 'en')
    """
    letters = [letter for letter in text if letter.isalpha()]
    if sum(bool(_ARABIC.match(letter)) for letter in letters) * 2 > len(letters):
        return "fa"
    return "tr" if _TURKISH.search(text) else "en"


def tokens(text: str, language: str) -> Iterator[Token]:
    """The words of ``text``: stems at weight 1, their beginnings (``~econo``) at a half, small words left out."""
    for match in _WORD.finditer(text):
        for part, weight in _parts(match[0]):
            stem = _stem(part, language)
            if not stem or part in _stops(language) or stem in _stops(language):
                continue
            yield Token(match[0], stem, weight)
            if len(part) > _PREFIX[language]:
                yield Token(match[0], "~" + part[: _PREFIX[language]], 0.4 * weight)


def _parts(word: str) -> Iterator[tuple[str, float]]:
    """A word joined (ZWNJ is lost in many files) and, where it has parts, each of them."""
    yield fold_key(word), 1.0
    pieces = [fold_key(one) for one in re.split(rf"[{ZWNJ}'’\-]", word)]
    if len(pieces) > 1:
        yield from ((one, 0.7) for one in pieces if len(one) > 1)


@cache
def _stem_of(word: str, language: str) -> str:
    return fold_key(str(_stemmer(language).stemWord(word)))


def _stem(folded: str, language: str) -> str:
    return _stem_of(folded, language) if len(folded) > 2 else ("" if len(folded) < 2 else folded)
