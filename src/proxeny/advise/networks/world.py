"""Members and networks as arrays: who belongs to what, where members lie, who is tied with whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

import numpy as np
import polars as pl
from scipy import sparse

from proxeny.advise.cities import CITIES, Cities
from proxeny.advise.networks.arrays import Flags, Floats, Ints
from proxeny.advise.networks.readings import fill_dimensions, load_readings
from proxeny.advise.networks.shores import find_shores
from proxeny.tables import MEMBERSHIPS, ORGANISATIONS, PLACES, TIES, conform

_GONE = ("former", "applied")
_RANKS = (2, 4, 11, 31, 101, 301)  # steps of a city's place among those of its country by inhabitants
_REGION_RANKS = (2, 3, 5, 11, 31)  # steps of its place among those of its region
_TIES = (1, 3, 6, 12, 25)  # steps of the number of partner cities
_OTHERS = (1, 2, 3, 5, 9)  # steps of the number of other networks


@dataclass(frozen=True, eq=False)
class World:
    """``cities``: places that belong to a network, and those asked for. ``networks``: a row each, sorted by id.

    held: city x network, one where it belongs. ties: city x city. partners: ties of each city in the whole register.
    largest: country -> inhabitants of its gazetteer places, ascending. places_in_region: each city's place among the
    gazetteer places of its first-level region by inhabitants, from 1; 0: not known.
    """

    cities: Cities
    networks: pl.DataFrame
    held: Floats
    ties: sparse.csr_matrix
    partners: Ints
    largest: Mapping[str, Ints]
    place_in_region: Ints

    @property
    def count(self) -> int:
        """How many networks."""
        return self.networks.height

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Network id -> its number."""
        return dict(zip(self.networks["id"], range(self.count), strict=True))

    @cached_property
    def dimensions(self) -> tuple[tuple[str, ...], ...]:
        """The dimensions of the scheme in which each network works: by the register, else by our reading."""
        filled = fill_dimensions(conform(self.networks, ORGANISATIONS))["dimensions"]
        return tuple(tuple(one or ()) for one in filled.to_list())

    @cached_property
    def shared_themes(self) -> Floats:
        """Network x network: cosine of the dimensions and topics they work on; zero where one's are not known."""
        readings, stated = load_readings(), conform(self.networks, ORGANISATIONS)["topics"].to_list()
        read = [readings[one].topics if one in readings else () for one in self.networks["id"]]
        themes = [{*a, *(b or c)} for a, b, c in zip(self.dimensions, stated, read, strict=True)]
        names = sorted(set().union(*themes))
        made = np.array([[one in of for one in names] for of in themes], np.float64).reshape(self.count, len(names))
        made /= np.maximum(np.sqrt(made.sum(axis=1, keepdims=True)), 1.0)
        return np.asarray(made @ made.T)

    @cached_property
    def members(self) -> Floats:
        """Members of each network."""
        return np.asarray(self.held.sum(axis=0))

    @cached_property
    def memberships(self) -> Floats:
        """Networks of each city."""
        return np.asarray(self.held.sum(axis=1))

    @cached_property
    def belongs(self) -> Ints:
        """Rows of cities that belong to any network."""
        return np.flatnonzero(self.memberships > 0)

    @cached_property
    def together(self) -> Floats:
        """Network x network: members of both."""
        return np.asarray(self.held.T @ self.held)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of places, sorted."""
        return tuple(self.cities.table["kind"].fill_null("").unique().sort())

    @cached_property
    def kind(self) -> Ints:
        """Number of the kind of each city."""
        number = dict(zip(self.kinds, range(len(self.kinds)), strict=True))
        return self.cities.table["kind"].fill_null("").replace_strict(number, return_dtype=pl.Int64).to_numpy()

    @cached_property
    def people(self) -> Ints:
        """Inhabitants of each; 0: not known."""
        return self.cities.table["population"].fill_null(0).to_numpy().astype(np.int64)

    @cached_property
    def in_region(self) -> Flags:
        """Whether the first-level region of each is known."""
        return self.cities.table["admin1"].is_not_null().to_numpy()

    @cached_property
    def place_in_country(self) -> Ints:
        """Each city's place among the populated places of its country by inhabitants, from 1; 0: not known."""
        found = np.zeros(self.cities.size, np.int64)
        for row, (code, count) in enumerate(zip(self.cities.table["country"].fill_null(""), self.people, strict=True)):
            known = self.largest.get(code)
            if known is not None and count > 0:
                found[row] = len(known) - int(np.searchsorted(known, count, side="right")) + 1
        return found

    @cached_property
    def role(self) -> Ints:
        """Class of `place_in_country`; 0: not known."""
        return np.where(self.place_in_country == 0, 0, 1 + np.digitize(self.place_in_country, _RANKS))

    @cached_property
    def role_at_home(self) -> Ints:
        """Class of country and `role` together."""
        return np.asarray(self.cities.country * (len(_RANKS) + 2) + self.role, np.int64)

    @cached_property
    def seat(self) -> Ints:
        """Class of `place_in_region`; 0: not known."""
        return np.where(self.place_in_region == 0, 0, 1 + np.digitize(self.place_in_region, _REGION_RANKS))

    @cached_property
    def activity(self) -> Ints:
        """Class of the number of partner cities."""
        return np.digitize(self.partners, _TIES)

    @cached_property
    def by_class(self) -> Mapping[str, Floats]:
        """Name of a grouping -> group x network: members of each group."""
        shores = find_shores(self.cities)
        grouped = {
            "country": (self.cities.country, len(self.cities.countries)),
            "region": (self.cities.region, len(self.cities.regions)),
            "kind": (self.kind, len(self.kinds)),
            "role": (self.role, len(_RANKS) + 2),
            "activity": (self.activity, len(_TIES) + 1),
            "seat": (self.seat, len(_REGION_RANKS) + 2),
            "capital": (self.cities.capital.astype(np.int64), 2),
            "shore": (shores.near.astype(np.int64), 2),
            "sea": (shores.sea, len(shores.seas)),
            "country_role": (self.role_at_home, len(self.cities.countries) * (len(_RANKS) + 2)),
        }
        return {name: _sum_by(group, size, self.held) for name, (group, size) in grouped.items()}

    @cached_property
    def by_others(self) -> Floats:
        """Class of the number of other networks x network: members with so many."""
        others = class_of_others(np.maximum(self.memberships - 1, 0))
        return _sum_by(others, len(_OTHERS) + 1, self.held)

    @cached_property
    def hash(self) -> str:
        """BLAKE2b of what is known: members, networks, ties and places; 32 hex digits."""
        made = blake2b(digest_size=16)
        rows, columns = np.nonzero(self.held[self.belongs])
        table = self.cities.table[self.belongs].select("id", "country", "lat", "lon", "population", "kind", "admin1")
        made.update(table.write_csv().encode())
        made.update("\n".join(self.networks["id"]).encode())
        for part in (rows, columns, self.partners[self.belongs]):
            made.update(np.ascontiguousarray(part, np.int64).tobytes())
        return made.hexdigest()

    def hiding(self, cities: Ints, networks: Ints) -> World:
        """The same world without some memberships."""
        held = self.held.copy()
        held[cities, networks] = 0.0
        return replace(self, held=held)


def class_of_others(count: Floats | Ints) -> Ints:
    """Class of a number of other networks."""
    return np.digitize(count, _OTHERS)


def _sum_by(group: Ints, size: int, held: Floats) -> Floats:
    place = sparse.csr_matrix((np.ones(len(group)), (group, np.arange(len(group)))), shape=(size, len(group)))
    return np.asarray(place @ held)


def build_world(tables: Mapping[str, pl.DataFrame], gazetteer: pl.DataFrame, asked: Collection[str] = ()) -> World:
    """Members of networks in ``places``, ``memberships``, ``ties`` and ``organisations``, and the places ``asked`` for.

    gazetteer: geonameid, name, country, admin1, lat, lon, population: it says regions, places that the register lacks,
    and inhabitants where the register does not know them. Former members and those who only applied do not belong.
    """
    places = conform(tables["places"], PLACES).unique("id")
    held = conform(tables["memberships"], MEMBERSHIPS)
    held = held.filter(~pl.col("state").fill_null("").is_in(_GONE) & pl.col("member").is_in(places["id"].implode()))
    pairs = held.select("member", "network").unique()
    wanted = pl.concat([pairs["member"].unique(), pl.Series(list(asked), dtype=pl.String).alias("member")]).unique()
    cities = _cities(places.filter(pl.col("id").is_in(wanted.implode())), gazetteer, set(asked))
    about = conform(tables["organisations"], ORGANISATIONS).unique("id")
    ids = pairs["network"].unique().sort()
    networks = pl.DataFrame({"id": ids}, schema={"id": pl.String}).join(about, on="id", how="left").sort("id")
    number = dict(zip(networks["id"], range(networks.height), strict=True))
    matrix = np.zeros((cities.size, networks.height))
    if pairs.height:
        rows = pairs["member"].replace_strict(cities.row, return_dtype=pl.Int64).to_numpy()
        matrix[rows, pairs["network"].replace_strict(number, return_dtype=pl.Int64).to_numpy()] = 1.0
    places_in_region = _place_in_regions(cities, gazetteer)
    return World(cities, networks, matrix, *_ties(cities, tables["ties"]), _largest(gazetteer), places_in_region)


def _cities(places: pl.DataFrame, gazetteer: pl.DataFrame, asked: set[str]) -> Cities:
    its = gazetteer.select("geonameid", "admin1", pl.col("population").alias("people")).unique("geonameid")
    joined = places.join(its, on="geonameid", how="left")
    people = pl.max_horizontal(pl.col("population").fill_null(0), pl.col("people").fill_null(0)).cast(pl.Int64)
    known = conform(joined.with_columns(people.alias("population"), pl.lit(True).alias("known")), CITIES)
    numbers = [int(one[3:]) for one in asked - set(places["id"]) if one.startswith("gn:") and one[3:].isdecimal()]
    more = gazetteer.filter(pl.col("geonameid").is_in(numbers)).with_columns(
        pl.concat_str(pl.lit("gn:"), pl.col("geonameid")).alias("id"), pl.lit("city").alias("kind"),
        pl.lit(False).alias("known"),
    )  # fmt: skip
    return Cities(pl.concat([known, conform(more, CITIES)]).sort("id"))


def _ties(cities: Cities, ties: pl.DataFrame) -> tuple[sparse.csr_matrix, Ints]:
    """Ties among these cities, and how many each has in all."""
    ends = conform(ties, TIES).select("a", "b").unique()
    rows = [ends[name].replace_strict(cities.row, default=-1, return_dtype=pl.Int64).to_numpy() for name in ("a", "b")]
    partners = sum(np.bincount(one[one >= 0], minlength=cities.size) for one in rows)
    both = (rows[0] >= 0) & (rows[1] >= 0) & (rows[0] != rows[1])
    a, b = rows[0][both], rows[1][both]
    made = sparse.csr_matrix((np.ones(2 * len(a)), (np.r_[a, b], np.r_[b, a])), shape=(cities.size, cities.size))
    made.data[:] = 1.0
    return made, np.asarray(partners, np.int64)


def _largest(gazetteer: pl.DataFrame) -> Mapping[str, Ints]:
    sized = gazetteer.filter(pl.col("population") > 0).sort("country", "population")
    return {str(code): part["population"].to_numpy() for (code,), part in sized.group_by("country")}


def _place_in_regions(cities: Cities, gazetteer: pl.DataFrame) -> Ints:
    ranked = gazetteer.filter(pl.col("population") > 0).select(
        "geonameid", place=pl.col("population").rank("min", descending=True).over("country", "admin1")
    )
    asked = cities.table.select("geonameid").join(
        ranked.unique("geonameid"), on="geonameid", how="left", maintain_order="left"
    )
    return asked["place"].fill_null(0).cast(pl.Int64).to_numpy()
