"""Redundancy of memberships."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Redundancy coefficient of each member; not a number for fewer than two memberships."""
    held = subject.memberships.matrix
    shared = (held.T @ held).toarray()
    again = (shared >= 2).astype(np.float64)
    np.fill_diagonal(again, 0.0)
    count = subject.memberships.of_members.astype(np.float64)
    covered = held.multiply(held @ again).sum(axis=1) / 2
    pairs = count * (count - 1) / 2
    return np.asarray(np.divide(covered, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0))


MEASURES.add("redundancy")(
    Measure(
        title=N_("Redundancy of memberships"),
        level="member",
        formula="pairs of v's networks that also share another member / pairs of v's networks",
        source="Latapy, Magnien and Del Vecchio 2008, Social Networks 30, 31-48",
        not_when=N_(
            "Large networks share members by chance, so nearly everything is redundant where networks are large."
        ),
        compute=compute,
        needs=("memberships",),
    )
)
