"""Ties within a class of size."""

from __future__ import annotations

from proxeny.graph.homophily import share_within
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of ties within one class of population; None where it is known of no tie."""
    return share_within(subject, subject.sizes)


MEASURES.add("same_size")(
    Measure(
        title=N_("Ties within a class of size"),
        level="graph",
        formula="ties between cities of the same class of population / ties of which both are known",
        source="McPherson, Smith-Lovin and Cook 2001, Annu. Rev. Sociol. 27, 415-444",
        not_when=N_("Populations are those of the municipality or of the city as the source has it, mixed."),
        compute=compute,
        needs=("population",),
        nulls=True,
    )
)
