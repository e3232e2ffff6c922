"""Like ties with like: shares within groups."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Ints
from proxeny.graph.subject import Subject


def share_within(subject: Subject, group: Ints) -> float | None:
    """Share of the ties, both of whose ends have a known group, that stay within it; None where there are none.

    group: a number for each node, -1 where it is not known.
    """
    one, other = group[subject.graph.ends[0]], group[subject.graph.ends[1]]
    known = (one >= 0) & (other >= 0)
    return float(np.mean(one[known] == other[known])) if known.any() else None
