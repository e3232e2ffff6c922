"""Pairs that a null model validates."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.projection import validate_members
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Validated partners of each member."""
    return validate_members(subject.memberships).of_each


MEASURES.add("validated_pairs")(
    Measure(
        title=N_("Pairs that a null model validates"),
        level="member",
        formula=(
            "other members with which a shares more networks than the bipartite configuration model gives, "
            "false discoveries below 5 in 100"
        ),
        source=(
            "Saracco and others 2015, Sci. Rep. 5, 10595; 2017, New J. Phys. 19, 053022; Benjamini and Hochberg 1995"
        ),
        not_when=N_(
            "With few networks no pair may be able to pass, whatever it shares: then 0 says nothing about the city."
        ),
        compute=compute,
        needs=("memberships",),
    )
)
