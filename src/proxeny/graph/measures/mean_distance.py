"""Mean steps between cities."""

from __future__ import annotations

import math

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Mean steps between two nodes of the largest part; None where it has no two nodes."""
    mean = subject.giant_walks.mean
    return None if math.isnan(mean) else mean


MEASURES.add("mean_distance")(
    Measure(
        title=N_("Mean steps between cities"),
        level="graph",
        formula="mean number of steps over pairs of cities of the largest connected part",
        source="Watts and Strogatz 1998, Nature 393, 440-442",
        not_when=N_("Pairs in different parts have no distance and are left out."),
        compute=compute,
        nulls=True,
    )
)
