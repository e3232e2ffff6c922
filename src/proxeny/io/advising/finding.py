"""Find the city that somebody means: by id, by name in any script, or by name and country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from proxeny.advise.cities import known_cities
from proxeny.errors import Fault, Where
from proxeny.io.places.countries import resolve_country
from proxeny.io.places.gazetteer import Gazetteer, load_gazetteer, search_gazetteer
from proxeny.tables import TIES, conform
from proxeny.text import clean, fold_key

_NOWHERE = Where()
_NAMES = ("name", "name_en", "name_tr", "name_fa")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written: a name or id, maybe a country, ids of GeoNames and Wikidata; and where it stands."""

    text: str = ""
    country: str = ""
    geonameid: str = ""
    wikidata: str = ""
    where: Where = _NOWHERE


@dataclass(frozen=True, slots=True)
class Meant:
    """The record id that is meant, and its GeoNames id where it has one. fault: why nothing is meant."""

    id: str = ""
    geonameid: int | None = None
    fault: Fault | None = None


class Finder:
    """Names and ids of the places of a snapshot, and behind them those of the gazetteer."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], gazetteer: Gazetteer | None = None) -> None:
        ties = conform(tables["ties"], TIES)
        count = pl.concat([ties["a"], ties["b"]]).rename("id").value_counts(name="ties")
        places = known_cities(tables).join(count, on="id", how="left")
        order = ["ties", "population"]
        self._places = places.with_columns(pl.col(order).fill_null(0)).sort(
            *order, "id", descending=[True, True, False]
        )
        self._given = gazetteer
        self._by_letter: dict[str, Mapping[str, list[int]]] = {}

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return self._given or load_gazetteer()

    @cached_property
    def _ids(self) -> Mapping[str, int]:
        """Every id -> row: the record's own, and those of GeoNames and Wikidata; the best tied place comes first."""
        found: dict[str, int] = {}
        for row, one in enumerate(self._places.select("id", "geonameid", "wikidata").iter_rows()):
            for key in (one[0], f"gn:{one[1]}", f"wd:{one[2]}"):
                found.setdefault(key, row)
        return found

    def _named(self, key: str) -> list[int]:
        """Rows of a folded name, the best tied place first."""
        if key and key[0] not in self._by_letter:
            self._by_letter[key[0]] = self._index(key[0])
        return self._by_letter[key[0]].get(key, []) if key else []

    def _index(self, letter: str) -> Mapping[str, list[int]]:
        """Folded name -> rows, of names that begin with a letter: folding all takes longer than an answer."""
        firsts = self._places.select(pl.col(_NAMES).str.slice(0, 1))
        known = pl.concat([firsts[name].unique() for name in _NAMES]).unique().drop_nulls()
        fitting = [one for one in known if one and fold_key(one)[:1] in {letter, ""}]
        may = firsts.select(pl.any_horizontal(pl.col(_NAMES).is_in(fitting)).alias("may"))["may"].fill_null(False)
        found: dict[str, list[int]] = {}
        for row, *names in self._places.select(_NAMES).with_row_index("at").filter(may).iter_rows():
            for key in {fold_key(name) for name in names if name}:
                found.setdefault(key, []).append(row)
        return found

    def find(self, asked: Asked) -> Meant:
        """The place that is meant: by ids first, then by name; of several of one name the best tied, then largest."""
        for word in (asked.wikidata, asked.geonameid, asked.text):
            found = self._by_id(word)
            if found is not None:
                return found
        text, country = _split(asked)
        key = fold_key(text)
        rows = [row for row in self._named(key) if not country or self._places["country"][row] == country]
        if rows and key:
            return self._meant(rows[0])
        hits = search_gazetteer(text, 5, country or None, self._gazetteer)
        if hits and hits[0].why == "exact":
            return self._by_id(f"gn:{hits[0].geonameid}") or Meant(f"gn:{hits[0].geonameid}", hits[0].geonameid)
        near = "; ".join(f"{hit.name} ({hit.country})" for hit in hits[:3])
        words = clean(asked.text or asked.geonameid or asked.wikidata, 100)
        if not near:
            return Meant(fault=Fault("advise-city-unknown", asked.where, {"text": words}))
        return Meant(fault=Fault("advise-city-near", asked.where, {"text": words, "near": near}))

    def _by_id(self, word: str) -> Meant | None:
        """The place of an id: ``gn:745044``, ``745044``, ``wd:Q406``, ``Q406`` or a record's own."""
        word = word.strip()
        if word[:1] in "Qq" and word[1:].isdecimal():
            word = f"wd:Q{word[1:]}"
        elif word.isdecimal():
            word = f"gn:{int(word)}"
        row = self._ids.get(word)
        if row is not None:
            return self._meant(row)
        if word.startswith("gn:") and word[3:].isdecimal():
            number = int(word[3:])
            if self._gazetteer.places.filter(pl.col("geonameid") == number).height:
                return Meant(word, number)
        return None

    def _meant(self, row: int) -> Meant:
        return Meant(self._places["id"][row], self._places["geonameid"][row])


def _split(asked: Asked) -> tuple[str, str]:
    """Name and ISO code: ``Berlin, Germany`` and ``Paris (FR)`` say it in one."""
    if asked.country:
        return asked.text, resolve_country(asked.country).iso2
    text = asked.text.strip().removesuffix(")")
    for mark in (",", "("):
        name, _, rest = text.rpartition(mark)
        if name.strip() and rest.strip():
            code = resolve_country(rest.strip()).iso2
            if code:
                return name.strip(), code
    return asked.text, ""


def find_all(finder: Finder, asked: Sequence[Asked]) -> list[Meant]:
    """What each of these means."""
    return [finder.find(one) for one in asked]
