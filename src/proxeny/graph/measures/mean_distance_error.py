"""Sampling error of mean steps."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> float | None:
    """Standard error of mean steps; 0 where every node was a source, None without a distance."""
    walks, giant = subject.giant_walks, subject.graph.giant
    if len(giant) < 2:
        return None
    if walks.sources >= len(giant):
        return 0.0
    each = walks.far[giant] / np.maximum(walks.reached[giant], 1)
    return float(each.std(ddof=1) / np.sqrt(walks.sources))


MEASURES.add("mean_distance_error")(
    Measure(
        title=N_("Sampling error of mean steps"),
        level="graph",
        formula="standard deviation over the sources of their mean steps / square root of their number",
        source="Cochran 1977, Sampling Techniques, p. 23",
        not_when=N_("It is zero where all cities were sources."),
        compute=compute,
        sampled=True,
    )
)
