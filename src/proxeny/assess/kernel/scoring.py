"""From raw values to scores in one compiled pass per draw: fill, treat, normalise, aggregate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.kernel.columns import Post, normalise_column, treat_column
from proxeny.assess.kernel.compiled import compiled
from proxeny.assess.methods import Floats

Ints = NDArray[np.int64]
ARITHMETIC, GEOMETRIC, HARMONIC, POWER = 0, 1, 2, 3


class Base(NamedTuple):
    """The data before treatment, one row per indicator: values with their bounds, and what stands in for what is missing.

    ``donors``: the values that may stand in, of one indicator from ``offsets[j]`` to ``offsets[j + 1]``.
    """

    low: Floats
    high: Floats
    gaps: NDArray[np.bool_]
    donors: Floats
    offsets: Ints
    worst: Floats  # per indicator: what stands in where nothing is taken to be there
    none: float  # probability of that
    records: bool  # draw between the bounds
    posts: Floats  # indicators x (worst, best, scale, direction)


class Branches(NamedTuple):
    """The hierarchy: children of node k are ``children[starts[k]:starts[k+1]]``, indicators first, then nodes in order."""

    starts: Ints
    children: Ints


class Ways(NamedTuple):
    """The finite options of treatment, normalisation and (options x nodes x method and power) aggregation, and least share."""

    treat: Floats
    normalise: Floats
    aggregate: NDArray[np.float64]
    least: float


class Draws(NamedTuple):
    """One row per draw: which options, the weights of all branches, and the seed of what is missing."""

    treat: Ints
    normalise: Ints
    aggregate: Ints
    weights: Floats
    seeds: NDArray[np.uint64]


@compiled
def uniform(seed: np.uint64, unit: int, column: int) -> float:
    """A number from 0 to 1 that belongs to a seed, a unit and an indicator (splitmix64, Steele et al. 2014)."""
    z = seed + np.uint64(0x9E3779B97F4A7C15) * np.uint64(1 + unit * 4096 + column)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def stand_in(base: Base, column: int, u: float) -> float:
    """What a missing value is in this draw: the worst, or what another unit has."""
    first, last = base.offsets[column], base.offsets[column + 1]
    if u < base.none or last == first:
        return base.worst[column]
    share = (u - base.none) / (1.0 - base.none)
    return base.donors[first + min(int(share * (last - first)), last - first - 1)]


@compiled
def fill_column(base: Base, column: int, seed: np.uint64, out: Floats) -> None:
    """The values of an indicator in this draw."""
    for unit in range(out.shape[0]):
        low, high = base.low[column, unit], base.high[column, unit]
        if base.gaps[column, unit]:
            out[unit] = stand_in(base, column, uniform(seed, unit, column))
        elif base.records and high > low:
            out[unit] = low + (high - low) * uniform(seed, unit, column)
        else:
            out[unit] = low


@compiled
def mean_node(scores: Floats, kids: Ints, weights: Floats, how: Floats, least: float, out: Floats) -> None:  # noqa: PLR0913
    """The score of one node for every unit; a child without a value is left out, as `aggregators.mean_of` does."""
    code, power = int(how[0]), how[1]
    whole = 0.0
    for k in range(len(kids)):
        whole += weights[k]
    for unit in range(out.shape[0]):
        total = summed = 0.0
        for k in range(len(kids)):
            x = scores[kids[k], unit]
            if np.isnan(x):
                continue
            if code == GEOMETRIC:
                x = np.log(x) if x > 0 else -1e300
            elif code == HARMONIC:
                x = 1.0 / x if x != 0 else 1e300
            elif code == POWER:
                x = min(x**power, 1e300)
            total += weights[k]
            summed += weights[k] * x
        if total <= 0 or total < (least - 1e-12) * whole:
            out[unit] = np.nan
        elif code == ARITHMETIC:
            out[unit] = summed / total
        elif code == GEOMETRIC:
            out[unit] = np.exp(summed / total)
        elif code == HARMONIC:
            out[unit] = total / summed if summed < 1e200 else 0.0
        else:
            out[unit] = (summed / total) ** (1.0 / power)


@compiled
def aggregate_nodes(scores: Floats, tree: Branches, weights: Floats, how: Floats, least: float) -> None:
    """Fill in the rows of the nodes below those of the indicators."""
    first = scores.shape[0] - (len(tree.starts) - 1)
    for node in range(len(tree.starts) - 1):
        a, b = tree.starts[node], tree.starts[node + 1]
        mean_node(scores, tree.children[a:b], weights[a:b], how[node], least, scores[first + node])


@compiled
def score_draws(base: Base, tree: Branches, ways: Ways, draws: Draws, wanted: Ints, out: Floats) -> None:  # noqa: PLR0913
    """Scores of the ``wanted`` rows (indicators, then nodes) into ``out`` (draws x wanted x units), nothing cached."""
    indicators, units = base.low.shape
    nodes = len(tree.starts) - 1
    scores = np.empty((indicators + nodes, units))
    column, treated = np.empty(units), np.empty(units)
    for draw in range(len(draws.treat)):
        treat, normalise = ways.treat[draws.treat[draw]], ways.normalise[draws.normalise[draw]]
        for j in range(indicators):
            fill_column(base, j, draws.seeds[draw], column)
            treat_column(column, treated, treat)
            post = Post(base.posts[j, 0], base.posts[j, 1], int(base.posts[j, 2]), base.posts[j, 3])
            normalise_column(treated, scores[j], normalise, post)
        aggregate_nodes(scores, tree, draws.weights[draw], ways.aggregate[draws.aggregate[draw]], ways.least)
        for place in range(len(wanted)):
            out[draw, place] = scores[wanted[place]]


@compiled
def score_cached(leaves: Floats, tree: Branches, ways: Ways, draws: Draws, wanted: Ints, out: Floats) -> None:  # noqa: PLR0913
    """As `score_draws`, from indicators (rows) that are normalised already: only weights and means differ by draw."""
    nodes = len(tree.starts) - 1
    scores = np.empty((leaves.shape[0] + nodes, leaves.shape[1]))
    scores[: leaves.shape[0]] = leaves
    for draw in range(len(draws.aggregate)):
        aggregate_nodes(scores, tree, draws.weights[draw], ways.aggregate[draws.aggregate[draw]], ways.least)
        for place in range(len(wanted)):
            out[draw, place] = scores[wanted[place]]
