"""The search column of places and organisations: every name folded, one text a record."""

from __future__ import annotations

import polars as pl

from proxeny.io.places.gazetteer import gazetteer_keys
from proxeny.text import fold_key

_NAMING = ["name", "acronym"]


def add_search_keys(table: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Add ``search``: ``|key|key|`` of the names its claims give and, for places, of the gazetteer's alternate names.

    claims: CLAIMS + ``record``.
    """
    naming = pl.col("property").is_in(_NAMING) & pl.col("kind").is_in(["place", "organisation"])
    named = claims.filter(naming).select("record", "value")
    distinct = pl.DataFrame({"value": named["value"].unique()}).with_columns(
        pl.col("value").map_elements(fold_key, return_dtype=pl.String).alias("key")
    )
    keys = named.join(distinct, on="value").select(pl.col("record").alias("id"), "key")
    if "geonameid" in table.columns:
        known = table.select("id", "geonameid").drop_nulls()
        keys = pl.concat([keys, gazetteer_keys(known["geonameid"]).join(known, on="geonameid").select("id", "key")])
    joined = keys.filter(pl.col("key") != "").unique().group_by("id").agg(pl.col("key").sort().str.join("|"))
    bars = pl.concat_str([pl.lit("|"), pl.col("key"), pl.lit("|")])
    return table.join(joined, on="id", how="left").with_columns(bars.fill_null("").alias("search")).drop("key")
