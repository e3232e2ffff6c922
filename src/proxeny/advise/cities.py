"""The cities that advice chooses among, as arrays: those of the data, and those of a gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from proxeny.advise.names import Words, split_names
from proxeny.tables import PLACES, TIES, conform
from proxeny.text import fold_key
from proxeny.yaml_text import read_yaml

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Pool = Literal["known", "all"]

EARTH_KM = 6371.0088  # mean radius (IUGG)
SMALLEST = 5_000  # inhabitants of a gazetteer city that is a candidate
_NOT_CITIES = {"region", "country", "intermunicipal", "county", "province", "other"}
_LEAST = 100.0  # inhabitants: smaller figures are slips
_SIZE_STEP = 0.75  # of the natural logarithm of inhabitants: cities in one class differ by a factor of two at most

CITIES = {
    "id": pl.String, "name": pl.String, "name_en": pl.String, "name_tr": pl.String, "name_fa": pl.String,
    "country": pl.String, "admin1": pl.String, "lat": pl.Float64, "lon": pl.Float64, "population": pl.Int64,
    "geonameid": pl.Int64, "wikidata": pl.String, "kind": pl.String, "parent": pl.String, "known": pl.Boolean,
    "first": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Cities:
    """Cities, one row each in ``table`` (CITIES, sorted by id); ``known``: it is in the data.

    pool: which of them are candidates: ``known``, those in the data; ``all``, those of the gazetteer with at least
    ``smallest`` inhabitants. Others are there because they have ties, or because they ask. stand_for: how many cities
    each one stands for that the data does not know, where only a sample of them is in the table.
    """

    table: pl.DataFrame
    pool: Pool = "known"
    smallest: int = SMALLEST
    stand_for: float = 1.0

    @property
    def size(self) -> int:
        """How many there are."""
        return self.table.height

    @cached_property
    def row(self) -> Mapping[str, int]:
        """id -> row."""
        return dict(zip(self.table["id"], range(self.size), strict=True))

    @cached_property
    def known(self) -> Flags:
        """Which the data knows."""
        return self.table["known"].to_numpy()

    @cached_property
    def candidates(self) -> Flags:
        """Which are candidates."""
        if self.pool == "known":
            return self.known
        large = (pl.col("population").fill_null(0) >= self.smallest) & pl.col("geonameid").is_not_null()
        return np.asarray(self.table.select(large.alias("large"))["large"].to_numpy())

    @property
    def least_ties(self) -> int:
        """How many ties each city counts at least: one where candidates are known by their ties, so that having none
        would tell that one was hidden; none where most candidates truly have none.
        """
        return 1 if self.pool == "known" else 0

    @cached_property
    def placed(self) -> Flags:
        """Which have coordinates."""
        return (self.table["lat"].is_not_null() & self.table["lon"].is_not_null()).to_numpy()

    @cached_property
    def points(self) -> Floats:
        """Points on the unit sphere; zero where coordinates are not known."""
        lat, lon = (np.radians(self.table[name].fill_null(0.0).to_numpy()) for name in ("lat", "lon"))
        made = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        made[~self.placed] = 0.0
        return np.asarray(made.astype(np.float32))

    @cached_property
    def counted(self) -> Flags:
        """Which have a figure of inhabitants."""
        return (self.table["population"].fill_null(0) > 0).to_numpy()

    @cached_property
    def log_people(self) -> Floats:
        """Natural logarithm of inhabitants; where not known, a little less than what known ones have in the middle."""
        people = self.table["population"].fill_null(0).to_numpy().astype(np.float64)
        logs = np.log(np.maximum(people, _LEAST))
        usual = float(np.median(logs[self.counted & self.known])) if (self.counted & self.known).any() else 9.5
        return np.where(self.counted, logs, usual - 1.0).astype(np.float32)

    @cached_property
    def size_class(self) -> Ints:
        """Class of size, 0 to 11; a step is a factor of two."""
        return np.asarray(np.clip(np.floor((self.log_people - 6.5) / _SIZE_STEP), 0, 11), np.int64)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Codes of countries, sorted; ``country`` counts in it."""
        return tuple(self.table["country"].fill_null("").unique().sort())

    @cached_property
    def country(self) -> Ints:
        """Index of the country of each."""
        return _index(self.table["country"].fill_null(""), self.countries)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Codes ``COUNTRY.ADMIN1`` of first-level regions, sorted."""
        return tuple(self._region_words.unique().sort())

    @cached_property
    def region(self) -> Ints:
        """Index of the first-level region of each."""
        return _index(self._region_words, self.regions)

    @cached_property
    def _region_words(self) -> pl.Series:
        words = pl.concat_str(pl.col("country").fill_null(""), pl.lit("."), pl.col("admin1").fill_null("?"))
        return self.table.select(words.alias("region"))["region"]

    @cached_property
    def country_of_region(self) -> Ints:
        """Index of the country of each region."""
        found = np.zeros(len(self.regions), np.int64)
        found[self.region] = self.country
        return found

    @cached_property
    def stands(self) -> Floats:
        """How many cities each one stands for."""
        return np.where(self.known, 1.0, self.stand_for).astype(np.float32)

    def log_rank(self, group: Ints) -> Floats:
        """Logarithm of each city's rank by inhabitants in its group (country or region), the largest first."""
        order = np.lexsort((-self.log_people, group))
        before = np.cumsum(self.stands[order], dtype=np.float64) - self.stands[order]
        first = np.flatnonzero(np.r_[True, np.diff(group[order]) != 0])
        start = np.repeat(before[first], np.diff(np.r_[first, len(order)]))
        made = np.empty(self.size, np.float32)
        made[order] = np.log(1.0 + before - start)
        return made

    @cached_property
    def rank_in_country(self) -> Floats:
        """Logarithm of the rank by inhabitants in the country."""
        return self.log_rank(self.country)

    @cached_property
    def rank_in_region(self) -> Floats:
        """Logarithm of the rank by inhabitants in the first-level region."""
        return self.log_rank(self.region)

    @cached_property
    def name(self) -> Ints:
        """A number for each different folded name."""
        return np.asarray(np.unique(self._keys, return_inverse=True)[1], np.int64)

    @cached_property
    def _keys(self) -> NDArray[np.str_]:
        return np.array([fold_key(name or "") for name in self.table["name"]], dtype=np.str_)

    @cached_property
    def _wholes(self) -> NDArray[np.str_]:
        """Folded name of the city that a place is said to belong to: ``Podsused (Zagreb)`` belongs to Zagreb."""
        inner = self.table["name"].str.extract(r"\(([^()]+)\)\s*$", 1).fill_null("")
        return np.array([fold_key(one) for one in inner], dtype=np.str_)

    @cached_property
    def inside(self) -> Flags:
        """Which are said to belong to another city: by a name in brackets."""
        return np.asarray(self._wholes != "")

    @cached_property
    def words(self) -> Words:
        """The words of all names and their pieces of three letters."""
        return split_names(self.table["name"])

    def kin(self, city: int) -> Ints:
        """Rows of what a city contains and is contained in: by its record, or by a name in brackets."""
        row = self.table.row(city, named=True)
        related = (pl.col("parent") == row["id"]) | (pl.col("id") == (row["parent"] or ""))
        stated = self.table.select(related.alias("kin"))["kin"].fill_null(False).to_numpy()
        here = self.country == self.country[city]
        part = (self._wholes == self._keys[city]) & (self._keys[city] != "")
        whole = (self._keys == self._wholes[city]) & (self._wholes[city] != "")
        return np.flatnonzero(stated | (here & (part | whole)))

    @cached_property
    def capital(self) -> Flags:
        """Which are the capital of their country: the largest city of the name that ``data/capitals.yaml`` states."""
        named = capitals()
        keys = np.array([fold_key(named.get(code) or "") for code in self.countries], dtype=np.str_)
        found = np.zeros(self.size, np.bool_)
        hits = np.flatnonzero((self._keys == keys[self.country]) & (self._keys != ""))
        for row in hits[np.argsort(self.log_people[hits], kind="stable")]:  # the largest comes last and stays
            found[hits[self.country[hits] == self.country[row]]] = False
            found[row] = True
        return found

    @cached_property
    def first_of_region(self) -> Flags:
        """Which are the largest gazetteer city of their first-level region."""
        return self.table["first"].to_numpy()

    @cached_property
    def tree(self) -> cKDTree:
        """Points in a tree, for neighbours."""
        from scipy.spatial import cKDTree  # slow to import, and advice on networks needs no tree

        return cKDTree(self.points.astype(np.float64))


@cache
def capitals() -> Mapping[str, str]:
    """Code of a country -> name of its capital."""
    text = files("proxeny.advise").joinpath("data", "capitals.yaml").read_text(encoding="utf-8")
    return {str(code): str(name) for code, name in read_yaml(text).items()}


def _index(words: pl.Series, distinct: tuple[str, ...]) -> Ints:
    number = dict(zip(distinct, range(len(distinct)), strict=True))
    return words.replace_strict(number, return_dtype=pl.Int64).to_numpy()


def build_cities(
    tables: Mapping[str, pl.DataFrame],
    gazetteer: pl.DataFrame,
    pool: Pool = "known",
    *,
    also: Collection[int] = (),
    smallest: int = SMALLEST,
) -> Cities:
    """The cities of a snapshot's ``places`` and ``ties``; with pool ``all`` those of a gazetteer too.

    gazetteer: geonameid, name, name_tr, name_fa, country, admin1, lat, lon, population. It says the region of every
    city, and how many live there where the data does not. also: GeoNames ids to have in any case, as cities asked for.
    smallest: inhabitants of a gazetteer city that is taken. A place of the data counts as a city if a tie reaches it,
    or if it is not of a kind that contains cities.
    """
    known = known_cities(tables)
    known = _place_in_regions(known, gazetteer)
    wanted = pl.col("geonameid").is_in(list(also))
    if pool == "all":
        wanted = wanted | (pl.col("population") >= smallest)
    more = gazetteer.filter(wanted & ~pl.col("geonameid").is_in(known["geonameid"].drop_nulls().implode()))
    added = more.with_columns(
        pl.concat_str(pl.lit("gn:"), pl.col("geonameid")).alias("id"),
        pl.lit("").alias("name_en"), pl.lit("").alias("wikidata"), pl.lit("city").alias("kind"),
        pl.lit("").alias("parent"), pl.lit(False).alias("known"),
    )  # fmt: skip
    both = pl.concat([conform(known, CITIES), conform(added, CITIES)])
    both = both.with_columns(pl.col("geonameid").is_in(_firsts(gazetteer).implode()).fill_null(False).alias("first"))
    return Cities(both.unique("id", keep="first").sort("id"), pool, smallest)


def _firsts(gazetteer: pl.DataFrame) -> pl.Series:
    """GeoNames ids of the largest place of each first-level region."""
    sorted_ = gazetteer.drop_nulls("admin1").sort("population", "geonameid", descending=[True, False])
    return sorted_.unique(["country", "admin1"], keep="first", maintain_order=True)["geonameid"]


def known_cities(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The places of a snapshot that count as cities (PLACES and ``known``): of any kind if a tie reaches it."""
    places = conform(tables["places"], PLACES)
    ties = conform(tables["ties"], TIES)
    reached = pl.col("id").is_in(pl.concat([ties["a"], ties["b"]]).unique().implode())
    city = ~pl.col("kind").fill_null("").is_in(list(_NOT_CITIES))
    return places.filter(reached | city).with_columns(pl.lit(True).alias("known"))


def _place_in_regions(known: pl.DataFrame, gazetteer: pl.DataFrame) -> pl.DataFrame:
    """Give each its first-level region: the gazetteer's, else that of the nearest gazetteer place of its country."""
    its = gazetteer.select("geonameid", "admin1", pl.col("population").alias("people"))
    joined = known.join(its.unique("geonameid"), on="geonameid", how="left", maintain_order="left")
    people = pl.max_horizontal(pl.col("population").fill_null(0), pl.col("people").fill_null(0))
    joined = joined.with_columns(people.alias("population"))
    without = joined.with_row_index("at").filter(
        pl.col("admin1").is_null() & pl.col("lat").is_not_null() & pl.col("lon").is_not_null()
    )
    sizeable = gazetteer.filter((pl.col("population") > 1000) & pl.col("admin1").is_not_null())
    if not without.height or not sizeable.height:
        return joined
    from scipy.spatial import cKDTree

    tree = cKDTree(_points(sizeable))
    near = np.asarray(tree.query(_points(without))[1], np.int64)
    same = sizeable["country"].gather(near) == without["country"]
    guessed = pl.DataFrame({"at": without["at"], "guess": sizeable["admin1"].gather(near)}).filter(same)
    filled = joined.with_row_index("at").join(guessed, on="at", how="left", maintain_order="left")
    return filled.with_columns(pl.coalesce("admin1", "guess").alias("admin1")).drop("at", "guess")


def _points(table: pl.DataFrame) -> NDArray[np.float64]:
    lat, lon = (np.radians(table[name].to_numpy().astype(np.float64)) for name in ("lat", "lon"))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
