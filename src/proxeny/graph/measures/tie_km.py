"""Length of each tie."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Km of each tie; not a number where an end has no coordinates."""
    return subject.km


MEASURES.add("tie_km")(
    Measure(
        title=N_("Length of each tie"),
        level="tie",
        formula="great-circle distance between the two cities",
        source="great circle on a sphere of 6,371.0 km (IUGG mean radius)",
        not_when=N_("A place far from its coordinates (a region, an island group) makes it wrong."),
        compute=compute,
        unit="km",
        needs=("coordinates",),
    )
)
