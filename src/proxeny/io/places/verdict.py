"""From scored candidates to a verdict: sure only when one place is clearly ahead on grounds that suffice."""

from __future__ import annotations

import polars as pl

from proxeny.io.places.candidates import km
from proxeny.io.places.mentions import ABOUT, ALTERNATE, MAIN, NEAR

_SAME_SPOT_KM = 10.0  # two entries of one name this near are one place
_PLACED_KM = 25.0
_PLACED_ALONE_KM = 50.0  # coordinates of a large municipality may lie this far off, if nothing else has the name
_PLACED_NEAR_KM = 10.0
_NEAR_SURE = 85.0  # rapidfuzz ratio of a nearly equal name that coordinates confirm
_LEAD_PLACED = 6.0
_LEAD_ALONE = 20.0
_LEAD_NAMED = 8.0
_LEAD_ALTERNATE = 10.0
_LEAD_WORLD = 12.0
_LEAD_TIES = 8.0
# A name alone, without country, coordinates or ties, means only a place of some size.
_WORLD_PEOPLE = {MAIN: 20_000, ALTERNATE: 100_000}
_ALONE = 99.0

VERDICTS = {"m": pl.UInt32, "t": pl.UInt32, "reason": pl.String, "sure": pl.Boolean, "lead": pl.Float64}


def judge(scored: pl.DataFrame) -> pl.DataFrame:
    """The best candidate of each mention and whether it is sure: VERDICTS + score.

    scored: candidates of `score_candidates`, with ``target_key`` (key of the target's main name).
    """
    best = rank(scored).group_by("m", maintain_order=True).first()
    at_home = scored.filter((pl.col("same").is_in(["same", "family"])) & (pl.col("how") < NEAR))["m"].unique()
    judged = best.join(_leads(scored, best), on="m", how="left").with_columns(
        pl.col("lead").fill_null(_ALONE), pl.col("m").is_in(at_home.implode()).alias("at_home")
    )
    ground = _ground()
    return judged.select(
        "m",
        "t",
        pl.coalesce(ground, _obstacle()).alias("reason"),
        ground.is_not_null().alias("sure"),
        "lead",
        "score",
    )


def rank(scored: pl.DataFrame) -> pl.DataFrame:
    """Candidates in order: by mention, best first."""
    return scored.sort("m", "score", "population", "id", descending=[False, True, True, False])


def _leads(scored: pl.DataFrame, best: pl.DataFrame) -> pl.DataFrame:
    """How far the best is ahead of the next other place; another entry of the same name close by is no other place."""
    first = best.select("m", *(pl.col(name).alias(f"{name}_b") for name in ("t", "score", "lat", "lon", "target_key")))
    others = scored.join(first, on="m").filter(pl.col("t") != pl.col("t_b"))
    spot = (km("lat", "lon", "lat_b", "lon_b") <= _SAME_SPOT_KM) & (pl.col("target_key") == pl.col("target_key_b"))
    rivals = others.filter(~spot.fill_null(False))
    return rivals.group_by("m").agg((pl.col("score_b").first() - pl.col("score").max()).alias("lead"))


def _ground() -> pl.Expr:
    """The code of the ground on which the best is sure, or null."""
    home = pl.col("same").is_in(["same", "family"])
    exact = pl.col("how") < NEAR
    near = pl.col("how") == NEAR
    lead = pl.col("lead")
    fits = ~pl.col("reasons").str.contains("kind-other", literal=True)
    placed = (pl.col("km") <= _PLACED_KM).fill_null(False)
    close = (pl.col("km") <= _PLACED_NEAR_KM).fill_null(False)
    ahead = lead >= _LEAD_ALONE
    named_lead = pl.when(pl.col("how") == MAIN).then(_LEAD_NAMED).otherwise(_LEAD_ALTERNATE)
    large = pl.col("population") >= pl.col("how").replace_strict(_WORLD_PEOPLE, default=None, return_dtype=pl.Int64)
    placeless = pl.col("km").is_null()
    return (
        pl.when(~fits)
        .then(None)
        .when(exact & placed & home & (lead >= _LEAD_PLACED))
        .then(pl.lit("sure-name-country-distance"))
        .when(exact & ahead & home & (pl.col("km") <= _PLACED_ALONE_KM))
        .then(pl.lit("sure-name-country-distance"))
        .when(exact & close & (pl.col("same") == "") & (lead >= _LEAD_PLACED))
        .then(pl.lit("sure-name-distance"))
        .when(exact & close & ~pl.col("at_home") & (lead >= _LEAD_PLACED))
        .then(pl.lit("sure-distance-not-country"))
        .when(near & close & home & (pl.col("ratio") >= _NEAR_SURE) & (lead >= _LEAD_PLACED))
        .then(pl.lit("sure-spelling-distance"))
        .when((pl.col("ties") > 0) & exact & placeless & (pl.col("same") != "other") & (lead >= _LEAD_TIES))
        .then(pl.lit("sure-ties"))
        .when(exact & placeless & home & (lead >= named_lead))
        .then(pl.lit("sure-name-country"))
        .when(large & placeless & (pl.col("same") == "") & (lead >= _LEAD_WORLD))
        .then(pl.lit("sure-name-world"))
        .otherwise(None)
    )


def _obstacle() -> pl.Expr:
    """The code of what keeps the best from being sure."""
    return (
        pl.when(pl.col("reasons").str.contains("kind-other", literal=True))
        .then(pl.lit("doubt-kind"))
        .when(pl.col("same") == "other")
        .then(pl.lit("doubt-country"))
        .when((pl.col("km") > _PLACED_KM).fill_null(False))
        .then(pl.lit("doubt-distance"))
        .when(pl.col("how") == ABOUT)
        .then(pl.lit("doubt-about"))
        .when(pl.col("how") == NEAR)
        .then(pl.lit("doubt-spelling"))
        .when(pl.col("lead") < _LEAD_ALTERNATE)
        .then(pl.lit("doubt-several"))
        .otherwise(pl.lit("doubt-little-known"))
    )
