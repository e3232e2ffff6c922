"""Mean length of ties."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Mean km of the ties whose ends both have coordinates; None where there are none."""
    known = subject.km[~np.isnan(subject.km)]
    return float(known.mean()) if len(known) else None


MEASURES.add("distance")(
    Measure(
        title=N_("Mean length of ties"),
        level="graph",
        formula="mean great-circle distance of the ties",
        source="great circle on a sphere of 6,371.0 km (IUGG mean radius)",
        not_when=N_("Ties with an end of unknown coordinates are left out, and are counted."),
        compute=compute,
        unit="km",
        needs=("coordinates",),
        nulls=True,
    )
)
