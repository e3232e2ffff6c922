"""From raw values to scores in one compiled pass per draw: fill, treat, normalise, aggregate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.kernel.columns import AS_IS, TREAT_NONE, Post, normalise_column, treat_column
from proxeny.assess.kernel.compiled import compiled
from proxeny.assess.methods import Floats

Ints = NDArray[np.int64]
ARITHMETIC, GEOMETRIC, HARMONIC, POWER = 0, 1, 2, 3


class Base(NamedTuple):
    """The data before treatment, one row per indicator: values, bounds, and what stands in for the missing.

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
    keys: Ints  # per unit: to whom its random numbers belong


class Branches(NamedTuple):
    """The hierarchy: children of node k are ``children[starts[k]:starts[k+1]]``, indicators first, then nodes."""

    starts: Ints
    children: Ints


class Ways(NamedTuple):
    """The options of treatment, normalisation and aggregation (options x nodes x method and power), and least share."""

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
        return float(base.worst[column])
    share = (u - base.none) / (1.0 - base.none)
    return float(base.donors[first + min(int(share * (last - first)), last - first - 1)])


@compiled
def fill_column(base: Base, column: int, seed: np.uint64, out: Floats) -> None:
    """The values of an indicator in this draw."""
    for unit in range(out.shape[0]):
        low, high = base.low[column, unit], base.high[column, unit]
        if base.gaps[column, unit]:
            out[unit] = stand_in(base, column, uniform(seed, base.keys[unit], column))
        elif base.records and high > low:
            out[unit] = low + (high - low) * uniform(seed, base.keys[unit], column)
        else:
            out[unit] = low


@compiled
def add_child(scores: Floats, weight: float, how: Floats, sums: Floats) -> None:
    """Add one child to the sums of weights (row 0) and of transformed scores (row 1); a missing score adds nothing."""
    code, power = int(how[0]), how[1]
    total, summed = sums[0], sums[1]
    for unit in range(len(scores)):
        x = scores[unit]
        here = not np.isnan(x)
        if code == GEOMETRIC:
            x = np.log(x) if x > 0 else -1e300
        elif code == HARMONIC:
            x = 1.0 / x if x != 0 else 1e300
        elif code == POWER:
            x = np.sqrt(x) if power == 0.5 else min(x**power, 1e300)
        total[unit] += weight if here else 0.0
        summed[unit] += weight * x if here else 0.0


@compiled
def mean_node(scores: Floats, tree: Branches, node: int, weights: Floats, how: Floats, sums: Floats) -> None:
    """Sum up the children of a node for every unit into ``sums``; `finish_node` makes means of them."""
    sums[:] = 0.0
    for k in range(tree.starts[node], tree.starts[node + 1]):
        add_child(scores[tree.children[k]], weights[k], how, sums)


@compiled
def finish_node(sums: Floats, whole: float, how: Floats, least: float, out: Floats) -> None:
    """The mean of every unit from its sums; none where less than ``least`` of the ``whole`` weight is there."""
    code, power = int(how[0]), how[1]
    for unit in range(len(out)):
        total, summed = sums[0, unit], sums[1, unit]
        if total <= 0 or total < (least - 1e-12) * whole:
            out[unit] = np.nan
        elif code == ARITHMETIC:
            out[unit] = summed / total
        elif code == GEOMETRIC:
            out[unit] = np.exp(summed / total)
        elif code == HARMONIC:
            out[unit] = total / summed if summed < 1e200 else 0.0
        elif power == 0.5:
            out[unit] = (summed / total) ** 2
        else:
            out[unit] = (summed / total) ** (1.0 / power)


@compiled
def aggregate_nodes(scores: Floats, tree: Branches, weights: Floats, how: Floats, least: float) -> None:
    """Fill in the rows of the nodes below those of the indicators."""
    first = scores.shape[0] - (len(tree.starts) - 1)
    sums = np.empty((2, scores.shape[1]))
    for node in range(len(tree.starts) - 1):
        mean_node(scores, tree, node, weights, how[node], sums)
        whole = weights[tree.starts[node] : tree.starts[node + 1]].sum()
        finish_node(sums, whole, how[node], least, scores[first + node])


@compiled
def score_draws(base: Base, tree: Branches, ways: Ways, draws: Draws, wanted: Ints, out: Floats) -> None:
    """Scores of the ``wanted`` rows (indicators, then nodes) into ``out`` (draws x wanted x units), nothing cached."""
    indicators, units = base.low.shape
    nodes = len(tree.starts) - 1
    scores = np.empty((indicators + nodes, units))
    column, treated = np.empty(units), np.empty(units)
    for draw in range(len(draws.treat)):
        treat, normalise = ways.treat[draws.treat[draw]], ways.normalise[draws.normalise[draw]]
        plain = treat[0] == TREAT_NONE and normalise[0] == AS_IS
        for j in range(indicators):
            if plain and base.posts[j, 3] == 1.0:
                fill_column(base, j, draws.seeds[draw], scores[j])
                continue
            fill_column(base, j, draws.seeds[draw], column)
            treat_column(column, treated, treat)
            post = Post(base.posts[j, 0], base.posts[j, 1], int(base.posts[j, 2]), base.posts[j, 3])
            normalise_column(treated, scores[j], normalise, post)
        aggregate_nodes(scores, tree, draws.weights[draw], ways.aggregate[draws.aggregate[draw]], ways.least)
        for place in range(len(wanted)):
            out[draw, place] = scores[wanted[place]]


@compiled
def score_cached(leaves: Floats, tree: Branches, ways: Ways, draws: Draws, wanted: Ints, out: Floats) -> None:
    """As `score_draws`, from indicators (rows) that are normalised already: only weights and means differ by draw."""
    nodes = len(tree.starts) - 1
    scores = np.empty((leaves.shape[0] + nodes, leaves.shape[1]))
    scores[: leaves.shape[0]] = leaves
    for draw in range(len(draws.aggregate)):
        aggregate_nodes(scores, tree, draws.weights[draw], ways.aggregate[draws.aggregate[draw]], ways.least)
        for place in range(len(wanted)):
            out[draw, place] = scores[wanted[place]]


@compiled
def score_linear(leaves: Floats, tree: Branches, weights: Floats, kind: int, out: Floats) -> None:
    """The root's scores (draws x units) where all means are of one kind and nothing is missing.

    Nested means of one kind are one mean with effective weights, the products of shares down the branches. ``leaves``
    (indicators x units) are transformed already: as they are, their logarithms, or their inverses.
    """
    indicators, units = leaves.shape
    nodes = len(tree.starts) - 1
    shares = np.empty(indicators + nodes)
    for draw in range(len(weights)):
        shares[indicators + nodes - 1] = 1.0
        for node in range(nodes - 1, -1, -1):
            a, b = tree.starts[node], tree.starts[node + 1]
            scale = shares[indicators + node] / weights[draw, a:b].sum()
            for k in range(a, b):
                shares[tree.children[k]] = weights[draw, k] * scale
        row = out[draw]
        row[:] = 0.0
        for j in range(indicators):
            share, leaf = shares[j], leaves[j]
            for unit in range(units):
                row[unit] += share * leaf[unit]
        if kind == GEOMETRIC:
            for unit in range(units):
                row[unit] = np.exp(row[unit])
        elif kind == HARMONIC:
            for unit in range(units):
                row[unit] = 1.0 / row[unit]
