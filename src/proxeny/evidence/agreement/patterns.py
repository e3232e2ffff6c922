"""Collapse units to their unique count patterns: units of two coders and two categories are but three.

Every coefficient here but Cohen's and Conger's needs of a unit only how many coders chose each category. So a
bootstrap draws how often each *pattern* occurs, and a thousand replicates cost about as much as one plain computation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from proxeny.evidence.agreement.ratings import Codes, Floats

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Patterns:
    """``chosen``: patterns by coders, sorted category indices, -1 for the missing; ``weights``: units of each."""

    chosen: Codes
    weights: Floats
    size: int  # number of categories

    @property
    def rated(self) -> Counts:
        """How many coders rated the units of each pattern."""
        return np.asarray((self.chosen >= 0).sum(axis=1), dtype=np.int64)

    def keep(self, mask: npt.NDArray[np.bool_]) -> Patterns:
        """Only the patterns of ``mask``."""
        return Patterns(self.chosen[mask], self.weights[mask], self.size)

    def counts(self) -> Floats:
        """Patterns by categories: how many coders chose each."""
        made = np.zeros((len(self.chosen), self.size))
        rows, columns = np.nonzero(self.chosen >= 0)
        np.add.at(made, (rows, self.chosen[rows, columns]), 1.0)
        return made


def collapse(codes: Codes, size: int, weights: Floats | None = None) -> Patterns:
    """Unique patterns of ``codes`` (units by coders, -1 missing), with how many units, or how much weight, each has.

    >>> found = collapse(np.array([[0, 1], [1, 0], [1, 1], [-1, -1]]), 2)
    >>> found.chosen.tolist(), found.weights.tolist()
    ([[-1, -1], [0, 1], [1, 1]], [1.0, 2.0, 1.0])
    """
    ordered = np.sort(codes, axis=1)
    width = ordered.shape[1]
    if (size + 1) ** width < 2**62:
        scale = (size + 1) ** np.arange(width - 1, -1, -1, dtype=np.int64)
        _, first, inverse = np.unique((ordered + 1) @ scale, return_index=True, return_inverse=True)
        chosen = ordered[first]
    else:
        chosen, inverse = np.unique(ordered, axis=0, return_inverse=True)
    held = np.bincount(inverse.ravel(), weights=weights, minlength=len(chosen)).astype(np.float64)
    return Patterns(chosen, held, size)
