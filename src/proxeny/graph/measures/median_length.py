"""Median length of ties."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Median km of the ties whose ends both have coordinates; None where there are none."""
    known = subject.km[~np.isnan(subject.km)]
    return float(np.median(known)) if len(known) else None


MEASURES.add("median_length")(
    Measure(
        title=N_("Median length of ties"),
        level="graph",
        formula="median great-circle distance of the ties",
        source="great circle on a sphere of 6,371.0 km (IUGG mean radius)",
        not_when=N_("Lengths have two humps, near and overseas; the median lies where few ties are."),
        compute=compute,
        unit="km",
        needs=("coordinates",),
        nulls=True,
    )
)
