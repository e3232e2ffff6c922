"""Which country a wording means: CLDR names, ISO 3166 codes, further spellings, a policy for disputed places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

from proxeny.io.places.country_index import CountryIndex, country_index
from proxeny.text import clean, fold, fold_key

_LONGEST = 120
_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_SEVERAL = re.compile(r"\s*(?:/|;|\||\+| & | and | ve | و )\s*")
_TITLES = (
    r"(?:(?:federal|united|islamic|bolivarian|plurinational|arab|socialist|hellenic|democratic|people s|peoples) )*"
    r"(?:republic|kingdom|state|states|commonwealth|sultanate|emirate|principality|grand duchy|federation|rep)"
)
_LEAD = re.compile(rf"^(?:(?:in|from|of|the|a|now|la|le|les|el|il|die)\s+|{_TITLES}(?: of)? (?:the )?)+")
_SHORTEST_CORRECTED = 5
_LONG = 9  # words this long may differ by two letters, shorter ones by one
_NEAR = 0.7


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """The country a wording means.

    iso2: ISO 3166-1 alpha-2, empty when not decided. note: how it was read, a code of ``messages/places.yaml``
    (empty: a plain name). near: what else may be meant, as codes when ambiguous, as names when unknown.
    """

    iso2: str
    wording: str
    note: str = ""
    near: tuple[str, ...] = ()


def resolve_country(text: str, index: CountryIndex | None = None) -> CountryMatch:
    """The country that ``text`` means, in English, Turkish, Persian and some thirty more languages, or a code.

    Reads "in Italy", "England, United Kingdom", "Georgia (country)", "Brandenburg, Germany"; corrects a slip of one
    letter and says so; a wording that may mean several countries or none is not decided.
    """
    return _resolve(clean(text, _LONGEST), index or country_index())


@lru_cache(maxsize=20_000)
def _resolve(text: str, index: CountryIndex) -> CountryMatch:
    if not fold_key(text):
        return CountryMatch("", text, "country-empty" if not text.strip() else "country-unknown")
    for attempt in _attempts(text, index):
        return attempt
    return _correct(text, index)


def _attempts(text: str, index: CountryIndex) -> Iterator[CountryMatch]:
    """Readings of the wording, from the plainest on; the first is taken."""
    yield from _plain(text, text, index)
    outside = _BRACKET.sub(" ", text).strip()
    if outside and outside != text:
        yield from _plain(outside, text, index)
    if "," in text:
        first, _, last = text.partition(",")
        yield from _plain(f"{last} {first}", text, index)  # "Korea, Republic of"
        yield from _compound(text, index)
    bare = _LEAD.sub("", fold(text)).strip()
    if bare and bare != fold(text):
        yield from _plain(bare, text, index)
    if "," in text and _LEAD.fullmatch(f"{fold(text.rpartition(',')[2])} "):
        yield from _plain(text.rpartition(",")[0], text, index)  # "Venezuela, Bolivarian Republic of"
    yield from _several(text, index)


def _plain(words: str, text: str, index: CountryIndex) -> Iterator[CountryMatch]:
    entry = index.find(words)
    if entry is not None:
        yield CountryMatch(entry.iso2, text, entry.note, entry.near)


def _compound(text: str, index: CountryIndex) -> Iterator[CountryMatch]:
    """``Brandenburg, Germany``: the last part is the country, unless the first is a territory of it."""
    first, _, last = text.rpartition(",")
    whole = next(_attempts(last.strip(), index), None) if last.strip() else None
    if whole is None:
        return
    part = index.find(first)
    if part is None or not part.iso2:
        note = "country-region" if not whole.note else whole.note
        yield CountryMatch(whole.iso2, text, note, whole.near)
    elif part.iso2 == whole.iso2 or index.same_family(part.iso2, whole.iso2):
        yield CountryMatch(part.iso2, text, part.note or ("country-territory" if part.iso2 != whole.iso2 else ""))
    elif whole.iso2:
        yield CountryMatch(whole.iso2, text, "country-region")


def _several(text: str, index: CountryIndex) -> Iterator[CountryMatch]:
    """``GB/US``: several countries, none of them the answer."""
    parts = [part for part in _SEVERAL.split(text) if part.strip()]
    if len(parts) < 2:
        return
    codes = [entry.iso2 for part in parts if (entry := index.find(part)) is not None and entry.iso2]
    if len(codes) == len(parts):
        distinct = tuple(dict.fromkeys(codes))
        only = distinct[0] if len(distinct) == 1 else ""
        yield CountryMatch(only, text, "" if only else "country-several", () if only else distinct)


def _correct(text: str, index: CountryIndex) -> CountryMatch:
    """A slip of one letter (two in a long word) of one country only; else the nearest names."""
    key = fold_key(_LEAD.sub("", fold(text))) or fold_key(text)
    allowed = 0 if len(key) < _SHORTEST_CORRECTED else 1 if len(key) < _LONG else 2
    spellings, likely = index.spellings(), _spellings_about(len(key), index)
    scored = process.extract(key, likely, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=None)
    far = {other: round((1 - score) * max(len(key), len(other))) for other, score, _ in scored}
    best = min(far.values(), default=allowed + 1)
    codes = {spellings[other] for other, distance in far.items() if distance == best <= allowed}
    if len(codes) == 1 and (code := codes.pop()):
        return CountryMatch(code, text, "country-corrected", (country_name(code, "en"),))
    names = [country_name(spellings[other], "en") for other, _, _ in scored[:12] if spellings[other]]
    return CountryMatch("", text, "country-unknown", tuple(dict.fromkeys(names))[:3])


@lru_cache(maxsize=_LONGEST)
def _spellings_about(length: int, index: CountryIndex) -> list[str]:
    """The spellings that are long enough, and short enough, to be near a key of that length."""
    return [other for other in index.spellings() if length * _NEAR <= len(other) <= length / _NEAR]


def resolve_countries(wordings: pl.Series, index: CountryIndex | None = None) -> pl.DataFrame:
    """Resolve many wordings, each distinct one once: country_wording, country, country_note, in the given order."""
    given = wordings.cast(pl.String).fill_null("")
    distinct = given.unique(maintain_order=True)
    found = [resolve_country(text, index) for text in distinct]
    table = pl.DataFrame(
        {
            "country_wording": distinct,
            "country": [one.iso2 for one in found],
            "country_note": [one.note for one in found],
        },
        schema={"country_wording": pl.String, "country": pl.String, "country_note": pl.String},
    )
    return (
        given.rename("country_wording").to_frame().join(table, on="country_wording", how="left", maintain_order="left")
    )


def country_name(iso2: str, language: str = "en") -> str:
    """The name of a country in a language (CLDR, with the names Proxeny prefers); the code itself when unknown."""
    return country_index().name(iso2, language)


def country_codes() -> Iterable[str]:
    """Every code a place may have: ISO 3166-1 and XK, sorted."""
    return country_index().codes
