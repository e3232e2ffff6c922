"""Interlocking connectivity, relative."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.measures.interlocking import compute as connectivity
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Interlocking connectivity as a share of the largest; 0 where nobody is connected."""
    found = connectivity(subject)
    most = found.max(initial=0.0)
    return found / most if most > 0 else found


MEASURES.add("interlocking_relative")(
    Measure(
        title=N_("Interlocking connectivity, relative"),
        level="member",
        formula="N(a) / largest N",
        source="Taylor 2004, World City Network, p. 66",
        not_when=N_("The largest may be an artefact of one very large network; it inherits what is wrong with N(a)."),
        compute=compute,
        needs=("memberships",),
    )
)
