"""Share of the largest connected part."""

from __future__ import annotations

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Share of nodes in the largest connected part; None without nodes."""
    return len(subject.graph.giant) / subject.graph.size if subject.graph.size else None


MEASURES.add("giant_share")(
    Measure(
        title=N_("Share of the largest connected part"),
        level="graph",
        formula="cities in the largest part / all cities",
        source="Newman 2018, Networks, p. 305",
        not_when=N_("Cities without any tie are no nodes of a register's graph, so they do not count here."),
        compute=compute,
        nulls=True,
    )
)
