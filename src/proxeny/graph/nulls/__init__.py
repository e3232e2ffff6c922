"""Null models, from the least to the most that they keep of a graph: one file each.

The ladder is climbed rung by rung: what a rung explains is not news about the graph, only about what the rung keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from proxeny.graph.kernels import Ints, Words
from proxeny.graph.measures import Need
from proxeny.graph.subject import Subject
from proxeny.registry import Registry


class Drawer(Protocol):
    """What draws one random graph after another: the two rows of ends of its ties."""

    def __call__(self, state: Words) -> Ints: ...


@dataclass(frozen=True, slots=True)
class Null:
    """What is declared of a null model. order: its rung; prepare: does once what every draw needs."""

    title: str
    order: int
    keeps: str
    source: str
    not_when: str
    prepare: Callable[[Subject], Drawer]
    needs: tuple[Need, ...] = ()


NULLS: Registry[Null] = Registry("null_model", "proxeny.graph.nulls")
