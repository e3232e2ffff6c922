"""Colours over the map: mean years shrunk where they rest on few works, and newness freed from the field's growth."""

from __future__ import annotations

import numpy as np
import polars as pl


def add_overlay(counted: pl.DataFrame, items: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """Adds ``year_shrunk``, ``newness`` to the counted terms.

    year_shrunk = (n mean + k overall) / (n + k), k = variance within terms / variance between their means: the
    empirical-Bayes mean (Efron & Morris 1973), which leaves frequent terms alone and draws rare ones to the middle.
    newness: mean over a term's works of the share of all works that are older (ties half): 0.5 is as old as the field,
    whatever its growth; a mean year drifts upward wherever most works are recent.
    """
    years = works.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("document"), "year").drop_nulls("year")
    if not years.height:
        empty = pl.lit(None, dtype=pl.Float64)
        return counted.with_columns(empty.alias("year_shrunk"), empty.alias("newness"))
    ranked = years.with_columns(((pl.col("year").rank("average") - 0.5) / pl.len()).alias("rank"))
    newness = items.join(ranked, on="document").group_by("term").agg(pl.col("rank").mean().round(9).alias("newness"))
    found = counted.join(newness, on="term", how="left").sort("term")
    overall = float(np.mean(years["year"].to_numpy()))
    k = _shrinkage(found)
    n = pl.col("years").cast(pl.Float64)
    shrunk = (n * pl.col("year") + k * overall) / (n + k) if np.isfinite(k) else pl.lit(overall)
    return found.with_columns(pl.when(pl.col("years") > 0).then(shrunk).alias("year_shrunk"))


def _shrinkage(found: pl.DataFrame) -> float:
    """Variance within terms over variance between them; infinite where terms do not differ beyond chance.

    The variance between is estimated by moments, each term weighted by its works (DerSimonian & Laird 1986).
    """
    table = found.filter(pl.col("years") > 0)
    n, means = table["years"].to_numpy().astype(float), table["year"].to_numpy()
    spread = table["year_spread"].fill_null(0).to_numpy()
    if n.size < 2:
        return 0.0
    total = float(n.sum())
    within = float((n * spread**2).sum() / max(total - n.size, 1.0))
    apart = float((n * (means - (n * means).sum() / total) ** 2).sum())
    between = (apart - (n.size - 1) * within) / max(total - float((n**2).sum()) / total, 1e-9)
    return within / between if between > 0 else float("inf")
