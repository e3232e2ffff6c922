"""Core of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels.adjacency import peel_cores
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Core number of each node."""
    return peel_cores(subject.graph.adjacency.indptr, subject.graph.adjacency.indices)


MEASURES.add("core_number")(
    Measure(
        title=N_("Core of each city"),
        level="node",
        formula="the largest k such that v is in a part where every city has k ties within it",
        source="Seidman 1983, Social Networks 5, 269-287; Batagelj and Zaversnik 2003",
        not_when=N_("A high core may be one group of municipalities that all tie to each other by one programme."),
        compute=compute,
    )
)
