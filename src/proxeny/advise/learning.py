"""Learn the model of partners on the ties of a register, and how far it can be trusted there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from proxeny.advise.backtest import ask_about, rank_partners
from proxeny.advise.columns import column_names
from proxeny.advise.learned import Learned
from proxeny.advise.model import Model
from proxeny.advise.model_boosting import Binned, Boosting, bin_examples, boost, join_binned
from proxeny.advise.model_examples import Examples, Questions, collect_examples, hide
from proxeny.advise.model_fitting import find_scale, fit_weights
from proxeny.advise.model_trees import NO_TREES
from proxeny.advise.relations import Relations
from proxeny.advise.track import TrackRecord, calibrate, tracks_of

_BOOSTING = Boosting()
_WORK = 100_000_000  # pairs of a question and a city, about two minutes of work
_LEAST, _MOST = 6_000, 13_500  # questions


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is learned.

    hidden: share of the ties hidden from the features while learning. splits: how often, each time others. questions:
    hidden ties learned from in all, each end one; 0: as many as a set amount of work allows. checked: further ones
    that only tell how often the model is right; at most a twentieth of the ties.
    """

    hidden: float = 0.15
    splits: int = 3
    questions: int = 0
    checked: int = 1_200
    boosting: Boosting = _BOOSTING


def count_questions(cities: int) -> int:
    """How many questions a register of so many cities is learned from: each is asked of every city.

    >>> count_questions(10_000), count_questions(30_000), count_questions(2_000)
    (10000, 6000, 13500)
    """
    return min(max(_WORK // max(cities, 1), _LEAST), _MOST)


def learn_model(relations: Relations, start: Model, seed: int = 1, plan: Plan = Plan()) -> Learned:
    """Learn on ties that are hidden from the features; check on others. start: a model that finds hard candidates.

    Weights are learned on the first split, trees on all. What is checked is never learned from, and only it is hidden
    from the features then, so that the record is that of a register as full as this one.
    """
    rng = np.random.default_rng(seed)
    count = plan.questions or count_questions(relations.cities.size)
    rest, checked = hide(relations.ends, min(0.5 * plan.checked / relations.ends.shape[1], 0.05), rng)
    model, parts, learned_from = start, list[Binned](), 0
    for split in range(plan.splits):
        left, questions = hide(relations.ends, plan.hidden, rng)
        inner = Relations(relations.ground, left, relations.memberships)
        questions = ask_about(_apart(questions, checked, relations.cities.size), relations.cities.candidates, 0)
        questions = questions.some(0, count // plan.splits)
        examples = collect_examples(model, inner, questions, relations.ties, rng)
        if not split:
            model = _fit(examples, start, seed)
        parts.append(bin_examples(examples, model.slope, parts[0].edges if parts else None))
        learned_from += len(questions.asked)
    about = {"ties": relations.ends.shape[1], "questions": learned_from}
    model = replace(model, about=about, trees=boost(join_binned(parts), plan.boosting, rng))
    almost = Relations(relations.ground, rest, relations.memberships)
    record = check_model(model, almost, ask_about(checked, relations.cities.candidates, 0), relations)
    return Learned(model, record)


def _apart(questions: Questions, others: Questions, size: int) -> Questions:
    """The questions that are not among others. size: how many cities there are."""
    apart = ~np.isin(questions.asked * size + questions.partner, others.asked * size + others.partner)
    return Questions(questions.asked[apart], questions.partner[apart])


def _fit(examples: Examples, start: Model, seed: int) -> Model:
    """The linear part."""
    centre, spread = find_scale(examples)
    weight = fit_weights(examples, centre, spread, start.slope * spread)
    return Model(column_names(), centre, spread, weight, NO_TREES, "learned", seed)


def check_model(model: Model, inner: Relations, questions: Questions, relations: Relations) -> TrackRecord:
    """The record of a model on hidden ties it did not learn from."""
    ranked = rank_partners(inner, questions, relations.ties, model, baselines=False)
    said, true = calibrate(ranked.stated.ravel(), ranked.came_true.ravel())
    return TrackRecord(tracks_of(ranked.ranks["model"], ranked.ties_asked), said, true)
