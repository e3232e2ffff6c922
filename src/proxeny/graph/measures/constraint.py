"""Constraint of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels.triangles import measure_constraint
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Burt's constraint; low: the neighbours are not tied to each other; not a number without ties."""
    near = subject.graph.adjacency
    return measure_constraint(near.indptr, near.indices, near.weights)


MEASURES.add("constraint")(
    Measure(
        title=N_("Constraint of each city"),
        level="node",
        formula="sum over neighbours u of (p(v,u) + sum over w of p(v,w) p(w,u))^2, p: share of v's strength",
        source="Burt 1992, Structural Holes, p. 54",
        not_when=N_(
            "It is driven by the number of ties; for a city with one or two ties it says nothing of brokerage."
        ),
        compute=compute,
    )
)
