"""Clustering."""

from __future__ import annotations

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of closed pairs of ties; None where no two ties share a node."""
    degree = subject.degrees
    pairs = int((degree * (degree - 1) // 2).sum())
    return float(subject.triangles.sum() / pairs) if pairs else None


MEASURES.add("clustering")(
    Measure(
        title=N_("Clustering"),
        level="graph",
        formula="3 x triangles / pairs of ties that share a city",
        source=("Newman, Watts and Strogatz 2002, PNAS 99, 2566-2572 (transitivity; KONECT's clustering coefficient)"),
        not_when=N_("Do not compare it between graphs of other sizes without a null model: hubs alone make triangles."),
        compute=compute,
        nulls=True,
    )
)
