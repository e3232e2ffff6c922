"""Rich club."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Density among the nodes that have more ties than 99 of 100; None where fewer than two have."""
    degree = subject.degrees
    if not len(degree):
        return None
    rich = degree > np.quantile(degree, 0.99)
    held = int(rich.sum())
    if held < 2:
        return None
    inside = int((rich[subject.graph.ends[0]] & rich[subject.graph.ends[1]]).sum())
    return 2 * inside / (held * (held - 1))


MEASURES.add("rich_club")(
    Measure(
        title=N_("Rich club"),
        level="graph",
        formula="2 E(k) / (N(k) (N(k) - 1)), E(k): ties among the N(k) best-tied hundredth of cities",
        source="Zhou and Mondragon 2004; Colizza and others 2006, Nature Physics 2, 110-115",
        not_when=N_(
            "Hubs are tied to each other by chance too: only the ratio to degree-preserving graphs says anything."
        ),
        compute=compute,
        nulls=True,
    )
)
