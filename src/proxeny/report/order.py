"""Names in the order in which each language sorts them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from proxeny.text import fold

_ALPHABETS = {
    "tr": "0123456789abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "fa": "0123456789ءآاأبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیabcdefghijklmnopqrstuvwxyz",
}
_RANKS: Mapping[str, Mapping[str, int]] = {
    language: {letter: rank for rank, letter in enumerate(letters, 1)} for language, letters in _ALPHABETS.items()
}
_TURKISH = str.maketrans({"İ": "i", "I": "ı"})


@lru_cache(maxsize=2**17)
def sort_key(name: str, language: str) -> tuple[object, ...]:
    """A key that sorts names by the alphabet of the language: ``ç`` after ``c``, ``پ`` after ``ب``.

    >>> sorted(["Çorum", "Düzce", "Cizre"], key=lambda name: sort_key(name, "tr"))
    ['Cizre', 'Çorum', 'Düzce']
    """
    if language not in _RANKS:
        return (fold(name), name)
    lowered = (name.translate(_TURKISH) if language == "tr" else name.replace("ي", "ی").replace("ك", "ک")).lower()
    return ("".join([_place(letter, language) for letter in lowered]), name)


@cache
def _place(letter: str, language: str) -> str:
    """A letter's place in the alphabet as a character that sorts so; nothing for what no alphabet has."""
    ranks = _RANKS[language]
    rank = ranks.get(letter) or ranks.get(fold(letter)[:1])
    return chr(rank) if rank else ""
