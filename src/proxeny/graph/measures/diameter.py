"""Diameter."""

from __future__ import annotations

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> int | None:
    """The most steps within the largest part; None without nodes."""
    walks = subject.giant_walks
    return int(walks.most.max(initial=0)) if subject.graph.size else None


MEASURES.add("diameter")(
    Measure(
        title=N_("Diameter"),
        level="graph",
        formula="the most steps between two cities of the largest connected part",
        source="Harary 1969, Graph Theory, p. 14",
        not_when=N_("One chain of remote cities decides it; from a sample of sources it is a lower bound."),
        compute=compute,
    )
)
