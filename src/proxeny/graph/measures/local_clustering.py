"""Clustering around each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Share of a node's pairs of neighbours that are tied; not a number below two ties."""
    degree = subject.degrees.astype(np.float64)
    pairs = degree * (degree - 1) / 2
    return np.asarray(np.divide(subject.triangles, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0))


MEASURES.add("local_clustering")(
    Measure(
        title=N_("Clustering around each city"),
        level="node",
        formula="c(v) = 2 t(v) / (k(v) (k(v) - 1)), t(v): triangles through v",
        source="Watts and Strogatz 1998, Nature 393, 440-442",
        not_when=N_("It is not defined for a city with fewer than two ties, and hardly means anything below five."),
        compute=compute,
    )
)
