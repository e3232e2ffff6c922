"""What is given outranks what is likely: people's decisions, and ids that the source states."""

from __future__ import annotations

import polars as pl
from rapidfuzz import fuzz, process

from proxeny.io.places.candidates import CANDIDATES
from proxeny.io.places.mentions import NEAR
from proxeny.io.places.targets import Known, Targets

_AGREES_KM = 25.0
_AGREES_RATIO = 85.0
_CONFIRMED_KM = 10.0

RULINGS = {"m": pl.UInt32, "ruled": pl.String, "sure": pl.Boolean, "reason": pl.String}


def id_candidates(mentions: pl.DataFrame, targets: Targets) -> pl.DataFrame:
    """The places whose GeoNames or Wikidata id a mention gives, as candidates by spelling: CANDIDATES."""
    listed = targets.places.select("t", "geonameid", "wikidata", "target_key")
    by_geonames = mentions.select("m", "key", "geonameid").drop_nulls("geonameid").join(listed, on="geonameid")
    with_qid = mentions.select("m", "key", "wikidata").filter(pl.col("wikidata") != "")
    by_wikidata = with_qid.join(listed.filter(pl.col("wikidata") != ""), on="wikidata")
    columns = ["m", "t", "key", "target_key"]
    pairs = pl.concat([by_geonames.select(columns), by_wikidata.select(columns)]).unique(maintain_order=True)
    ratios = process.cpdist(pairs["key"].to_list(), pairs["target_key"].to_list(), scorer=fuzz.ratio)
    rated = pairs.with_columns(pl.Series("ratio", ratios, dtype=pl.Float64), pl.lit(NEAR, dtype=pl.Int8).alias("how"))
    return rated.select(list(CANDIDATES))


def decide(mentions: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Rulings of people: RULINGS. The last decision on a mention and a record counts; ``same`` before ``unsure``."""
    last = last_decisions(mentions, known).filter(pl.col("judgement") != "different")
    chosen = last.sort("m", "judgement", "order", descending=[False, False, True]).unique(
        "m", keep="first", maintain_order=True
    )
    same = pl.col("judgement") == "same"
    return chosen.select(
        "m",
        pl.when(same).then("record").alias("ruled"),
        same.alias("sure"),
        pl.when(same).then(pl.lit("sure-decision")).otherwise(pl.lit("doubt-decision")).alias("reason"),
    )


def last_decisions(mentions: pl.DataFrame, known: Known) -> pl.DataFrame:
    """The decision in force on each mention and record: m, record, judgement, order."""
    said = known.decisions.select("mention", "record", "judgement").with_row_index("order")
    latest = said.unique(["mention", "record"], keep="last", maintain_order=True)
    return latest.join(mentions.select("mention", "m"), on="mention").drop("mention")


def rule_by_wikidata(mentions: pl.DataFrame, known: Known) -> pl.DataFrame:
    """A Wikidata id that the register has names that place: RULINGS."""
    held = known.places.select(pl.col("id").cast(pl.String).alias("ruled"), pl.col("wikidata").cast(pl.String))
    held = (
        held.filter(pl.col("wikidata").fill_null("") != "")
        .sort("ruled")
        .unique("wikidata", keep="first", maintain_order=True)
    )
    ours = mentions.filter(pl.col("wikidata") != "").select("m", "wikidata")
    found = ours.join(held, on="wikidata")
    return found.select("m", "ruled", pl.lit(True).alias("sure"), pl.lit("sure-wikidata").alias("reason"))


def rule_by_geonames(mentions: pl.DataFrame, scored: pl.DataFrame, judged: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Whether the GeoNames id given is to be believed: RULINGS.

    In the gazetteer: sure when name or coordinates agree and country and kind do not contradict. Beyond it: the id of
    a place of its own, unless another place is sure at the same coordinates, or one id is given in two countries.
    """
    given = mentions.filter(pl.col("geonameid").is_not_null()).select(
        "m", pl.col("geonameid").alias("given"), "country"
    )
    listed = scored.filter(pl.col("geonameid") == pl.col("geonameid_m"))
    name = (pl.col("how") < NEAR) | (pl.col("ratio") >= _AGREES_RATIO)
    near = (pl.col("km") <= _AGREES_KM).fill_null(False)
    fits = ~pl.col("reasons").str.contains("kind-other", literal=True)
    agrees = (name | near) & (pl.col("same") != "other") & fits
    reason = (
        pl.when(agrees)
        .then(pl.lit("sure-geonameid"))
        .when(~fits)
        .then(pl.lit("doubt-kind"))
        .otherwise(pl.lit("doubt-geonameid"))
    )
    inside = listed.select("m", pl.col("id").alias("ruled"), agrees.alias("sure"), reason.alias("reason"))
    beyond = given.join(inside, on="m", how="anti").join(judged, on="m", how="left")
    placed = beyond.join(scored.select("m", "t", "km"), on=["m", "t"], how="left").filter(
        ~(pl.col("sure") & (pl.col("km") <= _CONFIRMED_KM)).fill_null(False)
    )
    return pl.concat([inside, _beyond(placed, known)])


def _beyond(placed: pl.DataFrame, known: Known) -> pl.DataFrame:
    held = known.places.select(
        pl.col("id").cast(pl.String).alias("held"), pl.col("geonameid").cast(pl.Int64).alias("given")
    )
    held = held.drop_nulls().sort("held").unique("given", keep="first", maintain_order=True)
    countries = pl.col("country").filter(pl.col("country") != "").n_unique().over("given")
    clear = (countries <= 1) & ~pl.col("sure").fill_null(False)
    own = pl.concat_str([pl.lit("gn:"), pl.col("given").cast(pl.String)])
    return placed.join(held, on="given", how="left").select(
        "m",
        pl.coalesce("held", own).alias("ruled"),
        clear.alias("sure"),
        pl.when(clear).then(pl.lit("sure-geonameid-unlisted")).otherwise(pl.lit("doubt-geonameid")).alias("reason"),
    )
