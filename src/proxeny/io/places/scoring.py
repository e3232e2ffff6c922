"""How well each candidate fits, in points that add up; ten points are a factor of ten in plausibility (decibans).

The points of the name, the country, the distance, the number of inhabitants, the kind and the ties are kept apart, and
each leaves a reason, so that a page can show how the score came about.
"""

from __future__ import annotations

import polars as pl

from proxeny.io.places.mentions import ABOUT, ALTERNATE, MAIN, PART

NAME_POINTS = {MAIN: 20.0, ALTERNATE: 14.0, PART: 13.0, ABOUT: -25.0}
NAME_REASONS = {MAIN: "name-main", ALTERNATE: "name-alternate", PART: "name-part", ABOUT: "name-about"}
_NEAR_BEST = 12.0  # of a nearly equal name; each point of rapidfuzz ratio below 100 takes 0.7
_NEAR_SLOPE = 0.7
COUNTRY_POINTS = {"same": 20.0, "family": 15.0, "": 0.0, "other": -15.0}
COUNTRY_REASONS = {"same": "country-same", "family": "country-family", "other": "country-other"}
KM_POINTS = ((2.0, 30.0), (5.0, 27.0), (10.0, 24.0), (25.0, 15.0), (50.0, 0.0), (100.0, -15.0))
_FAR_POINTS = -30.0
_PEOPLE_FLOOR = 300.0
_PEOPLE_MOST = 35.0
_KIND_POINTS = -40.0
_AREA_POINTS = 15.0
_TIE_FIRST, _TIE_NEXT, _TIES_COUNTED = 15.0, 6.0, 5


def score_candidates(found: pl.DataFrame) -> pl.DataFrame:
    """Add points of each sort, score and reasons to candidates; needs ``ties`` (supporting ties, 0 where unknown)."""
    parts = {
        "points_name": _name(),
        "points_country": pl.col("same").replace_strict(COUNTRY_POINTS, return_dtype=pl.Float64),
        "points_km": _distance(),
        "points_people": _people(),
        "points_kind": pl.when(_kind_differs()).then(_KIND_POINTS).otherwise(0.0),
        "points_area": _area(),
        "points_ties": _ties(),
    }
    scored = found.with_columns([points.alias(name) for name, points in parts.items()])
    return scored.with_columns(pl.sum_horizontal(*parts).round(1).alias("score"), _reasons().alias("reasons"))


def _name() -> pl.Expr:
    near = pl.max_horizontal(pl.lit(-20.0), _NEAR_BEST - (100.0 - pl.col("ratio")) * _NEAR_SLOPE)
    exact = pl.col("how").replace_strict(NAME_POINTS, default=None, return_dtype=pl.Float64)
    return exact.fill_null(near)


def _distance() -> pl.Expr:
    points = pl.lit(_FAR_POINTS)
    for limit, value in reversed(KM_POINTS):
        points = pl.when(pl.col("km") <= limit).then(value).otherwise(points)
    return pl.when(pl.col("km").is_null()).then(0.0).otherwise(points)


def _people() -> pl.Expr:
    people = pl.max_horizontal(pl.col("population").fill_null(0).cast(pl.Float64), pl.lit(_PEOPLE_FLOOR))
    return ((people / _PEOPLE_FLOOR).log10() * 10).clip(0.0, _PEOPLE_MOST)


def _kind_differs() -> pl.Expr:
    """A county is no city, whatever its name; a name that is exactly a place's own may hold such a word by chance."""
    target_city = pl.col("kind").is_in(["city", "municipality", "district", ""])
    by_name = ~pl.col("kind_stated") & (pl.col("how") == MAIN)
    same_kind = (pl.col("kind") == pl.col("kind_read")) | (pl.col("kind_read") == "")
    return pl.when(target_city).then(~pl.col("cityish") & ~by_name).otherwise(~same_kind)


def _area() -> pl.Expr:
    stated = (pl.col("area") != "") & (pl.col("country") == "US")
    return (
        pl.when(~stated).then(0.0).when(pl.col("area") == pl.col("admin1")).then(_AREA_POINTS).otherwise(-_AREA_POINTS)
    )


def _ties() -> pl.Expr:
    counted = pl.col("ties").clip(0, _TIES_COUNTED)
    return pl.when(counted > 0).then(_TIE_FIRST + _TIE_NEXT * (counted - 1)).otherwise(0.0)


def _reasons() -> pl.Expr:
    """The reasons as one text, codes parted by spaces."""
    said = [
        pl.col("how").replace_strict(NAME_REASONS, default="name-near", return_dtype=pl.String),
        pl.col("same").replace_strict(COUNTRY_REASONS, default=None, return_dtype=pl.String),
        pl.when(pl.col("km") <= 10).then(pl.lit("distance-near"))
        .when(pl.col("km") <= 50).then(pl.lit("distance-middle"))
        .when(pl.col("km") > 50).then(pl.lit("distance-far")),
        pl.when(pl.col("population") >= 100_000).then(pl.lit("population-large")),
        pl.when(_kind_differs()).then(pl.lit("kind-other")),
        pl.when(pl.col("area") == "").then(None)
        .when(pl.col("area") == pl.col("admin1")).then(pl.lit("area-same")).otherwise(pl.lit("area-other")),
        pl.when(pl.col("ties") > 0).then(pl.lit("ties-known")),
        pl.when("coordinates_bad").then(pl.lit("coordinates-ignored")),
    ]  # fmt: skip
    return pl.concat_str(said, separator=" ", ignore_nulls=True)
