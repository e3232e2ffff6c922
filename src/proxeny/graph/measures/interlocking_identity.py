"""What interlocking connectivity is without the interlocks."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """The same number from sizes of networks alone: who the other members are plays no part."""
    held = subject.memberships
    total = np.bincount(held.network, held.value, held.networks.height)
    parts = held.value * (total[held.network] - held.value)
    return np.bincount(held.member, parts, held.members.height)


MEASURES.add("interlocking_identity")(
    Measure(
        title=N_("What interlocking connectivity is without the interlocks"),
        level="member",
        formula=(
            "sum over networks j of v(a, j) (V(j) - v(a, j)), V(j): sum of values in network j; yes/no: sum "
            "of (size - 1)"
        ),
        source=("follows by exchanging the sums; Neal 2012, Urban Studies 49, 2761-2779, on what the measure can mean"),
        not_when=N_("Where it equals interlocking connectivity (always), no pair of cities has been looked at."),
        compute=compute,
        needs=("memberships",),
    )
)
