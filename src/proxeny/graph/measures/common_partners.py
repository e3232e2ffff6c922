"""Common partners of each tie."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.measures.brokerage import symmetric
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Common neighbours of the two ends of each tie."""
    graph = subject.graph
    if not graph.tie_count:
        return np.empty(0, np.int64)
    whole = symmetric(graph.ends, graph.size)
    both = whole.multiply(whole @ whole).tocsr()
    return np.asarray(both[graph.ends[0], graph.ends[1]]).astype(np.int64).ravel()


MEASURES.add("common_partners")(
    Measure(
        title=N_("Common partners of each tie"),
        level="tie",
        formula="number of cities tied to both ends",
        source="Marsden and Campbell 1984, Social Forces 63, 482-501 (embeddedness)",
        not_when=N_("Large ends have more common partners by chance alone."),
        compute=compute,
    )
)
