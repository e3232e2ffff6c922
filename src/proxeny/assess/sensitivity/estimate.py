"""Sobol indices from a sample, where the states cannot all be listed."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats


def estimate(a: Floats, b: Floats, swapped: Floats, *, centred: bool = False) -> tuple[Floats, Floats]:
    """First-order and total indices from pick-freeze samples.

    ``a``, ``b``: draws x outputs under two independent plans; ``swapped``: factors x draws x outputs, plan a with one
    factor of plan b. Returns factors x outputs twice. Zeros where an output does not vary. Source: first order by
    Saltelli et al. (2010), Computer Physics Communications 181, 259-270, total by Jansen (1999), as COINr does.
    ``centred`` takes the mean off first, which makes the estimate of the first order far less noisy.
    """
    variance = np.var(np.concatenate([a, b]), axis=0, ddof=1)
    scale = np.where(variance > 0, variance, 1.0)
    middle = np.concatenate([a, b]).mean(axis=0) if centred else 0.0
    first = ((b - middle)[None] * (swapped - a[None])).mean(axis=1) / scale
    total = ((a[None] - swapped) ** 2).sum(axis=1) / (2 * len(a) * scale)
    return np.where(variance > 0, first, 0.0), np.where(variance > 0, total, 0.0)


def bounds(a: Floats, b: Floats, swapped: Floats, *, seed: int, rounds: int = 200) -> Floats:
    """The 5th and 95th percentile of first and total indices under resampling of draws: 2 x 2 x factors x outputs."""
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(rounds):
        rows = random.integers(0, len(a), len(a))
        drawn.append(estimate(a[rows], b[rows], swapped[:, rows], centred=True))
    first, total = np.array([one for one, _ in drawn]), np.array([one for _, one in drawn])
    return np.stack([np.quantile(first, [0.05, 0.95], axis=0), np.quantile(total, [0.05, 0.95], axis=0)])
