"""Assortativity."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Pearson correlation of degrees over both directions of every tie; None where degrees do not vary."""
    degree = subject.degrees.astype(np.float64)
    return correlate(degree[subject.graph.ends[0]], degree[subject.graph.ends[1]])


def correlate(x: np.ndarray, y: np.ndarray) -> float | None:
    """Correlation of x and y, each pair taken both ways round."""
    if not len(x):
        return None
    mean = (x.sum() + y.sum()) / (2 * len(x))
    spread = ((x**2).sum() + (y**2).sum()) / (2 * len(x)) - mean**2
    if spread <= 1e-12 * max(mean**2, 1.0):
        return None
    return float(((x * y).mean() - mean**2) / spread)


MEASURES.add("assortativity")(
    Measure(
        title=N_("Assortativity"),
        level="graph",
        formula="correlation of the number of ties at the two ends of a tie",
        source="Newman 2002, Phys. Rev. Lett. 89, 208701",
        not_when=N_("It is not defined where all cities have as many ties, and hubs dominate it."),
        compute=compute,
        nulls=True,
    )
)
