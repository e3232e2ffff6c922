"""Closeness of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Closeness of each node within the part that it reaches, scaled by the size of the part."""
    walks, count = subject.walks, subject.graph.size
    reached = walks.reached.astype(np.float64)
    mean = np.divide(reached, walks.far, out=np.zeros(count), where=walks.far > 0)
    return mean * reached / max(walks.sources - 1, 1)


MEASURES.add("closeness")(
    Measure(
        title=N_("Closeness of each city"),
        level="node",
        formula="(r/(n - 1)) x (r / sum of steps to the r cities that v reaches)",
        source="Wasserman and Faust 1994, p. 200 (for parts that are not connected)",
        not_when=N_(
            "In a graph of several parts it mixes nearness with the size of the part; harmonic closeness is plainer."
        ),
        compute=compute,
    )
)
