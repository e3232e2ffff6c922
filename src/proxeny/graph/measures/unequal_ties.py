"""Ties between unequal ranks."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of vertical ties; None where no tie has two known populations."""
    sizes, ends = subject.sizes, subject.graph.ends
    one, other = sizes[ends[0]], sizes[ends[1]]
    known = (one >= 0) & (other >= 0)
    return float((np.abs(one[known] - other[known]) >= 2).mean()) if known.any() else None


MEASURES.add("unequal_ties")(
    Measure(
        title=N_("Ties between unequal ranks"),
        level="graph",
        formula="ties between cities two or more classes of population apart / ties of which both are known",
        source=(
            "Taylor 2004, World City Network (vertical relations); classes at 20,000, 100,000, 500,000 and 2 million"
        ),
        not_when=N_("Few cities are large, so chance alone gives few unequal ties: read it beside the null models."),
        compute=compute,
        needs=("population",),
        nulls=True,
    )
)
