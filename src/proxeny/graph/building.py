"""Make a `Graph`: of the tables of a snapshot, or of a list of edges."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from proxeny.graph.model import NODES, Given, Graph
from proxeny.tables import PLACES, TIES, conform

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a snapshot: countries (both ends), members of a network, ties true on a date.

    undated: whether ties of unknown date count on ``on``; they are counted apart in any case.
    """

    countries: frozenset[str] = frozenset()
    network: str = ""
    on: date | None = None
    undated: bool = True


def build_graph(tables: Tables, wanted: Wanted = Wanted()) -> Graph:
    """The graph of ties of a snapshot's tables ``places``, ``ties`` (and ``memberships``, for `Wanted.network`).

    Nodes are the places that a tie reaches; ``given.without_ties`` counts the others.
    """
    places = conform(tables["places"], PLACES).unique("id", maintain_order=True)
    ties = conform(tables["ties"], TIES)
    if wanted.countries:
        places = places.filter(pl.col("country").is_in(list(wanted.countries)))
    if wanted.network:
        members = tables["memberships"].filter(pl.col("network") == wanted.network)["member"]
        places = places.filter(pl.col("id").is_in(members.to_list()))
    if wanted.on is not None:
        ties = ties.filter(_true_on(wanted.on.isoformat(), wanted.undated))
    nodes = places.select(
        "id", _named(places), pl.col("country").replace("", None), "lat", "lon", "population", "kind",
        "name_en", "name_tr", "name_fa",
    )  # fmt: skip
    return build_from_edges(ties.rename({"a": "source", "b": "target"}), nodes, keep_lonely=False)


def _named(places: pl.DataFrame) -> pl.Expr:
    """The main name, or the id where there is none."""
    return pl.when(pl.col("name").fill_null("") == "").then(pl.col("id")).otherwise(pl.col("name")).alias("name")


def _true_on(day: str, undated: bool) -> pl.Expr:
    begun = (pl.col("valid_from").fill_null("") == "") & pl.lit(undated) | (
        (pl.col("valid_from").fill_null("") != "") & (pl.col("valid_from") <= day)
    )
    lasting = (pl.col("valid_to").fill_null("") == "") | (pl.col("valid_to") > day)
    return begun & lasting


def build_from_edges(edges: pl.DataFrame, nodes: pl.DataFrame | None = None, *, keep_lonely: bool = True) -> Graph:
    """A graph of a table with ``source`` and ``target`` (text), maybe ``weight``, and whatever else a tie has.

    nodes: a table with ``id`` and whatever is known; without it, the nodes are the ends, in sorted order. Self-ties are
    left out and parallel ties made one (weights summed, the first row's other columns kept); `Graph.given` counts both.
    keep_lonely: whether nodes without ties stay.
    """
    edges = edges.with_columns(pl.col("source").cast(pl.String), pl.col("target").cast(pl.String))
    rows = edges.height
    named = nodes if nodes is not None else _ends_of(edges)
    ids = named["id"]
    number = pl.DataFrame({"id": ids, "at": np.arange(len(ids), dtype=np.int64)})
    joined = edges.join(number, left_on="source", right_on="id", how="left", maintain_order="left")
    joined = joined.join(number, left_on="target", right_on="id", how="left", maintain_order="left", suffix="_b")
    known = joined.drop_nulls(["at", "at_b"])
    apart = known.filter(pl.col("at") != pl.col("at_b"))
    if "weight" not in apart.columns:
        apart = apart.with_columns(pl.lit(1.0).alias("weight"))
    pair = [pl.min_horizontal("at", "at_b").alias("_low"), pl.max_horizontal("at", "at_b").alias("_high")]
    apart = apart.with_columns(*pair, pl.col("weight").cast(pl.Float64).fill_null(1.0))
    once = _merge(apart)
    given = Given(
        rows=rows,
        self_ties=known.height - apart.height,
        parallel_ties=apart.height - once.height,
        unknown_ends=rows - known.height,
        without_ties=len(ids) - len(set(once["_low"]) | set(once["_high"])),
    )
    return _assemble(named, once, given, keep_lonely)


def _ends_of(edges: pl.DataFrame) -> pl.DataFrame:
    """The ends of edges as nodes: numbers in the order of numbers, else words in the order of words."""
    ids = pl.concat([edges["source"].rename("id"), edges["target"].rename("id")]).unique()
    numbers = ids.cast(pl.Int64, strict=False)
    if numbers.null_count() == 0 and len(ids):
        ids = ids.to_frame().with_columns(numbers.alias("n")).sort("n", "id")["id"]
    else:
        ids = ids.sort()
    return pl.DataFrame({"id": ids}, schema={"id": pl.String})


def _merge(apart: pl.DataFrame) -> pl.DataFrame:
    """One row for each pair: weights summed, the first row's other columns."""
    others = [name for name in apart.columns if name not in {"_low", "_high", "weight"}]
    grouped = apart.group_by("_low", "_high", maintain_order=True)
    return grouped.agg(pl.col("weight").sum(), *[pl.col(name).first() for name in others]).sort("_low", "_high")


def _assemble(named: pl.DataFrame, once: pl.DataFrame, given: Given, keep_lonely: bool) -> Graph:
    ends = np.stack([once["_low"].to_numpy(), once["_high"].to_numpy()]).astype(np.int32).reshape(2, -1)
    if not keep_lonely and named.height:
        tied = np.zeros(named.height, np.bool_)
        tied[ends.ravel()] = True
        renumbered = np.cumsum(tied) - 1
        named = named.filter(pl.Series(tied))
        ends = renumbered[ends].astype(np.int32)
    more = [name for name in named.columns if name not in NODES]
    nodes = pl.concat([conform(named, NODES), named.select(more)], how="horizontal") if more else conform(named, NODES)
    nodes = nodes.with_columns(pl.col("name").fill_null(pl.col("id")))
    hidden = {"_low", "_high", "at", "at_b", "source", "target", "weight"}
    ties = once.select([name for name in once.columns if name not in hidden])
    return Graph(nodes, ends, once["weight"].to_numpy().astype(np.float64), ties, given)


def pick_countries(graph: Graph, countries: Collection[str]) -> np.ndarray:
    """Which ties have both ends in ``countries``."""
    inside = graph.nodes["country"].is_in(list(countries)).fill_null(False).to_numpy()
    return np.asarray(inside[graph.ends[0]] & inside[graph.ends[1]])
