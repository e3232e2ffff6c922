"""Strength of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Sum of weights at each node."""
    graph = subject.graph
    total = np.bincount(graph.ends[0], graph.weight, graph.size)
    return np.asarray(total + np.bincount(graph.ends[1], graph.weight, graph.size))


MEASURES.add("strength")(
    Measure(
        title=N_("Strength of each city"),
        level="node",
        formula="s(v) = sum of the weights of the ties of v",
        source="Barrat and others 2004, PNAS 101, 3747-3752",
        not_when=N_("Where weights count agreements, two lists of the same agreement must not be counted twice."),
        compute=compute,
    )
)
