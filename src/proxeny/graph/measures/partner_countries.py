"""Partner countries of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.measures.participation import partners_by
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Different countries of each node's partners."""
    return np.diff(partners_by(subject, subject.countries).indptr)


MEASURES.add("partner_countries")(
    Measure(
        title=N_("Partner countries of each city"),
        level="node",
        formula="number of different countries among the partners of v",
        source="a count",
        not_when=N_("It grows with the number of ties; compare cities with about as many."),
        compute=compute,
        needs=("country",),
    )
)
