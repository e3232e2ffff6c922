"""The model of partners: an additive score of features, corrected by small trees among those that come first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.cities import Flags, Floats, Ints
from proxeny.advise.columns import column_names, columns_of_one_graph, compute_block
from proxeny.advise.model_trees import NO_TREES, Trees, read_trees
from proxeny.advise.question import Question
from proxeny.advise.relations import Relations

CORRECTED = 600  # candidates that trees look at: those whom the linear score puts first
_AT_ONCE = 16  # cities asked for together


@dataclass(frozen=True, eq=False)
class Model:
    """Weights of columns in units of their spread, from their centre; trees; and how it was learned.

    centre: values of an ordinary candidate, so that a contribution says how far a pair is from it. chances: steps of
    the sum of probabilities of the first ten, and how often the partner was among them (`Chance`). origin: ``learned``
    on the register itself, or ``shipped``.
    """

    names: tuple[tuple[str, str], ...]
    centre: Floats
    spread: Floats
    weight: Floats
    trees: Trees = NO_TREES
    origin: str = "learned"
    seed: int = 1
    about: Mapping[str, object] = field(default_factory=dict)

    @property
    def left_out(self) -> tuple[int, ...]:
        """Columns that say nothing in a model that was learned on another graph."""
        return columns_of_one_graph() if self.origin == "shipped" else ()

    @property
    def slope(self) -> Floats:
        """Weights in units of columns."""
        slope = (self.weight / self.spread).astype(np.float32)
        slope[list(self.left_out)] = 0.0
        return slope

    def fits(self) -> bool:
        """Whether the features are those it was learned with."""
        return self.names == column_names()


@dataclass(frozen=True, eq=False)
class Sharp:
    """Scores of all candidates (cities asking x candidates): minus infinity where one may not be a candidate.

    log_total: logarithm of the sum of the exponentials. looked: for each city the rows whose scores trees corrected,
    and what each column contributes to them. block: room that the next cities may use.
    """

    score: Floats
    log_total: Floats
    looked: tuple[tuple[Ints, Floats], ...]
    block: Floats

    def log_chance(self, rows: Ints) -> NDArray[np.float64]:
        """Logarithm of the probability that the next partner is this one, a row for each city that asks."""
        return np.asarray(self.score[np.arange(len(rows)), rows] - self.log_total, np.float64)


@dataclass(frozen=True, eq=False)
class Scored:
    """Candidates of one city, best first: rows, scores, contributions by column, and logarithms of probabilities."""

    rows: Ints
    score: Floats
    parts: Floats
    log_chance: Floats


def score_block(model: Model, block: Floats) -> Floats:
    """The linear score of every pair of a block of columns: cities asking x candidates."""
    flat = model.slope @ block.reshape(len(block), -1)
    return np.asarray(flat.reshape(block.shape[1:]) - model.slope @ model.centre, np.float32)


def score_sharply(
    model: Model, question: Question, allowed: Flags, most: int = CORRECTED, into: Floats | None = None
) -> Sharp:
    """Score all candidates linearly, and correct those ``most`` by trees that come first.

    allowed: cities asking x candidates. into: see `compute_block`.
    """
    block = compute_block(question, into)
    score = np.where(allowed, score_block(model, block), np.float32(-np.inf))
    looked = []
    for at in range(len(question.asked)):
        rows = _first(score[at], most)
        columns = block[:, at, rows].T
        columns[:, list(model.left_out)] = model.centre[list(model.left_out)]
        added = read_trees(model.trees, columns, often=len(question.asked) > 1)
        score[at] += _usual(score[at, rows], added)
        parts = (columns - model.centre) * model.slope + added
        score[at, rows] = parts.sum(axis=1, dtype=np.float64)
        looked.append((rows, parts))
    return Sharp(score, softmax(score)[1], tuple(looked), block)


def _usual(score: Floats, added: Floats) -> float:
    """What trees add, on average, to the last third of those they looked at: what they would add to the others."""
    if not added.size:
        return 0.0
    last = np.argsort(score, kind="stable")[: max(len(score) // 3, 1)]
    return float(added[last].sum(axis=1).mean())


def rank_candidates(model: Model, relations: Relations, asked: Ints, allowed: Flags, most: int) -> list[Scored]:
    """The ``most`` best candidates of each city. allowed: cities asking x candidates."""
    found: list[Scored] = []
    block: Floats | None = None
    for first in range(0, len(asked), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        question = Question(relations, asked[some])
        sharp = score_sharply(model, question, allowed[some], max(CORRECTED, most), block)
        block = sharp.block
        found += [_order(sharp, at, most) for at in range(len(question.asked))]
    return found


def _first(score: Floats, most: int) -> Ints:
    """Rows of the largest finite scores, in the order of rows."""
    count = min(most, int(np.isfinite(score).sum()))
    rows = np.argpartition(-score, count - 1)[:count] if count else np.zeros(0, np.int64)
    return np.sort(rows).astype(np.int64)


def _order(sharp: Sharp, at: int, most: int) -> Scored:
    rows, parts = sharp.looked[at]
    score = sharp.score[at, rows]
    order = np.lexsort((rows, -score))[:most]
    return Scored(rows[order], score[order], parts[order], score[order] - sharp.log_total[at])


def softmax(score: Floats) -> tuple[Floats, Floats]:
    """Shares of the exponentials along the last axis, and the logarithm of their sum."""
    top = np.maximum(score.max(axis=-1, keepdims=True), np.float32(-1e30))  # where nobody is a candidate
    raised = np.exp(score - top)
    total = raised.sum(axis=-1, keepdims=True)
    return raised / np.maximum(total, 1e-30), (top + np.log(np.maximum(total, 1e-30)))[..., 0]
