"""The layout of a network: VOS, the best of several starts, polished."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.literature.graph import Floats, Graph
from proxeny.literature.layout.barnes_hut import repel_by_groups
from proxeny.literature.layout.descent import Field, Spot, begin, descend
from proxeny.literature.layout.laplacian import Laplacian
from proxeny.literature.layout.objective import repel_all
from proxeny.literature.layout.starts import build_start, flatten

TIE = 0.01
"""Attraction of every pair of nodes in a network that is not connected, as in Van Eck and Waltman's own program."""
LARGE = 20_000
"""Beyond this many nodes the repulsion is approximated."""
_IN_SPACE = (40, 1e-6)
_IN_PLANE = (150, 1e-7)
_POLISH = (500, 1e-13)
_KEPT = 2
_WIDE = 2500
"""Beyond this many nodes a step costs so much that a descent ends when it gains less than a millionth of Q."""
_IN_SPACE_WIDE, _IN_PLANE_WIDE, _POLISH_WIDE = (20, 1e-4), (60, 1e-6), (60, 1e-8)


@dataclass(frozen=True, slots=True)
class Layout:
    """Places (2 x size; mean 0, mean distance 1), the objective, and that of every start before polishing."""

    places: Floats
    q_star: float
    reached: tuple[float, ...]
    steps: int

    @property
    def gap(self) -> float:
        """How far the worst start ended above the best, relative to the best."""
        return (max(self.reached) - self.q_star) / abs(self.q_star) if self.q_star else 0.0


def build_layout(graph: Graph, *, starts: int = 10, seed: int) -> Layout:
    """Place the nodes of ``graph``, whose weights are association strengths, by VOS.

    Minimises Q = sum a_ij d_ij^2 / 2 - sum d_ij (Van Eck & Waltman 2007; attraction 2, repulsion 1); Q* = -R^2 / (2A),
    A = sum a d^2, R = sum d, is its value at the best scale. Each start goes downhill in three dimensions first, where
    there are few dead ends, and is then laid flat; the best two are polished.
    """
    if graph.size < 2 or not graph.weights.size:
        return Layout(_on_a_ring(graph.size), 0.0, (0.0,), 0)
    tie = TIE if graph.components().max() else 0.0
    large = graph.size > LARGE
    field = Field(Laplacian.build(graph, tie), repel_by_groups if large else repel_all)
    ended = [_go(field, at, seed, large) for at in range(max(starts, 1))]
    order = sorted(range(len(ended)), key=lambda at: (ended[at][0].q_star, at))
    steps = sum(count for _, count in ended)
    polished = []
    for at in order[:_KEPT]:
        polish = _POLISH if graph.size <= _WIDE else _POLISH_WIDE
        spot, more = descend(field, ended[at][0], *((60, 1e-6) if large else polish))
        polished.append(spot)
        steps += more
    best = min(polished, key=lambda spot: spot.q_star)
    reached = tuple(spot.q_star for spot, _ in ended)
    return Layout(standardise(best.places, field), best.q_star, reached, steps)


def relax(graph: Graph, places: Floats) -> Floats:
    """The layout of ``graph`` that is reached downhill from ``places``."""
    if graph.size < 2 or not graph.weights.size:
        return places
    tie = TIE if graph.components().max() else 0.0
    field = Field(Laplacian.build(graph, tie), repel_by_groups if graph.size > LARGE else repel_all)
    return descend(field, begin(field, places), *_IN_PLANE)[0].places


def _go(field: Field, at: int, seed: int, large: bool) -> tuple[Spot, int]:
    sides = 2 if large else 3
    start = build_start(field.attraction, at, seed, sides)
    if large:
        return descend(field, begin(field, start), 80, 1e-5)
    wide = start.shape[1] > _WIDE
    raised, first = descend(field, begin(field, start), *(_IN_SPACE_WIDE if wide else _IN_SPACE))
    flat = begin(field, flatten(raised.places))
    spot, second = descend(field, flat, *(_IN_PLANE_WIDE if wide else _IN_PLANE))
    return spot, first + second


def standardise(places: Floats, field: Field) -> Floats:
    """The same picture with mean 0 and mean distance 1, its widest side across, the median to the left and below."""
    centred = places - places.mean(axis=1, keepdims=True)
    turned = flatten(centred)
    turned *= np.where(np.median(turned, axis=1) > 0, -1.0, 1.0)[:, None]
    total, _ = field.repulsion(turned)
    size = places.shape[1]
    return turned * (size * (size - 1) / 2 / total) if total > 0 else turned


def _on_a_ring(size: int) -> Floats:
    """Places of nodes that nothing holds together."""
    if size < 2:
        return np.zeros((2, size))
    angle = 2 * np.pi * np.arange(size) / size
    return np.stack([np.cos(angle), np.sin(angle)])
