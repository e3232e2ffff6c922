"""Kendall's tau-b: how far two orders of the same things agree, ties allowed.

    tau-b = (C - D) / sqrt((C + D + Tx)(C + D + Ty))

Source: Kendall, M. G. (1945), The treatment of ties in ranking problems.
"""

from __future__ import annotations

import numpy as np

from proxeny.evidence.importance.frequency import Floats


def tau_b(left: Floats, right: Floats) -> float | None:
    """Tau-b of two sequences; None where one of them does not vary.

    >>> tau_b(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0])), tau_b(np.array([1.0, 1.0]), np.array([1.0, 2.0]))
    (0.3333333333333333, None)
    """
    x = np.sign(left[:, None] - left[None, :])
    y = np.sign(right[:, None] - right[None, :])
    scale = (x**2).sum() * (y**2).sum()
    return float((x * y).sum() / np.sqrt(scale)) if scale > 0 else None


def taus(orders: Floats, stated: Floats) -> Floats:
    """Tau-b of each row of ``orders`` with ``stated``; NaN where one does not vary."""
    y = np.sign(stated[:, None] - stated[None, :])
    x = np.sign(orders[:, :, None] - orders[:, None, :])
    scale = np.sqrt((x**2).sum(axis=(1, 2)) * (y**2).sum())
    both = np.einsum("rij,ij->r", x, y)
    found: Floats = np.divide(both, scale, out=np.full(len(both), np.nan), where=scale > 0)
    return found
