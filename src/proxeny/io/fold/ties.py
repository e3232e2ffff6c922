"""Ties: pairs of cities joined by agreements."""

from __future__ import annotations

import polars as pl

from proxeny.io.claims import digest
from proxeny.tables import TIES, conform, empty


def fold_ties(agreements: pl.DataFrame) -> pl.DataFrame:
    """Fold agreements (AGREEMENTS) into ties (TIES): one row a pair of parties, however many agreements join it.

    The tie holds from its first agreement's start to its last one's end; it is open while one agreement is. A draft
    makes no tie.
    """
    made = agreements.filter((pl.col("parties").list.len() >= 2) & (pl.col("state") != "draft"))
    if made.is_empty():
        return empty(TIES)
    ends = made.select("id", "parties", "valid_from", "valid_to").explode("parties")
    pairs = ends.join(ends.select("id", pl.col("parties").alias("b")), on="id").rename({"parties": "a"})
    grouped = (
        pairs.filter(pl.col("a") < pl.col("b"))
        .group_by("a", "b")
        .agg(
            pl.col("id").unique().sort().alias("agreements"),
            pl.col("valid_from").min(),
            pl.when(pl.col("valid_to").null_count() > 0)
            .then(None)
            .otherwise(pl.col("valid_to").max())
            .alias("valid_to"),
        )
    )
    ids = [f"ti:{digest(a, b, size=10)}" for a, b in grouped.select("a", "b").iter_rows()]
    return conform(grouped.with_columns(pl.Series("id", ids, dtype=pl.String)), TIES).sort("id")
