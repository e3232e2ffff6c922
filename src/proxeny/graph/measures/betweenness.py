"""Betweenness of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Betweenness of each node; from a sample of sources where `Sampling.betweenness` says so."""
    return subject.betweenness[0]


MEASURES.add("betweenness")(
    Measure(
        title=N_("Betweenness of each city"),
        level="node",
        formula="share of shortest ways between other cities that pass through v, over (n - 1)(n - 2)/2 pairs",
        source="Freeman 1977; Brandes 2001, J. Math. Sociol. 25, 163-177; sampling: Brandes and Pich 2007",
        not_when=N_(
            "Nothing travels along sister-city ties by shortest ways; read it as bridging, with its sampling error."
        ),
        compute=compute,
        sampled=True,
    )
)
