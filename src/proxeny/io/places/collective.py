"""Collective evidence: a candidate is likelier when its partner's candidate is known to be tied to it."""

from __future__ import annotations

import polars as pl

from proxeny.io.places.mentions import NEAR

_LINKS = {"mention_a": pl.String, "mention_b": pl.String}


def count_ties(found: pl.DataFrame, mentions: pl.DataFrame, links: pl.DataFrame, ties: pl.DataFrame) -> pl.DataFrame:
    """Candidates with ``ties``: how many partners of the mention have a candidate that the register ties to it.

    links: mention_a, mention_b: pairs the source says are tied. ties: a, b: record ids tied in the register.
    (Bhattacharya and Getoor, Collective entity resolution in relational data, ACM TKDD 1, 2007.)
    """
    if links.is_empty() or ties.is_empty():
        return found.with_columns(pl.lit(0, dtype=pl.UInt32).alias("ties"))
    tied = _both_ways(ties.select("a", "b").drop_nulls(), "a", "b").select(
        pl.col("a").alias("id"), pl.col("b").alias("partner")
    )
    pairs = _partners(mentions, links)
    named = found.filter((pl.col("how") < NEAR) & (pl.col("same") != "other")).select("m", "t", "id")
    # Only candidates with some tie in the register, and on both ends, can support each other.
    able = named.join(tied.select("id").unique(), on="id", how="semi")
    theirs = able.select(pl.col("m").alias("other"), pl.col("id").alias("partner"))
    supported = able.join(pairs, on="m").join(theirs, on="other").join(tied, on=["id", "partner"], how="semi")
    counts = supported.group_by("m", "t").agg(pl.col("other").n_unique().alias("ties"))
    return found.join(counts, on=["m", "t"], how="left").with_columns(pl.col("ties").fill_null(0))


def _partners(mentions: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    numbers = mentions.select("mention", "m")
    named = links.select(pl.col(name).cast(dtype) for name, dtype in _LINKS.items())
    both = named.join(numbers, left_on="mention_a", right_on="mention").join(
        numbers, left_on="mention_b", right_on="mention", suffix="_b"
    )
    return _both_ways(both.select("m", pl.col("m_b").alias("other")), "m", "other").filter(
        pl.col("m") != pl.col("other")
    )


def _both_ways(pairs: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    turned = pairs.select(pl.col(second).alias(first), pl.col(first).alias(second))
    return pl.concat([pairs.select(first, second), turned]).unique()
