"""A graph of cities: nodes with what is known of them, ties between them once each, adjacency arrays when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

import numpy as np
import polars as pl

from proxeny.graph.kernels import Floats, Ints, Longs
from proxeny.graph.kernels.adjacency import build_adjacency, label_components
from proxeny.tables import Schema

NODES: Schema = {
    "id": pl.String,
    "name": pl.String,
    "country": pl.String,  # ISO 3166-1 alpha-2; null: not known
    "lat": pl.Float64,
    "lon": pl.Float64,
    "population": pl.Int64,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the graph was made of: rows, and what of them is no tie between two different cities once."""

    rows: int = 0
    self_ties: int = 0
    parallel_ties: int = 0
    unknown_ends: int = 0  # ties of which an end is no known place
    without_ties: int = 0  # known places that no tie reaches


@dataclass(frozen=True, slots=True)
class Adjacency:
    """Neighbours of node v: ``indices[indptr[v]:indptr[v + 1]]``, sorted, with the weights beside them."""

    indptr: Longs
    indices: Ints
    weights: Floats

    @property
    def degrees(self) -> Longs:
        """Neighbours of each node."""
        return np.diff(self.indptr)


@dataclass(frozen=True, eq=False)
class Graph:
    """An undirected graph without self-ties and parallel ties.

    nodes: columns of `NODES`, and further ones. ends: two rows, smaller node first, sorted. ties: one row a tie, in
    the same order (valid_from, valid_to, agreements ... where known). weight: 1 unless the input says another.
    """

    nodes: pl.DataFrame
    ends: Ints
    weight: Floats
    ties: pl.DataFrame
    given: Given = Given()
    about: Mapping[str, object] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Number of nodes."""
        return self.nodes.height

    @property
    def tie_count(self) -> int:
        """Number of ties."""
        return int(self.ends.shape[1])

    @cached_property
    def adjacency(self) -> Adjacency:
        """Neighbour lists."""
        return Adjacency(*build_adjacency(self.ends[0], self.ends[1], self.weight, self.size))

    @cached_property
    def components(self) -> Ints:
        """The connected part of each node; parts are numbered in the order of their first nodes."""
        return label_components(self.adjacency.indptr, self.adjacency.indices)

    @cached_property
    def giant(self) -> Ints:
        """The nodes of the largest connected part (the first of them where several are equally large)."""
        if not self.size:
            return np.empty(0, np.int32)
        return np.flatnonzero(self.components == np.bincount(self.components).argmax()).astype(np.int32)

    @cached_property
    def places(self) -> dict[str, int]:
        """Id -> node."""
        return {name: at for at, name in enumerate(self.nodes["id"])}

    @cached_property
    def digest(self) -> str:
        """A hash of ids, ties and weights: the same graph gives the same."""
        made = blake2b(digest_size=8)
        made.update("\x1f".join(self.nodes["id"]).encode())
        made.update(np.ascontiguousarray(self.ends, np.int32).tobytes())
        made.update(np.ascontiguousarray(self.weight, np.float64).tobytes())
        return made.hexdigest()

    def has(self, column: str) -> bool:
        """Whether anything is known of ``column`` for at least one node."""
        return column in self.nodes.columns and self.nodes[column].null_count() < self.size

    def with_ends(self, ends: Ints) -> Graph:
        """The same nodes with other ties, each of weight 1: a random graph to compare with."""
        low, high = np.minimum(ends[0], ends[1]), np.maximum(ends[0], ends[1])
        order = np.argsort(low.astype(np.int64) * max(self.size, 1) + high, kind="stable")
        put = np.stack([low[order], high[order]]).astype(np.int32)
        return Graph(self.nodes, put, np.ones(put.shape[1]), pl.DataFrame(), self.given, self.about)

    def only(self, keep: np.ndarray) -> Graph:
        """The same nodes with the ties for which ``keep`` is true."""
        ties = self.ties.filter(pl.Series(keep)) if self.ties.height else self.ties
        return Graph(self.nodes, self.ends[:, keep], self.weight[keep], ties, self.given, self.about)
