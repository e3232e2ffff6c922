"""Ties within a country."""

from __future__ import annotations

from proxeny.graph.homophily import share_within
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of ties within one country; None where it is known of no tie."""
    return share_within(subject, subject.countries)


MEASURES.add("same_country")(
    Measure(
        title=N_("Ties within a country"),
        level="graph",
        formula="ties between cities of the same country / ties of which both are known",
        source="McPherson, Smith-Lovin and Cook 2001, Annu. Rev. Sociol. 27, 415-444",
        not_when=N_("Twinning is foreign by its nature: a low share is the rule, not a finding."),
        compute=compute,
        needs=("country",),
        nulls=True,
    )
)
