"""Sampling error of betweenness."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Standard error of betweenness of each node."""
    return subject.betweenness[1]


MEASURES.add("betweenness_error")(
    Measure(
        title=N_("Sampling error of betweenness"),
        level="node",
        formula=(
            "standard error of the mean over the sampled sources, times n, with the correction for a finite "
            "number of sources"
        ),
        source="Brandes and Pich 2007, Int. J. Bifurcation and Chaos 17, 2303-2318",
        not_when=N_("It is zero where all cities were sources; for a city hardly ever passed it is itself uncertain."),
        compute=compute,
        sampled=True,
    )
)
