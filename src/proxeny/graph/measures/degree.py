"""Ties of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Ties of each node."""
    return subject.degrees


MEASURES.add("degree")(
    Measure(
        title=N_("Ties of each city"),
        level="node",
        formula="k(v): number of cities tied to v",
        source="Freeman 1978, Social Networks 1, 215-239",
        not_when=N_(
            "Do not read it as activity: a tie may sleep for decades, and lists of some countries are fuller "
            "than of others."
        ),
        compute=compute,
    )
)
