"""Memberships of each member."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Networks of each member."""
    return subject.memberships.of_members


MEASURES.add("memberships")(
    Measure(
        title=N_("Memberships of each member"),
        level="member",
        formula="number of networks that the member belongs to",
        source="a count",
        not_when=N_("Lists of networks are of different years and completeness."),
        compute=compute,
        needs=("memberships",),
    )
)
