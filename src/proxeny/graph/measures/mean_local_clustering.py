"""Mean clustering of cities."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Mean of local clustering over the nodes for which it is defined; None where there are none."""
    degree = subject.degrees.astype(np.float64)
    pairs = degree * (degree - 1) / 2
    some = pairs > 0
    return float((subject.triangles[some] / pairs[some]).mean()) if some.any() else None


MEASURES.add("mean_local_clustering")(
    Measure(
        title=N_("Mean clustering of cities"),
        level="graph",
        formula="mean of c(v) over cities with at least two ties",
        source="Watts and Strogatz 1998, Nature 393, 440-442",
        not_when=N_(
            "Cities with few ties weigh as much as hubs; clustering as a share of all pairs of ties is the "
            "other reading."
        ),
        compute=compute,
        nulls=True,
    )
)
