"""Measures of a graph: one file each, which says what it is, its formula, its source, and when not to use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from proxeny.graph.subject import Subject
from proxeny.registry import Registry

Level = Literal["node", "tie", "graph", "member", "network"]
Value = float | int | None | dict[str, object]
Compute = Callable[[Subject], "np.ndarray | Value"]
Need = Literal["country", "coordinates", "population", "memberships"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is declared of a measure.

    needs: what must be known of nodes. nulls: whether random graphs are a comparison. sampled: an estimate.
    """

    title: str
    level: Level
    formula: str
    source: str
    not_when: str
    compute: Compute
    unit: str = ""
    needs: tuple[Need, ...] = ()
    nulls: bool = False
    sampled: bool = False


MEASURES: Registry[Measure] = Registry("graph_measure", "proxeny.graph.measures")
