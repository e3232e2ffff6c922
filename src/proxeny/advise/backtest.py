"""How often this advice would have been right: hide ties, advise without them, look where the hidden partners stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from proxeny.advise.backtest_baselines import BASELINES
from proxeny.advise.cities import Flags, Floats
from proxeny.advise.learned import Learned
from proxeny.advise.model import Model, score_sharply
from proxeny.advise.model_examples import Questions, hide
from proxeny.advise.question import Question
from proxeny.advise.relations import Relations
from proxeny.advise.track import Doubles, Track, track_of, tracks_of

_AT_ONCE = 16
_STATED = 50  # candidates whose stated probability is tried
Learn = Callable[[Relations, int], Learned]


@dataclass(frozen=True, slots=True)
class Protocol:
    """How it is tried. share: of undirected ties hidden. questions: at most so many are asked; 0: all."""

    seed: int = 1
    share: float = 0.1
    questions: int = 3_000


@dataclass(frozen=True, eq=False)
class Ranked:
    """Mid-ranks of the hidden partners by each method, and what was known of both cities without the hidden ties.

    stated, came_true: question x the fifty candidates that the model puts first, the log probability that it states,
    and whether it was the hidden partner.
    """

    ranks: Mapping[str, Doubles]
    ties_asked: Floats
    ties_partner: Floats
    stated: Doubles
    came_true: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Backtest:
    """One trial: what was hidden and what came of it."""

    protocol: Protocol
    ties: int
    hidden: int
    candidates: int
    ranked: Ranked
    learned: Learned

    @property
    def stated_chances(self) -> Doubles:
        """Probabilities stated for the fifty candidates that come first, as the record corrects them."""
        return np.asarray(self.learned.record.correct(self.ranked.stated), np.float64)

    def track(self, method: str, chosen: Flags | None = None) -> Track:
        """The record of a method, over all questions or some."""
        ranks = self.ranked.ranks[method]
        return track_of(ranks if chosen is None else ranks[chosen])

    def by_ties(self, method: str) -> tuple[Track, ...]:
        """The record of a method by known ties of the city that asks."""
        return tracks_of(self.ranked.ranks[method], self.ranked.ties_asked)

    @property
    def cold(self) -> Flags:
        """Questions of cities without a known tie."""
        return np.asarray(self.ranked.ties_asked == 0)


def run_backtest(relations: Relations, protocol: Protocol, learn: Learn) -> Backtest:
    """Hide ties, learn from the rest, and rank the hidden partners by the model and by each baseline."""
    rng = np.random.default_rng(protocol.seed)
    left, questions = hide(relations.ends, protocol.share, rng)
    hidden = len(questions.asked) // 2
    questions = ask_about(questions, relations.cities.candidates, protocol.questions)
    reduced = Relations(relations.ground, left, relations.memberships)
    return try_out(reduced, questions, relations.ties, learn(reduced, protocol.seed), protocol, hidden)


def ask_about(questions: Questions, candidates: Flags, most: int) -> Questions:
    """Those questions whose partner is a candidate, at most so many; 0: all."""
    possible = np.flatnonzero(candidates[questions.partner])
    kept = possible[:most] if most else possible
    return Questions(questions.asked[kept], questions.partner[kept])


def try_out(
    reduced: Relations,
    questions: Questions,
    known: sparse.csr_matrix,
    learned: Learned,
    protocol: Protocol,
    hidden: int,
) -> Backtest:
    """Rank hidden partners with relations that do not have them. known: all ties, whose other ends are left out."""
    ranked = rank_partners(reduced, questions, known, learned.model)
    candidates = int(reduced.cities.candidates.sum())
    return Backtest(protocol, reduced.ends.shape[1] + hidden, hidden, candidates, ranked, learned)


def rank_partners(
    relations: Relations, questions: Questions, known: sparse.csr_matrix, model: Model, *, baselines: bool = True
) -> Ranked:
    """The mid-rank of each hidden partner among all candidates that are no other partner of the city."""
    ranks: dict[str, list[NDArray[np.float64]]] = {}
    stated, came_true = [], []
    block: Floats | None = None
    for first in range(0, len(questions.asked), _AT_ONCE):
        some = questions.some(first, first + _AT_ONCE)
        question = Question(relations, some.asked)
        others = np.asarray(known[some.asked].toarray() > 0) | ~relations.cities.candidates
        others[np.arange(len(some.asked)), some.asked] = True
        others[np.arange(len(some.asked)), some.partner] = False
        sharp = score_sharply(model, question, ~others, into=block)
        block = sharp.block
        scores: dict[str, Floats] = {"model": sharp.score}
        if baselines:
            scores |= {name: BASELINES[name](question) for name in BASELINES}
        for name, score in scores.items():
            ranks.setdefault(name, []).append(mid_ranks(score, some.partner, others))
        best = np.argsort(-sharp.score, axis=1, kind="stable")[:, :_STATED]
        stated.append(np.take_along_axis(sharp.score, best, axis=1) - sharp.log_total[:, None])
        came_true.append(best == some.partner[:, None])
    return Ranked(
        {name: np.concatenate(found) for name, found in ranks.items()},
        relations.degree[questions.asked],
        relations.degree[questions.partner],
        np.concatenate(stated).astype(np.float64),
        np.concatenate(came_true),
    )


def mid_ranks(score: Floats, partner: NDArray[np.int64], others: Flags) -> Doubles:
    """One and how many candidates come before, and half of those that tie.

    >>> score = np.array([[3.0, 1.0, 1.0, 5.0]])
    >>> mid_ranks(score, np.array([1]), np.array([[False, False, False, True]])).tolist()
    [2.5]
    """
    its = score[np.arange(len(partner)), partner][:, None]
    before = ((score > its) & ~others).sum(axis=1)
    equal = ((score == its) & ~others).sum(axis=1) - 1
    return np.asarray(1.0 + before + 0.5 * equal)
