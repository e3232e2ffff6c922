"""Degree-preserving: every city keeps its number of ties."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Ints, Words
from proxeny.graph.kernels.swapping import swap_ends
from proxeny.graph.nulls import NULLS, Drawer, Null
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_

SWAPS_PER_TIE = 10


def prepare(subject: Subject) -> Drawer:
    """Swap ends of random pairs of ties, ten attempts a tie, from the observed graph each time."""
    graph = subject.graph
    a, b = np.ascontiguousarray(graph.ends[0]), np.ascontiguousarray(graph.ends[1])
    first, partners = np.array([0, graph.tie_count], np.int64), np.zeros(1, np.int64)

    def draw(state: Words) -> Ints:
        return np.stack(swap_ends(a, b, graph.size, first, partners, SWAPS_PER_TIE * graph.tie_count, state))

    return draw


NULLS.add("degree")(
    Null(
        title=N_("Degree-preserving"),
        order=2,
        keeps=N_("each city’s number of ties"),
        source="Maslov and Sneppen 2002, Science 296, 910-913; Milo and others 2003, arXiv cond-mat/0312028",
        not_when=N_("It ties cities across the world that would never meet: read it with the next rungs."),
        prepare=prepare,
    )
)
