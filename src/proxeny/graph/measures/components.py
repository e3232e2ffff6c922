"""Connected parts."""

from __future__ import annotations

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> int:
    """Number of connected parts."""
    return int(subject.graph.components.max(initial=-1)) + 1


MEASURES.add("components")(
    Measure(
        title=N_("Connected parts"),
        level="graph",
        formula="number of parts between which there is no way",
        source="Harary 1969, Graph Theory, p. 13",
        not_when=N_("Parts of two cities are mostly gaps of the sources, not worlds apart."),
        compute=compute,
        nulls=True,
    )
)
