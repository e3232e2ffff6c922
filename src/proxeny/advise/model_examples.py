"""Examples to learn from: a partner that was hidden, beside candidates that were not chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from proxeny.advise.cities import Floats, Ints
from proxeny.advise.columns import column_names, compute_block
from proxeny.advise.model import Model, score_block
from proxeny.advise.question import Question
from proxeny.advise.relations import Relations

HARD = 180  # candidates that a first model puts first
DRAWN = 70  # others, drawn by chance
_AT_ONCE = 16


@dataclass(frozen=True, eq=False)
class Questions:
    """Hidden ties as questions: the city that asks and the partner it has, each tie from both ends."""

    asked: Ints
    partner: Ints

    def some(self, first: int, last: int) -> Questions:
        """A stretch of them."""
        return Questions(self.asked[first:last], self.partner[first:last])


@dataclass(frozen=True, eq=False)
class Examples:
    """rows: question x candidate x column, the partner first. offset: log of one over how likely a candidate was drawn.

    The softmax over a row with these offsets estimates the softmax over all candidates.
    """

    rows: Floats
    offset: Floats


def hide(ends: Ints, share: float, rng: np.random.Generator) -> tuple[Ints, Questions]:
    """Hide a share of ties, drawn as undirected pairs: the ties left, and questions from both ends in random order."""
    order = rng.permutation(ends.shape[1])
    count = max(round(share * ends.shape[1]), 1)
    hidden, left = ends[:, order[:count]], ends[:, np.sort(order[count:])]
    asked, partner = np.r_[hidden[0], hidden[1]], np.r_[hidden[1], hidden[0]]
    mixed = rng.permutation(len(asked))
    return left, Questions(asked[mixed], partner[mixed])


def collect_examples(
    model: Model, relations: Relations, questions: Questions, known: sparse.csr_matrix, rng: np.random.Generator
) -> Examples:  # fmt: skip
    """For each question the partner, the hardest candidates by ``model``, and candidates drawn by chance.

    known: ties including the hidden ones; what is a partner is not a candidate that was not chosen. Half of the drawn
    ones come alike from all, half by the share of their country and their ties. Where only a sample of the cities that
    the data does not know is among the candidates, each one counts for as many as it stands for.
    """
    rows = np.empty((len(questions.asked), 1 + HARD + DRAWN, len(column_names())), np.float32)
    offset = np.zeros(rows.shape[:2], np.float32)
    pair = [name for _, name in column_names()].index("country_pair")
    popular = relations.degree + 0.3
    stands = np.log(relations.cities.stands)
    block: Floats | None = None
    for first in range(0, len(questions.asked), _AT_ONCE):
        some = questions.some(first, first + _AT_ONCE)
        block = compute_block(Question(relations, some.asked), block)
        linear = score_block(model, block)
        for at, city in enumerate(some.asked):
            free = relations.cities.candidates.copy()
            free[known[[city]].indices] = False
            free[city] = False
            hard = np.argpartition(-np.where(free, linear[at], -np.inf), HARD)[:HARD]
            free[hard] = False
            prior = np.exp(block[pair, at]) * popular
            chance = np.where(free, 0.5 * prior / prior.sum() + 0.5 / len(free), 0.0).astype(np.float64)
            chance /= chance.sum()
            ladder = np.cumsum(chance)
            drawn = np.minimum(np.searchsorted(ladder, rng.random(DRAWN) * ladder[-1], side="right"), len(free) - 1)
            taken = np.r_[some.partner[at], hard, drawn]
            rows[first + at] = block[:, at, taken].T
            offset[first + at, 1 + HARD :] = -np.log(chance[drawn] * DRAWN)
            offset[first + at, 1:] += stands[taken[1:]]
    return Examples(rows, offset)
