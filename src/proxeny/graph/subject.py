"""What is measured: a graph, the memberships beside it, and what several measures need, computed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, reduce

import numpy as np
import polars as pl

from proxeny.graph.geography import codes_of, continent_of, km_between, size_class, unit_vectors
from proxeny.graph.kernels import Floats, Ints, Longs
from proxeny.graph.kernels.passing import pass_through
from proxeny.graph.kernels.triangles import count_triangles
from proxeny.graph.kernels.walking import walk
from proxeny.graph.memberships import NONE, Memberships
from proxeny.graph.model import Graph

THREADS = 2
EXACT_WORK = 2.0e10  # nodes times neighbours up to which all shortest ways are walked


@dataclass(frozen=True, slots=True)
class Sampling:
    """How far to go: the seed, sources of betweenness (0: all), sources of distances where there are too many pairs."""

    seed: int = 1
    betweenness: int = 256
    distances: int = 1024


@dataclass(frozen=True, slots=True)
class Walks:
    """Of each node: sum of steps and of 1/steps to those it reaches, how many, and the most steps; pairs by steps.

    ``sources`` is how many nodes were walked from; fewer than the nodes: sampled.
    """

    far: Floats
    near: Floats
    reached: Longs
    most: Ints
    pairs: Longs
    sources: int

    def joined(self, other: Walks) -> Walks:
        """The walks from these sources and from others."""
        return Walks(
            self.far + other.far,
            self.near + other.near,
            self.reached + other.reached,
            np.maximum(self.most, other.most),
            self.pairs + other.pairs,
            self.sources + other.sources,
        )

    @property
    def mean(self) -> float:
        """Mean steps of the pairs that reach each other."""
        total = int(self.pairs.sum())
        return float((np.arange(len(self.pairs)) * self.pairs).sum() / total) if total else float("nan")


@dataclass(frozen=True, eq=False)
class Subject:
    """A graph to measure, with what is computed once for several measures."""

    graph: Graph
    memberships: Memberships = NONE
    sampling: Sampling = field(default_factory=Sampling)

    @property
    def degrees(self) -> Longs:
        """Ties of each node."""
        return self.graph.adjacency.degrees

    @cached_property
    def triangles(self) -> Longs:
        """Triangles through each node."""
        return count_triangles(self.graph.adjacency.indptr, self.graph.adjacency.indices)

    @cached_property
    def walks(self) -> Walks:
        """Shortest ways from all nodes, or from a sample where that would take too long."""
        graph = self.graph
        if self._too_many(graph.size):
            return _walk_in_parts(graph, self._choose(self.sampling.distances, 1))
        others = np.ones(graph.size, np.bool_)
        others[graph.giant] = False
        return self.giant_walks.joined(_walk_in_parts(graph, np.flatnonzero(others).astype(np.int32)))

    @cached_property
    def giant_walks(self) -> Walks:
        """The same over the largest connected part alone; a sample is taken within it."""
        giant = self.graph.giant
        if self._too_many(len(giant)):
            chosen = np.random.default_rng([self.sampling.seed, 2]).choice(giant, self.sampling.distances, False)
            giant = np.sort(chosen).astype(np.int32)
        return _walk_in_parts(self.graph, giant)

    def _too_many(self, sources: int) -> bool:
        return sources * len(self.graph.adjacency.indices) > EXACT_WORK

    @cached_property
    def betweenness(self) -> tuple[Floats, Floats]:
        """Betweenness of each node as a share of all pairs, and its standard error (0 where all sources were taken)."""
        count = self.graph.size
        wanted = self.sampling.betweenness or count
        sources = self._choose(min(wanted, count), 3)
        total, squares = _pass_in_parts(self.graph, sources)
        k = max(len(sources), 1)
        pairs = max((count - 1) * (count - 2), 1)
        mean = total / k
        spread = np.sqrt(np.maximum(squares / k - mean**2, 0.0) * k / max(k - 1, 1))
        rest = 1.0 - k / count if count else 0.0
        return mean * count / pairs, spread * count / pairs / np.sqrt(k) * np.sqrt(max(rest, 0.0))

    @cached_property
    def km(self) -> Floats:
        """Length of each tie in km; not a number where an end has no coordinates."""
        return km_between(self.points, self.graph.ends[0], self.graph.ends[1])

    @cached_property
    def points(self) -> Floats:
        """Each node on the unit sphere."""
        return unit_vectors(self.graph)

    @cached_property
    def countries(self) -> Ints:
        """A number for the country of each node; -1: not known."""
        return codes_of(self.graph.nodes["country"])

    @cached_property
    def continents(self) -> Ints:
        """A number for the continent of each node; -1: not known."""
        return codes_of(continent_of(self.graph))

    @cached_property
    def sizes(self) -> Ints:
        """The class of population of each node; -1: not known."""
        return size_class(self.graph)

    def redrawn(self, ends: Ints) -> Subject:
        """The same nodes with other ties; what is known of the nodes is not looked up again."""
        other = Subject(self.graph.with_ends(ends), self.memberships, self.sampling)
        for name in ("points", "countries", "continents", "sizes"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def _choose(self, wanted: int, stream: int) -> Ints:
        count = self.graph.size
        if wanted >= count:
            return np.arange(count, dtype=np.int32)
        chosen = np.random.default_rng([self.sampling.seed, stream]).choice(count, wanted, replace=False)
        return np.sort(chosen).astype(np.int32)


def _pass_in_parts(graph: Graph, sources: Ints) -> tuple[Floats, Floats]:
    """Sources in a fixed number of parts, so that sums come out the same however many threads there are."""
    near = graph.adjacency
    parts = np.array_split(sources, 8)
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda part: pass_through(near.indptr, near.indices, part), parts))
    return np.sum([one[0] for one in found], axis=0), np.sum([one[1] for one in found], axis=0)


def _walk_in_parts(graph: Graph, sources: Ints) -> Walks:
    """Walks from parts of the sources side by side."""
    near = graph.adjacency
    parts = np.array_split(sources, THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        found = pool.map(lambda part: Walks(*walk(near.indptr, near.indices, part), sources=len(part)), parts)
    return reduce(Walks.joined, found)


def as_values(numbers: np.ndarray) -> pl.Series:
    """Numbers as a column; not a number becomes missing."""
    series = pl.Series(numbers)
    return series.fill_nan(None) if series.dtype.is_float() else series
