"""Search any place, organisation or network by name, in any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from proxeny.io.places.countries import resolve_country
from proxeny.io.places.gazetteer import gazetteer_keys, search_gazetteer
from proxeny.register.models import Claim, Organisation, Place
from proxeny.register.rows import column_list, select, table_of
from proxeny.text import clean, fold, fold_key

_NAMES = ("name", "name_en", "name_tr", "name_fa")
_SHOWN = dict.fromkeys(("id", "kind", *_NAMES, "country", "search"), pl.String)
_POPULATED = {**_SHOWN, "population": pl.Int64}
_NAMED = {**_SHOWN, "acronym": pl.String}
_ORDER = {"exact": 0, "prefix": 1, "word": 2, "part": 3, "near": 4}
_LOOSE = ("part", "near")
_FETCHED = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``why`` is exact, prefix, word (of a name), part or near.

    ``matched`` is the name that matched where it is none of the names shown.
    """

    id: str
    kind: str
    name: str
    name_en: str
    name_tr: str
    name_fa: str
    country: str
    population: int | None
    in_register: bool
    why: str
    matched: str = ""


def search(text: str, limit: int = 20, kinds: Sequence[str] | None = None) -> list[Hit]:
    """Find what bears a name, best first: the name itself, names that begin so, names with a word that begins so.

    Parts of words and similar spellings are looked at only where nothing else is found, and a lesser-known name that
    merely begins so only where nothing bears the very name. Places of the gazetteer stand behind those of the register.
    ``kinds``: only records of these kinds (``city``, ``network``...). "Name, Country" narrows places to the country.
    """
    name, country = split_country(text)
    key = fold_key(name)
    if not key:
        return []
    fetched = min(_FETCHED, 20 * limit)
    hits = [*_search_places(key, country, name, fetched), *([] if country else _search_organisations(key, name))]
    if kinds is not None:
        hits = [hit for hit in hits if hit.kind in kinds]
    if kinds is None or "city" in kinds:
        hits += _search_beyond(name, limit * 2, country)
    return _worded(key, sorted(_keep(hits), key=_rank)[:limit])


def search_exact(text: str) -> list[Hit]:
    """Every place with exactly this name, of the register and the gazetteer; "Name, Country" as in `search`."""
    name, country = split_country(text)
    key = fold_key(name)
    if not key:
        return []
    hits = [*_search_places(key, country, name, _FETCHED, exact=True), *_search_beyond(name, _FETCHED, country)]
    return [hit for hit in hits if hit.why == "exact"]


def split_country(text: str) -> tuple[str, str]:
    """``Berlin, Germany`` -> (``Berlin``, ``DE``); without a country after the comma the text stays whole."""
    name, comma, rest = text.rpartition(",")
    if comma and name.strip() and rest.strip():
        match = resolve_country(rest.strip())
        if match.iso2:
            return name.strip(), match.iso2
    return text, ""


def _keep(hits: list[Hit]) -> list[Hit]:
    """The best kinds of match only."""
    found = {hit.why for hit in hits}
    if "exact" in found:
        return [hit for hit in hits if hit.why == "exact" or (hit.why not in _LOOSE and not hit.matched)]
    if found - {*_LOOSE}:
        return [hit for hit in hits if hit.why not in _LOOSE]
    return [hit for hit in hits if hit.why == "part"] or hits


def _rank(hit: Hit) -> tuple[object, ...]:
    lesser = bool(hit.matched) and not (hit.why == "exact" and hit.in_register)
    return (_ORDER[hit.why], lesser, not hit.in_register, -(hit.population or 0), hit.name, hit.id)


def _search_places(key: str, country: str, typed: str, most: int, *, exact: bool = False) -> list[Hit]:
    names = column_list(Place, list(_POPULATED))
    sql = f"SELECT {names} FROM {table_of(Place)} WHERE search LIKE %s"
    parameters: list[object] = [f"%|{key}|%" if exact else f"%{key}%"]
    if country:
        sql, parameters = f"{sql} AND country = %s", [*parameters, country]
    exact_first = "CASE WHEN search LIKE %s THEN 0 WHEN search LIKE %s THEN 1 ELSE 2 END"
    sql = f"{sql} ORDER BY {exact_first}, COALESCE(population, 0) DESC, id LIMIT %s"
    rows = select(sql, [*parameters, f"%|{key}|%", f"%|{key}%", most], _POPULATED)
    return [_hit(row, key, typed) for row in rows.iter_rows(named=True)]


def _search_organisations(key: str, typed: str) -> list[Hit]:
    names = column_list(Organisation, list(_NAMED))
    sql = f"SELECT {names} FROM {table_of(Organisation)} WHERE search LIKE %s ORDER BY id LIMIT {_FETCHED}"
    return [_hit(row, key, typed) for row in select(sql, [f"%{key}%"], _NAMED).iter_rows(named=True)]


def _hit(row: dict[str, object], key: str, typed: str) -> Hit:
    keys = str(row.pop("search")).strip("|").split("|")
    row.pop("acronym", None)
    why, matched = _why(key, typed, keys, [str(row[name]) for name in _NAMES])
    return Hit(**{"population": None, **row}, in_register=True, why=why, matched=matched)  # type: ignore[arg-type]


def _why(key: str, typed: str, keys: Sequence[str], names: Sequence[str]) -> tuple[str, str]:
    """Why something was found, and the name that matched if it is none of ``names`` (a folded one may stand for it)."""
    shown = [fold_key(name) for name in names if name]
    if key in keys:
        return "exact", "" if key in shown else clean(typed, 200)
    if any(one.startswith(key) for one in shown):
        return "prefix", ""
    if any(_has_word(name, key) for name in names if name):
        return "word", ""
    for why, matches in (("prefix", str.startswith), ("part", str.__contains__)):
        if any(matches(one, key) for one in shown):
            return why, ""
        found = [one for one in keys if matches(one, key)]
        if found:
            return why, min(found, key=lambda one: (len(one), one))
    return "part", ""


def _has_word(name: str, key: str) -> bool:
    words = fold(name).split()
    return any("".join(words[place:]).startswith(key) for place in range(1, len(words)))


def _worded(key: str, hits: list[Hit]) -> list[Hit]:
    """Put the name as a source writes it in the place of its folded form, where a source does."""
    folded = {hit.id for hit in hits if hit.matched and hit.why != "exact"}
    if not folded:
        return hits
    said = Claim.objects.filter(record__in=folded, property__in=("name", "acronym")).values_list("record", "value")
    words = {(record, fold_key(value)): clean(value, 200) for record, value in said.order_by("-value")}
    return [replace(hit, matched=words.get((hit.id, hit.matched), hit.matched)) for hit in hits]


def _search_beyond(name: str, limit: int, country: str) -> list[Hit]:
    """Gazetteer places that the register does not hold; of similar spelling, those it holds too."""
    key = fold_key(name)
    found = search_gazetteer(name, limit, country=country or None)
    held = set(Place.objects.filter(id__in=[f"gn:{one.geonameid}" for one in found]).values_list("id", flat=True))
    lesser = [one.geonameid for one in found if one.why == "prefix" and not fold_key(one.name).startswith(key)]
    keys = _beyond_keys(lesser) if lesser else {}
    hits = []
    for one in found:
        own, names = f"gn:{one.geonameid}", (one.name, "", one.name_tr, one.name_fa)
        if own in held and one.why != "near":
            continue
        known = [key] if one.why == "exact" else keys.get(one.geonameid, [])
        why, matched = ("near", "") if one.why == "near" else _why(key, name, known, names)
        hits.append(Hit(own, "city", *names, one.country, one.population, own in held, why, matched))
    return hits


def _beyond_keys(geonameids: list[int]) -> dict[int, list[str]]:
    rows = gazetteer_keys(pl.Series(geonameids, dtype=pl.Int64)).iter_rows()
    keys: dict[int, list[str]] = {}
    for geonameid, key in rows:
        keys.setdefault(geonameid, []).append(key)
    return keys
