"""The index of `countries`: folded spelling -> country, from CLDR, the ISO codes and two YAML files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.core import get_global

from proxeny.errors import FaultyInput, Where
from proxeny.text import fold_key
from proxeny.yaml_text import read_yaml as read_text

# Codes of CLDR that are no country: exceptional reservations, groups and test codes.
_NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_OWN_NAMES = {"PS": {"en": "Palestine", "tr": "Filistin", "fa": "فلسطین"}}
_FIRST_LANGUAGES = ("en", "tr", "fa")
_MORE_LANGUAGES = (
    "de", "fr", "es", "it", "pt", "nl", "ar", "ru", "pl", "sv", "da", "nb", "nn", "fi", "is", "et", "lv", "lt",
    "el", "cs", "sk", "hu", "ro", "bg", "uk", "be", "hr", "sr", "bs", "sl", "mk", "sq", "ca", "eu", "gl", "az",
    "ku", "ckb", "ka", "hy", "kk", "uz", "ur", "he", "ja", "zh", "ko", "id", "ms", "vi", "hi", "sw", "cy", "ga",
    "mt", "af",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a spelling means; ``near`` are the codes an ambiguous one may mean."""

    iso2: str
    note: str = ""
    near: tuple[str, ...] = ()


class CountryIndex:
    """Spellings of countries under one policy for disputed places.

    ``find`` looks at policy, further spellings and names in English, Turkish and Persian first, and at other
    languages only when those do not know the wording.
    """

    def __init__(self, policy: Mapping[str, Any], further: Mapping[str, Any]) -> None:
        self.policy = policy
        self._further = further
        self._first = {**self._names(_FIRST_LANGUAGES), **self._codes(), **self._yaml(), **self._policy_entries()}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-2 codes, and XK."""
        known = [str(code) for code in Locale.parse("en").territories]
        return tuple(sorted(code for code in known if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY))

    @cached_property
    def _more(self) -> dict[str, Entry]:
        return self._names(_MORE_LANGUAGES)

    @cached_property
    def _families(self) -> frozenset[tuple[str, str]]:
        pairs = {(state, part) for state, parts in self.policy.get("territories", {}).items() for part in parts}
        for place in self.policy["places"]:
            pairs |= {(place["attributed"], other) for other in place.get("also", []) if place["attributed"]}
        return frozenset(pairs | {(second, first) for first, second in pairs})

    def find(self, words: str) -> Entry | None:
        """What these words mean as they stand, folded."""
        key = fold_key(words)
        if not key:
            return None
        return self._first.get(key) or (self._more.get(key) if len(key) > 2 or not key.isascii() else None)

    def spellings(self) -> Mapping[str, str]:
        """Every spelling in words (not the codes) with its country; empty where ambiguous."""
        return self._spellings

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {key: entry.iso2 for key, entry in {**self._more, **self._first}.items() if len(key) > 3}

    def same_family(self, first: str, second: str) -> bool:
        """True when a source may name either code for the same place: RE and FR, XK and RS."""
        return first == second or (first, second) in self._families

    def family_pairs(self) -> Iterator[tuple[str, str]]:
        """Every pair of different codes of which `same_family` is true, both ways round, sorted."""
        yield from sorted(self._families)

    def name(self, iso2: str, language: str) -> str:
        """The display name of a code."""
        own = _OWN_NAMES.get(iso2, {}).get(language)
        return own or Locale.parse(language).territories.get(iso2) or iso2

    def _names(self, languages: tuple[str, ...]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for language in languages:
            names = Locale.parse(language).territories
            for code in self.codes:
                name = names.get(code, "")
                for key in {fold_key(name), fold_key(name.replace("&", " and ").replace("St.", "Saint"))} - {""}:
                    found.setdefault(key, Entry(code))
        return found

    def _codes(self) -> dict[str, Entry]:
        found = {code.lower(): Entry(code) for code in self.codes}
        for alias, now in get_global("territory_aliases").items():
            if len(alias) == 3 and alias.isalpha() and len(now) == 1 and now[0] in self.codes:
                found[alias.lower()] = Entry(now[0])
        return found

    def _yaml(self) -> dict[str, Entry]:
        found = {fold_key(name): Entry(code) for code, names in self._further["spellings"].items() for name in names}
        for code, names in self._further["parts"].items():
            found |= {fold_key(name): Entry(code, "country-part") for name in names}
        for name, codes in self._further["ambiguous"].items():
            found[fold_key(name)] = Entry("", "country-ambiguous", tuple(codes))
        return found

    def _policy_entries(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for place in self.policy["places"]:
            code = place["attributed"]
            note = "country-policy" if code else "country-ambiguous"
            entry = Entry(code, note, () if code else tuple(place.get("also", [])))
            found |= {fold_key(wording): entry for wording in place["wordings"]}
        return found


def read_yaml(path: Path | None, name: str) -> dict[str, Any]:
    """A YAML mapping: the file given, or the one of that name in ``io/data``. Raises `FaultyInput`."""
    source = path if path is not None else files("proxeny.io").joinpath("data", name)
    try:
        value = read_text(source.read_text(encoding="utf-8"))
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise FaultyInput.of("places-data-unreadable", Where(str(source)), why=str(error).splitlines()[0]) from error
    if not isinstance(value, dict):
        raise FaultyInput.of("places-data-unreadable", Where(str(source)), why="not a mapping")
    return value


@cache
def country_index(policy: Path | None = None) -> CountryIndex:
    """The index under the policy of a file, or under the one that ships. Raises `FaultyInput`."""
    stated = read_yaml(policy, "country_policy.yaml")
    faulty = [place for place in stated.get("places", [{}]) if not {"wordings", "attributed", "why"} <= set(place)]
    if faulty:
        raise FaultyInput.of("country-policy-incomplete", Where(str(policy or "country_policy.yaml")), entry=faulty[0])
    return CountryIndex(stated, read_yaml(None, "countries.yaml"))
