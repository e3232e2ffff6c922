"""Clusters of a network: Leiden on the constant Potts model, the best of several starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.literature.clusters.aggregate import aggregate, measure_cpm, renumber
from proxeny.literature.clusters.chance import State, draw, new_state
from proxeny.literature.clusters.leiden import move_nodes, refine
from proxeny.literature.graph import Floats, Graph, Ints

_ROUNDS = 50
_SHAKES = 12  # tries to leave a local optimum, for each start
_MORE = 24  # further tries for the best start
_SHARE, _OF_CLUSTER = 0.3, 0.7  # of all nodes, or of those of one cluster, are set free in each of them


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters, largest first (0, 1, ...), their quality, and the quality of every start."""

    label: Ints
    cpm: float
    resolution: float
    qualities: tuple[float, ...]


def build_clusters(graph: Graph, resolution: float = 1.0, *, starts: int = 10, seed: int) -> Clustering:
    """Clusters of ``graph``, whose weights are association strengths, that make CPM large.

    The Leiden algorithm (Traag, Waltman & Van Eck 2019) is repeated on its own result until nothing gains; then some
    nodes are set free and it goes on from there, which is kept where it gains. The best of ``starts`` is tried longest.
    """
    count = max(starts, 1)
    found = [_start(graph, resolution, new_state(seed, at)) for at in range(count)]
    qualities = tuple(measure_cpm(graph, label, resolution) for label in found)
    best = found[int(np.argmax(qualities))]
    label = _shake(graph, resolution, best, _MORE, new_state(seed, count)) if count > 1 else best
    return Clustering(sort_clusters(label), measure_cpm(graph, label, resolution), resolution, qualities)


def sort_clusters(label: Ints) -> Ints:
    """The same clusters numbered by size, largest first; of equal ones the one whose first node comes first."""
    tidy = renumber(label)
    rank = np.empty(tidy.max(initial=-1) + 1, dtype=np.int64)
    rank[np.argsort(-np.bincount(tidy), kind="stable")] = np.arange(rank.size)
    return rank[tidy]


def _start(graph: Graph, gamma: float, state: State) -> Ints:
    alone = np.arange(graph.size, dtype=np.int64)
    return _shake(graph, gamma, _settle(graph, np.ones(graph.size), gamma, alone, state), _SHAKES, state)


def _shake(graph: Graph, gamma: float, best: Ints, times: int, state: State) -> Ints:
    """The best clusters met from ``best`` on by setting nodes free and settling again (iterated local search)."""
    quality, sizes = measure_cpm(graph, best, gamma), np.ones(graph.size)
    for number in range(times if graph.size > 2 else 0):
        tried = _settle(graph, sizes, gamma, _set_free(best, state, whole=number % 2 == 1), state)
        reached = measure_cpm(graph, tried, gamma)
        if reached > quality:
            best, quality = tried, reached
    return best


def _set_free(label: Ints, state: State, *, whole: bool) -> Ints:
    """Some nodes, taken at random from all (``whole``) or from one cluster, each in a cluster of its own."""
    cluster = int(draw(state) * (int(label.max()) + 1))
    chance = np.full(label.size, _SHARE) if whole else np.where(label == cluster, _OF_CLUSTER, 0.0)
    chosen = np.array([draw(state) for _ in range(label.size)]) < chance
    loose = label.copy()
    loose[chosen] = label.max() + 1 + np.arange(chosen.sum())
    return renumber(loose)


def _settle(graph: Graph, sizes: Floats, gamma: float, label: Ints, state: State) -> Ints:
    """Leiden again and again, each time from its own result, until a whole run moves nothing."""
    for _ in range(_ROUNDS):
        label, moved = _run(graph, sizes, gamma, label, state)
        if not moved:
            break
    return label


def _run(graph: Graph, sizes: Floats, gamma: float, label: Ints, state: State) -> tuple[Ints, bool]:
    """One run of Leiden: move, refine, aggregate, and the same with the aggregated graph while it moves anything."""
    before = renumber(label)
    label = before.copy()
    node_of = np.arange(graph.size, dtype=np.int64)
    changed = False
    while True:
        moved = move_nodes(graph.starts, graph.ends, graph.weights, sizes, gamma, label, state)
        changed = changed or moved
        label = renumber(label)
        if int(label.max(initial=-1)) + 1 == graph.size:
            break
        fine = renumber(refine(graph.starts, graph.ends, graph.weights, sizes, gamma, label, state))
        if int(fine.max()) + 1 == graph.size:
            fine = label
        coarse = np.zeros(int(fine.max()) + 1, dtype=np.int64)
        coarse[fine] = label
        graph, sizes = aggregate(graph, sizes, fine)
        node_of, label = fine[node_of], coarse
    return renumber(label[node_of]), changed
