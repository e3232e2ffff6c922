"""Compiling the inner loops before anything is measured, on a network of a few nodes."""

from __future__ import annotations

import numpy as np

from proxeny.literature.clusters.clustering import build_clusters
from proxeny.literature.graph import Graph
from proxeny.literature.layout.placing import build_layout


def warm_up() -> None:
    """Compile, or load from the disk, all that a layout and a clustering need."""
    first = np.array([0, 0, 1, 2, 3, 4, 5, 6, 7], dtype=np.int64)
    second = np.array([1, 2, 2, 3, 4, 5, 6, 7, 8], dtype=np.int64)
    graph = Graph.of_links(first, second, np.ones(first.size), 9).associate()
    build_layout(graph, starts=2, seed=0)
    build_clusters(graph, starts=1, seed=0)
