"""What kind of place a name is of: a county, province or association is not a city."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from proxeny.io.places.country_index import read_yaml
from proxeny.io.vocabulary import CODES
from proxeny.text import fold

_BRACKET = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*")
# A bracket of up to two words may say the kind ("rural gmina"); a longer one says where the place lies.
_BRACKET_WORDS = 2

# Kinds that may be the same thing as a place of the gazetteer: cities, and municipalities and districts of that name.
CITY_LIKE = frozenset({"", "city", "municipality", "district"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of each kind as one pattern, in the order of asking; and what stated kinds mean."""

    patterns: Mapping[str, re.Pattern[str]]
    city_words: re.Pattern[str]
    stated: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships, ``io/data/place_kinds.yaml``."""
    data = read_yaml(None, "place_kinds.yaml")
    kinds = [kind for kind in data if kind in CODES["place_kind"]]
    patterns = {kind: re.compile("|".join(_pieces(data[kind]))) for kind in kinds}
    same = [piece for kind in data["same_as_city"] for piece in _pieces(data[kind])]
    return Lexicon(
        patterns, re.compile("|".join([*same, r"^(?:city|town|commune) of ", r"^stadt ", r" town$"])), data["stated"]
    )


def _pieces(words: Mapping[str, list[str]]) -> list[str]:
    def either(where: str) -> str:
        return "|".join(re.escape(fold(word)) for word in sorted(words.get(where) or [], key=len, reverse=True))

    patterns = {"start": "^(?:{}) (?=.)", "end": "(?<=.) (?:{})$", "anywhere": "(?:^|(?<= ))(?:{})(?= |$)"}
    return [pattern.format(either(where)) for where, pattern in patterns.items() if either(where)]


@lru_cache(maxsize=100_000)
def guess_place_kind(name: str) -> str:
    """The kind that words in the name say (``county province region district ...``), or empty.

    >>> guess_place_kind("Harju County"), guess_place_kind("استان فارس"), guess_place_kind("Bursa")
    ('county', 'province', '')
    """
    outside, inside = split_bracket(name)
    words = f"{outside} {inside}" if len(inside.split()) <= _BRACKET_WORDS else outside
    folded = fold(words)
    found = (kind for kind, pattern in lexicon().patterns.items() if pattern.search(folded))
    return next(found, "")


def split_bracket(name: str) -> tuple[str, str]:
    """``Lippe (district)`` -> ``Lippe``, ``district``."""
    match = _BRACKET.search(name)
    return (_BRACKET.sub(" ", name).strip(), match.group(1)) if match else (name, "")


@lru_cache(maxsize=1_000)
def read_place_kind(stated: str) -> str:
    """The kind that a source's own word for it means, or empty: ``Intermunicipality`` -> ``intermunicipal``."""
    folded = fold(stated)
    return lexicon().stated.get(folded, "") or (folded if folded in CODES["place_kind"] else "")


def strip_kind(folded: str) -> str:
    """A folded name without the words that only say it is a city: ``municipality of bursa`` -> ``bursa``."""
    return lexicon().city_words.sub("", folded).strip() or folded


def drop_kind_words(name: str) -> str:
    """The folded name without the words that say its kind: ``County Mayo`` -> ``mayo``; empty when there are none."""
    kind = guess_place_kind(name)
    return lexicon().patterns[kind].sub(" ", fold(name)).strip() if kind else ""
