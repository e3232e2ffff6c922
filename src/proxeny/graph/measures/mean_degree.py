"""Mean number of ties."""

from __future__ import annotations

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Mean ties of a node; None without nodes."""
    return 2 * subject.graph.tie_count / subject.graph.size if subject.graph.size else None


MEASURES.add("mean_degree")(
    Measure(
        title=N_("Mean number of ties"),
        level="graph",
        formula="2 m / n",
        source="a mean",
        not_when=N_("A few hubs hide most cities, which have one or two ties."),
        compute=compute,
    )
)
