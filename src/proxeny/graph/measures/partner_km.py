"""Mean distance to partners."""

from __future__ import annotations

import numpy as np

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """Mean km from each node to its partners whose coordinates are known; not a number where none are."""
    ends, km, count = subject.graph.ends, subject.km, subject.graph.size
    known = ~np.isnan(km)
    total, held = np.zeros(count), np.zeros(count)
    for side in ends[:, known]:
        total += np.bincount(side, km[known], count)
        held += np.bincount(side, minlength=count)
    return np.asarray(np.divide(total, held, out=np.full(count, np.nan), where=held > 0))


MEASURES.add("partner_km")(
    Measure(
        title=N_("Mean distance to partners"),
        level="node",
        formula="mean great-circle distance from v to its partners",
        source="great circle on a sphere of 6,371.0 km (IUGG mean radius)",
        not_when=N_("A mean hides a mixture of neighbours and cities far away; look at the map."),
        compute=compute,
        unit="km",
        needs=("coordinates",),
    )
)
