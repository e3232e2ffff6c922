"""PageRank of each city."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels.ranking import rank_pages
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """PageRank of each node; the sum of all is one."""
    near = subject.graph.adjacency
    return rank_pages(near.indptr, near.indices, near.weights, 0.85, 1e-10)


MEASURES.add("pagerank")(
    Measure(
        title=N_("PageRank of each city"),
        level="node",
        formula="x(v) = (1 - d)/n + d sum over neighbours u of w(u, v) x(u) / s(u), d = 0.85",
        source="Brin and Page 1998, Computer Networks 30, 107-117",
        not_when=N_(
            "Without directions it follows the number of ties closely; read it beside degree, not instead of it."
        ),
        compute=compute,
    )
)
