"""Ties that bridge."""

from __future__ import annotations

import numpy as np
import rustworkx

from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_


def compute(subject: Subject) -> np.ndarray:
    """True for each tie that alone holds two parts together."""
    graph = subject.graph
    made = rustworkx.PyGraph(multigraph=False)
    made.add_nodes_from(range(graph.size))
    made.add_edges_from_no_data(list(zip(*graph.ends.tolist(), strict=True)))
    found = {(min(pair), max(pair)) for pair in rustworkx.bridges(made)}
    return np.array([pair in found for pair in zip(*graph.ends.tolist(), strict=True)], np.bool_)


MEASURES.add("bridge")(
    Measure(
        title=N_("Ties that bridge"),
        level="tie",
        formula="whether the graph falls into more parts without the tie",
        source="Tarjan 1974, Inf. Process. Lett. 2, 160-161",
        not_when=N_("A missing tie in the register makes bridges that are none."),
        compute=compute,
    )
)
