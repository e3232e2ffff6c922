"""Weightings, one file each: how much each child of a node counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from proxeny.assess.methods import Floats, Method, Settings
from proxeny.errors import Fault
from proxeny.registry import Registry


@dataclass(frozen=True, slots=True)
class Brood:
    """The children of one node: ids, scores (units x children), the weights given, and how often sources name them."""

    parent: str
    ids: tuple[str, ...]
    values: Floats
    given: Floats
    frequency: Floats
    labels: Mapping[str, str] = field(default_factory=dict)

    def complete(self) -> Floats:
        """The rows of units that have all children."""
        rows: Floats = self.values[~np.isnan(self.values).any(axis=1)]
        return rows


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights of the children, not yet summing to one, and what must be said about them."""

    values: Floats
    notes: tuple[Fault, ...] = ()


Weighting = Callable[[Brood, Settings], Weighed]
WEIGHTINGS: Registry[Method[Weighting]] = Registry("weighting", "proxeny.assess.weightings")
"""By name; outside packages add theirs by the entry point ``proxeny.weighting``."""


def warn(code: str, brood: Brood, **params: object) -> Fault:
    """Something that must be said about the weights of a node's children."""
    return Fault(code, params={"node": brood.parent, **params}, severity="warning")


def even(brood: Brood) -> Floats:
    """The same weight for every child."""
    return np.ones(len(brood.ids))
