"""Exact Sobol indices and Shapley effects from all states of finitely many choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from proxeny.assess.methods import Floats


@dataclass(frozen=True, slots=True)
class Effects:
    """Shares of the variance of an output, one per factor: ``first`` alone, ``total`` with all it takes part in,
    ``shapley`` fairly divided so that they sum to one. ``variance`` is that of the output."""

    first: Floats
    total: Floats
    shapley: Floats
    variance: Floats


def decompose(outputs: Floats, chances: list[Floats]) -> Effects:
    """Divide the variance of outputs over a grid of states among its factors, exactly.

    ``outputs``: one axis per factor, then the outputs; ``chances``: the probabilities of each factor's states. Factors
    are independent. Each array of the result is factors x outputs; zeros where an output does not vary.
    Source: Sobol (1993); Homma and Saltelli (1996) for totals; Owen (2014), SIAM/ASA JUQ 2(1), for Shapley effects:
    ``sum over subsets u without i of (V(u + i) - V(u)) / (k C(k - 1, |u|))`` with V(u) the variance of E[y | u].
    """
    count = len(chances)
    closed = {subset: _explained(outputs, chances, subset) for subset in _subsets(range(count))}
    whole = closed[tuple(range(count))]
    scale = np.where(whole > 0, whole, 1.0)
    first, total, shapley = (np.zeros((count, *whole.shape)) for _ in range(3))
    for factor in range(count):
        others = tuple(one for one in range(count) if one != factor)
        first[factor] = closed[(factor,)] / scale
        total[factor] = (whole - closed[others]) / scale
        for subset in _subsets(others):
            wider = tuple(sorted((*subset, factor)))
            gain = closed[wider] - closed[subset]
            shapley[factor] += gain / (count * comb(count - 1, len(subset))) / scale
    return Effects(first, total, shapley, whole)


def _subsets(items: Iterable[int]) -> list[tuple[int, ...]]:
    listed = list(items)
    return [subset for size in range(len(listed) + 1) for subset in combinations(listed, size)]


def _explained(outputs: Floats, chances: list[Floats], subset: tuple[int, ...]) -> Floats:
    """The variance of the expectation given the factors of ``subset``."""
    mean = outputs
    for axis in reversed(range(len(chances))):
        if axis not in subset:
            mean = np.tensordot(mean, chances[axis], axes=([axis], [0]))
    weights = np.ones(())
    for axis in subset:
        weights = np.multiply.outer(weights, chances[axis])
    flat, share = mean.reshape(weights.size, -1), weights.reshape(-1, 1)
    centre = (flat * share).sum(axis=0)
    found: Floats = (((flat - centre) ** 2) * share).sum(axis=0)
    return found
