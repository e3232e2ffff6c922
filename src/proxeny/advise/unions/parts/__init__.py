"""What speaks for a city or a pair of cities in a union: one file each, with its formula and source.

Every part gives numbers between 0 and 1. A city's gain and a pair's fit are their sums by ``weight``; a pair's is
divided by (k - 1) / 2, so that a city's fits to all others count together as its own gain does, whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from proxeny.advise.unions.scene import Scene
from proxeny.registry import Registry

Of = Literal["city", "pair"]


@dataclass(frozen=True, slots=True)
class Part:
    """compute: a number a city, or a symmetric table of pairs; between 0 and 1. count: what its sentence counts."""

    of: Of
    weight: float
    formula: str
    source: str
    not_when: str
    compute: Callable[[Scene], np.ndarray]
    count: Callable[[Scene], np.ndarray]


PARTS: Registry[Part] = Registry("union_part", "proxeny.advise.unions.parts")


def upto(values: np.ndarray, most: float) -> np.ndarray:
    """Counts on a logarithmic scale from 0 to 1, full at ``most``.

    >>> [round(float(v), 2) for v in upto(np.array([0, 1, 9, 50, 200]), 50)]
    [0.0, 0.18, 0.59, 1.0, 1.0]
    """
    return np.asarray(np.minimum(np.log1p(values) / np.log1p(most), 1.0))
