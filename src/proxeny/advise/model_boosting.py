"""Grow trees that correct a linear score, one after another, each by Newton's step of the softmax likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.advise.cities import Floats
from proxeny.advise.model import softmax
from proxeny.advise.model_examples import Examples
from proxeny.advise.model_trees import Trees, bin_columns, find_edges, find_leaves, grow


@dataclass(frozen=True, slots=True)
class Boosting:
    """How trees are grown: how many, how deep, how far each step goes, how many columns each tree may ask."""

    trees: int = 120
    depth: int = 4
    step: float = 0.08
    columns: float = 0.5
    ridge: float = 5.0
    least: float = 2.0
    sure: float = 0.01  # a candidate of this chance or more is always looked at, others in proportion to theirs


def boost(examples: Examples, slope: Floats, how: Boosting, rng: np.random.Generator) -> Trees:
    """Trees on top of the linear score.

    Source: Friedman 2001, Annals of Statistics 29, 1189-1232; Chen and Guestrin 2016, KDD, 785-794 (Newton's step).
    """
    count, among, width = examples.rows.shape
    flat = examples.rows.reshape(-1, width)
    edges = find_edges(flat[rng.permutation(len(flat))[:100_000]])
    bins = bin_columns(flat, edges)
    score = examples.rows @ slope + examples.offset
    size = 2**how.depth - 1
    column = np.full((how.trees, size), -1, np.int64)
    threshold = np.zeros((how.trees, size), np.float32)
    value = np.zeros((how.trees, 2 * size + 1), np.float32)
    usable = np.array([at for at, edge in enumerate(edges) if len(edge) > 1])
    for tree in range(how.trees):
        chance, _ = softmax(score)
        pull = -chance
        pull[:, 0] += 1.0
        weight = np.maximum(chance * (1.0 - chance), 1e-9)
        seen = np.minimum(chance / how.sure, 1.0)
        seen[:, 0] = 1.0
        rows = np.flatnonzero(rng.random(seen.size) < seen.reshape(-1))
        share = seen.reshape(-1)[rows]
        allowed = np.sort(rng.permutation(usable)[: max(int(how.columns * len(usable)), 1)])
        asked, last, said = grow(
            bins[rows], pull.reshape(-1)[rows] / share, weight.reshape(-1)[rows] / share, allowed,
            how.depth, how.ridge, how.least,
        )  # fmt: skip
        column[tree], value[tree] = asked, how.step * said
        threshold[tree] = [
            edges[at][min(b, len(edges[at]) - 1)] if at >= 0 else 0.0 for at, b in zip(asked, last, strict=True)
        ]
        score += value[tree][find_leaves(column[tree], last, bins)].reshape(count, among)
    return Trees(column, threshold, value)
