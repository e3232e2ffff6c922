"""Reciprocity of size."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.measures.assortativity import correlate
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Correlation of log population over ties; near 1: like sizes tie (horizontal); None where it is not known."""
    people = subject.graph.nodes["population"].fill_null(0).to_numpy().astype(np.float64)
    ends = subject.graph.ends
    known = (people[ends[0]] > 0) & (people[ends[1]] > 0)
    return correlate(np.log(people[ends[0][known]]), np.log(people[ends[1][known]]))


MEASURES.add("size_reciprocity")(
    Measure(
        title=N_("Reciprocity of size"),
        level="graph",
        formula="correlation of the logarithm of population at the two ends of a tie",
        source=(
            "Taylor 2004, World City Network (horizontal against vertical relations); Newman 2003, Phys. Rev."
            " E 67, 026126"
        ),
        not_when=N_("Ties with an end of unknown population are left out."),
        compute=compute,
        needs=("population",),
        nulls=True,
    )
)
