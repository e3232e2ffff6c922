"""Aggregators, one file each: they make the score of a node from those of its children."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from proxeny.assess.methods import Floats, Method, Settings
from proxeny.registry import Registry

Aggregator = Callable[[Floats, Floats, Settings], Floats]
AGGREGATORS: Registry[Method[Aggregator]] = Registry("aggregator", "proxeny.assess.aggregators")
"""Name -> function of units x children (NaN: missing), the children's weights, and settings -> a score of every unit.

Outside packages add theirs by the entry point ``proxeny.aggregator``."""


def mean_of(values: Floats, weights: Floats) -> Floats:
    """The weighted mean of the children that are there; NaN where none is.

    Leaving out a missing child and dividing by the remaining weight is the same as giving the unit its own mean there.

    >>> mean_of(np.array([[1.0, 3.0], [np.nan, 5.0]]), np.array([1.0, 1.0])).tolist()
    [2.0, 5.0]
    """
    here = ~np.isnan(values)
    total = here @ weights
    summed = np.where(here, values, 0.0) @ weights
    made: Floats = np.divide(summed, total, out=np.full(len(values), np.nan), where=total != 0)
    return made
