"""Members of each network."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Members of each network."""
    return subject.memberships.of_networks


MEASURES.add("network_members")(
    Measure(
        title=N_("Members of each network"),
        level="network",
        formula="number of members",
        source="a count",
        not_when=N_("Lists of members are of different years; a network that lists regions counts them too."),
        compute=compute,
        needs=("memberships",),
    )
)
