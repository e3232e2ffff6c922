"""Harmonic closeness of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Harmonic closeness of each node, 0 to 1."""
    return subject.walks.near / max(subject.walks.sources - 1, 1)


MEASURES.add("harmonic")(
    Measure(
        title=N_("Harmonic closeness of each city"),
        level="node",
        formula="mean over all other cities of 1 / steps, 0 for those out of reach",
        source="Marchiori and Latora 2000, Physica A 285, 539-546; Boldi and Vigna 2014",
        not_when=N_(
            "One step more or less hardly matters in practice for ties between cities; do not rank close values."
        ),
        compute=compute,
    )
)
