"""Ties within a continent."""

from __future__ import annotations

from proxeny.graph.homophily import share_within
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of ties within one continent; None where it is known of no tie."""
    return share_within(subject, subject.continents)


MEASURES.add("same_continent")(
    Measure(
        title=N_("Ties within a continent"),
        level="graph",
        formula="ties between cities of the same continent / ties of which both are known",
        source="McPherson, Smith-Lovin and Cook 2001, Annu. Rev. Sociol. 27, 415-444",
        not_when=N_("Continents follow the United Nations' regions; Turkey and Cyprus are in Asia there."),
        compute=compute,
        needs=("country",),
        nulls=True,
    )
)
