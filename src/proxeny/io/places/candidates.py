"""Candidates of each mention: by the keys of its name, by what lies near it, and by names spelt nearly so."""

from __future__ import annotations

import polars as pl
from rapidfuzz import fuzz, process

from proxeny.io.places.country_index import country_index
from proxeny.io.places.mentions import ABOUT, ALTERNATE, MAIN, NEAR, PART, explode_keys
from proxeny.io.places.targets import Targets

_EARTH_KM = 6371.0088
_CELL = 0.25  # degrees; neighbours of a cell reach at least 14 km between the 60th parallels
_NEARBY_KM = 15.0
_NEAR_RATIO = 78.0
_SHORTEST_BEGINNING = 5
_SHORTEST_SURE = 7
_UNSURE_RATIO = 84.0  # worth showing, not enough to be sure
_NEAR_EACH = 4
_ABROAD_KM = 100.0
_MOST = 40  # candidates kept for one mention by name alone

CANDIDATES = {"m": pl.UInt32, "t": pl.UInt32, "how": pl.Int8, "ratio": pl.Float64}


def find_candidates(mentions: pl.DataFrame, targets: Targets) -> pl.DataFrame:
    """Every candidate with what is to be weighed: CANDIDATES + columns of mention (``_m``) and target, km, same.

    how: 0 main name, 1 alternate name, 2 a part or variant of the name, 3 nearly so spelt, 4 something about it.
    same: ``same``, ``family``, ``other`` country, or empty when the mention has none.
    """
    exact = _by_key(mentions, targets)
    weighed = compare(exact, mentions, targets)
    abroad = (pl.col("same") == "other") & ~(pl.col("km") <= _ABROAD_KM).fill_null(False)
    home = weighed.filter(~abroad)
    named = home.filter(pl.col("how") < NEAR)
    left = mentions.join(named.filter((pl.col("km") <= _ABROAD_KM) | pl.col("km").is_null()), on="m", how="anti")
    left = left.filter(pl.col("cityish") & (pl.col("key") != ""))
    placed = _nearby(left.filter(pl.col("lat").is_not_null()), targets)
    spelt = _spelt(left.join(placed, on="m", how="anti").filter(pl.col("country") != ""), targets)
    more = compare(pl.concat([placed, spelt]).join(weighed, on=["m", "t"], how="anti"), mentions, targets)
    kept = pl.concat([weighed, more])
    order = ["m", "abroad", "how", "population", "t"]
    ranked = kept.with_columns((pl.col("same") == "other").alias("abroad")).sort(
        order, descending=[False, False, False, True, False]
    )
    near = (pl.col("km") <= _ABROAD_KM).fill_null(False)
    return ranked.filter((pl.int_range(pl.len()).over("m") < _MOST) | near).drop("abroad")


def _by_key(mentions: pl.DataFrame, targets: Targets) -> pl.DataFrame:
    found = (
        explode_keys(mentions)
        .join(targets.keys, on="key")
        .with_columns(
            pl.when(pl.col("part").is_in([PART, ABOUT]))
            .then("part")
            .when("main")
            .then(MAIN)
            .otherwise(ALTERNATE)
            .cast(pl.Int8)
            .alias("how")
        )
    )
    return found.group_by("m", "t").agg(pl.col("how").min()).with_columns(pl.lit(100.0).alias("ratio"))


def compare(pairs: pl.DataFrame, mentions: pl.DataFrame, targets: Targets) -> pl.DataFrame:
    """Put what mention and target say beside each other: their distance in km, whether the country is the same."""
    renamed = [pl.col(name).alias(f"{name}_m") for name in ("country", "lat", "lon", "geonameid", "wikidata")]
    ours = mentions.select("m", "kind_read", "kind_stated", "cityish", "area", "coordinates_bad", *renamed)
    joined = (
        pairs.join(ours, on="m").join(targets.places, on="t").join(_families(), on=["country_m", "country"], how="left")
    )
    same = (
        pl.when((pl.col("country_m") == "") | (pl.col("country") == ""))
        .then(pl.lit(""))
        .when(pl.col("country_m") == pl.col("country"))
        .then(pl.lit("same"))
        .when(pl.col("family"))
        .then(pl.lit("family"))
        .otherwise(pl.lit("other"))
    )
    return joined.with_columns(km("lat_m", "lon_m", "lat", "lon").alias("km"), same.alias("same")).drop("family")


def _families() -> pl.DataFrame:
    pairs = list(country_index().family_pairs())
    schema = {"country_m": pl.String, "country": pl.String}
    return pl.DataFrame(pairs, schema=schema, orient="row").with_columns(pl.lit(True).alias("family"))


def km(lat: str, lon: str, other_lat: str, other_lon: str) -> pl.Expr:
    """Great-circle distance in kilometres (haversine; R. W. Sinnott, Sky and Telescope 68, 1984)."""
    first, second = pl.col(lat).radians(), pl.col(other_lat).radians()
    across = ((pl.col(other_lon) - pl.col(lon)).radians() / 2).sin().pow(2) * first.cos() * second.cos()
    chord = (((second - first) / 2).sin().pow(2) + across).clip(0.0, 1.0)
    return 2 * _EARTH_KM * chord.sqrt().arcsin()


def _nearby(left: pl.DataFrame, targets: Targets) -> pl.DataFrame:
    """Places within 15 km with nearly the same name."""
    if left.is_empty():
        return pl.DataFrame(schema=CANDIDATES)
    steps = pl.DataFrame({"dy": [-1, 0, 1]}).join(pl.DataFrame({"dx": [-1, 0, 1]}), how="cross")
    ours = left.select("m", "key", "lat", "lon", *_cell("lat", "lon")).join(steps, how="cross")
    ours = ours.with_columns(pl.col("cy") + pl.col("dy"), pl.col("cx") + pl.col("dx"))
    theirs = targets.places.select(
        "t", pl.col("lat").alias("lat_t"), pl.col("lon").alias("lon_t"), *_cell("lat", "lon")
    )
    near = ours.join(theirs, on=["cy", "cx"]).filter(km("lat", "lon", "lat_t", "lon_t") <= _NEARBY_KM)
    pairs = near.select("m", "t", pl.col("key").alias("ours")).join(targets.keys.select("t", "key"), on="t")
    ratios = process.cpdist(pairs["ours"].to_list(), pairs["key"].to_list(), scorer=fuzz.ratio)
    rated = pairs.with_columns(pl.Series("ratio", ratios, dtype=pl.Float64)).with_columns(_trusted().alias("ratio"))
    rated = rated.filter(pl.col("ratio") >= _NEAR_RATIO)
    best = rated.group_by("m", "t").agg(pl.col("ratio").max(), pl.lit(NEAR, dtype=pl.Int8).alias("how"))
    return best.select(list(CANDIDATES))


def _trusted() -> pl.Expr:
    """The ratio, held below certainty where one name contains the other ("Prague 4") or is short ("Wola", "Wolka")."""
    ours, key = pl.col("ours"), pl.col("key")
    within = key.str.contains(ours, literal=True) | ours.str.contains(key, literal=True)
    shortest = pl.min_horizontal(ours.str.len_chars(), key.str.len_chars())
    begins = (key.str.starts_with(ours) | ours.str.starts_with(key)) & (shortest >= _SHORTEST_BEGINNING)
    ratio = pl.when(begins).then(pl.max_horizontal(pl.col("ratio"), pl.lit(_UNSURE_RATIO))).otherwise("ratio")
    return pl.when(within | (shortest < _SHORTEST_SURE)).then(ratio.clip(0.0, _UNSURE_RATIO)).otherwise(ratio)


def _cell(lat: str, lon: str) -> list[pl.Expr]:
    return [
        (pl.col(lat) / _CELL).floor().cast(pl.Int32).alias("cy"),
        (pl.col(lon) / _CELL).floor().cast(pl.Int32).alias("cx"),
    ]


def _spelt(left: pl.DataFrame, targets: Targets) -> pl.DataFrame:
    """The most similar names in the same country that begin with the same letter."""
    rows: list[tuple[int, int, int, float]] = []
    wanted = left.select("m", "key", "country").with_columns(pl.col("key").str.slice(0, 1).alias("first"))
    keys = targets.keys.filter(pl.col("country").is_in(wanted["country"].unique().implode()))
    blocks = keys.with_columns(pl.col("key").str.slice(0, 1).alias("first")).sort("key", "t")
    grouped = blocks.partition_by("country", "first", as_dict=True)
    for (country, first), group in wanted.partition_by("country", "first", as_dict=True).items():
        block = grouped.get((country, first))
        if block is None:
            continue
        names, places = block["key"].to_list(), block["t"]
        for m, key in group.select("m", "key").iter_rows():
            found = process.extract(key, names, scorer=fuzz.ratio, score_cutoff=_NEAR_RATIO, limit=_NEAR_EACH)
            rows += [(m, places[at], NEAR, ratio) for _, ratio, at in found]
    table = pl.DataFrame(rows, schema=CANDIDATES, orient="row")
    return table.sort("m", "t", "ratio").unique(["m", "t"], keep="last", maintain_order=True)
