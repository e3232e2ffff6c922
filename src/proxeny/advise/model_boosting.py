"""Grow trees that correct a linear score, one after another, each by Newton's step of the softmax likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from proxeny.advise.cities import Floats
from proxeny.advise.model import softmax
from proxeny.advise.model_examples import Examples
from proxeny.advise.model_growing import Bins, Longs, bin_columns, find_edges, find_leaves, grow
from proxeny.advise.model_trees import Trees


@dataclass(frozen=True, slots=True)
class Boosting:
    """How trees are grown: how many, how deep, how far each step goes, how many columns each tree may ask.

    questions: share of the questions that each tree is grown on (Friedman 2002, stochastic gradient boosting).
    """

    trees: int = 160
    depth: int = 5
    step: float = 0.08
    columns: float = 0.5
    ridge: float = 5.0
    least: float = 2.0
    sure: float = 0.01  # a candidate of this chance or more is always looked at, others in proportion to theirs
    questions: float = 0.6


@dataclass(frozen=True, eq=False)
class Binned:
    """Examples in the room of a quarter: the bin of every value, the edges of bins, and the linear score.

    bins: (question and candidate) x column. score: question x candidate, with the offset.
    """

    bins: Bins
    edges: Sequence[Floats]
    score: Floats


def bin_examples(examples: Examples, slope: Floats, edges: Sequence[Floats] | None = None) -> Binned:
    """Examples as bins. edges: those of others, so that both can be joined; None: at quantiles of the values."""
    flat = examples.rows.reshape(-1, examples.rows.shape[2])
    if edges is None:
        edges = find_edges(flat[:: max(len(flat) // 100_000, 1)])
    score = np.asarray(examples.rows @ slope + examples.offset, np.float32)
    return Binned(bin_columns(flat, edges), edges, score)


def join_binned(parts: Sequence[Binned]) -> Binned:
    """Several of the same edges as one."""
    bins, score = np.concatenate([one.bins for one in parts]), np.concatenate([one.score for one in parts])
    return Binned(bins, parts[0].edges, score)


def boost(binned: Binned, how: Boosting, rng: np.random.Generator) -> Trees:
    """Trees on top of the linear score.

    Source: Friedman 2001, Annals of Statistics 29, 1189-1232; Chen and Guestrin 2016, KDD, 785-794 (Newton's step).
    """
    size = 2**how.depth - 1
    column = np.full((how.trees, size), -1, np.int64)
    threshold = np.zeros((how.trees, size), np.float32)
    value = np.zeros((how.trees, 2 * size + 1), np.float32)
    score, edges = binned.score.copy(), binned.edges
    usable = np.array([at for at, edge in enumerate(edges) if len(edge) > 1])
    for tree in range(how.trees):
        allowed = np.sort(rng.permutation(usable)[: max(int(how.columns * len(usable)), 1)])
        asked, last, said = _grow_one(binned.bins, score, allowed, how, rng)
        column[tree], value[tree] = asked, how.step * said
        threshold[tree] = [
            edges[at][min(b, len(edges[at]) - 1)] if at >= 0 else 0.0 for at, b in zip(asked, last, strict=True)
        ]
        score += value[tree][find_leaves(asked, last, binned.bins)].reshape(score.shape)
    return Trees(column, threshold, value)


def _grow_one(
    bins: Bins, score: Floats, allowed: Longs, how: Boosting, rng: np.random.Generator
) -> tuple[Longs, Longs, Floats]:
    """One tree, on a share of the questions and on candidates drawn by their chance."""
    chance, _ = softmax(score)
    pull = -chance
    pull[:, 0] += 1.0
    weight = np.maximum(chance * (1.0 - chance), 1e-9)
    seen = np.minimum(chance / how.sure, 1.0)
    seen[:, 0] = 1.0
    drawn = rng.random(seen.shape, np.float32) < seen
    drawn[rng.random(len(score)) >= how.questions] = False
    rows = np.flatnonzero(drawn)
    share = seen.reshape(-1)[rows]
    pull, weight = pull.reshape(-1)[rows] / share, weight.reshape(-1)[rows] / share
    return grow(bins[rows], pull, weight, allowed, how.depth, how.ridge, how.least)  # type: ignore[return-value]
