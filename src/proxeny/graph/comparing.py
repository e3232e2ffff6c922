"""Two graphs compared: what came, what went, what stayed, and whether cities kept their places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import spearmanr

from proxeny.graph.model import Graph


@dataclass(frozen=True, slots=True)
class Change:
    """Ties and cities of a second graph against a first; ties as pairs of ids.

    jaccard: ties in both / ties in either. rank_correlation: Spearman's, of the number of ties of cities in both.
    """

    nodes_gained: int
    nodes_lost: int
    nodes_kept: int
    ties_gained: pl.DataFrame
    ties_lost: pl.DataFrame
    ties_kept: int
    jaccard: float | None
    rank_correlation: float | None


def compare_graphs(first: Graph, second: Graph) -> Change:
    """What changed from the first graph to the second, by ids."""
    one, other = _pairs(first), _pairs(second)
    gained, lost = other.join(one, on=["a", "b"], how="anti"), one.join(other, on=["a", "b"], how="anti")
    kept = one.height - lost.height
    before, after = set(first.nodes["id"]), set(second.nodes["id"])
    either = kept + gained.height + lost.height
    return Change(
        len(after - before), len(before - after), len(before & after), gained, lost, kept,
        kept / either if either else None, _ranks(first, second),
    )  # fmt: skip


def _pairs(graph: Graph) -> pl.DataFrame:
    ids = graph.nodes["id"]
    pair = pl.DataFrame({"x": ids.gather(graph.ends[0]), "y": ids.gather(graph.ends[1])})
    return pair.select(pl.min_horizontal("x", "y").alias("a"), pl.max_horizontal("x", "y").alias("b")).sort("a", "b")


def _ranks(first: Graph, second: Graph) -> float | None:
    degrees = [
        graph.nodes.select("id").with_columns(pl.Series("degree", graph.adjacency.degrees)) for graph in (first, second)
    ]
    both = degrees[0].join(degrees[1], on="id", suffix="_after")
    x, y = both["degree"].to_numpy(), both["degree_after"].to_numpy()
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    return float(spearmanr(x, y).statistic)
