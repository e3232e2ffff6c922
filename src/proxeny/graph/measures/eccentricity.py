"""Most steps from each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """The most steps from each node to another that it reaches."""
    return subject.walks.most


MEASURES.add("eccentricity")(
    Measure(
        title=N_("Most steps from each city"),
        level="node",
        formula="the most steps from v to any city it reaches",
        source="Harary 1969, Graph Theory, p. 35",
        not_when=N_("One remote pair decides it, and in a sample of sources it is only a lower bound."),
        compute=compute,
    )
)
