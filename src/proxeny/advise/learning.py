"""Learn the model of partners on the ties of a register, and how far it can be trusted there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from proxeny.advise.backtest import ask_about, rank_partners
from proxeny.advise.columns import column_names
from proxeny.advise.learned import Learned
from proxeny.advise.model import Model
from proxeny.advise.model_boosting import Boosting, boost
from proxeny.advise.model_examples import Questions, collect_examples, hide
from proxeny.advise.model_fitting import find_scale, fit_weights
from proxeny.advise.model_trees import NO_TREES
from proxeny.advise.relations import Relations
from proxeny.advise.track import TrackRecord, calibrate, tracks_of

_BOOSTING = Boosting()
ENOUGH = 1_000  # ties: fewer say too little of what two thousand hidden ones would need


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is learned.

    hidden: share of the ties hidden from the features while learning. questions: hidden ties learned from, each end
    one. checked: further ones that only tell how often the model is right.
    """

    hidden: float = 0.15
    questions: int = 5_000
    checked: int = 800
    unknown_stand_for: float = 1.0  # see `collect_examples`
    boosting: Boosting = _BOOSTING


def learn_model(relations: Relations, start: Model, seed: int = 1, plan: Plan = Plan()) -> Learned:
    """Learn on ties that are hidden from the features; check on others. start: a model that finds hard candidates."""
    rng = np.random.default_rng(seed)
    left, questions = hide(relations.ends, plan.hidden, rng)
    inner = Relations(relations.ground, left, relations.memberships)
    questions = ask_about(questions, relations.cities.candidates, 0)
    checked = min(plan.checked, len(questions.asked) // 4)
    count = min(plan.questions, len(questions.asked) - checked)
    examples = collect_examples(start, inner, questions.some(0, count), relations.ties, rng, plan.unknown_stand_for)
    centre, spread = find_scale(examples)
    weight = fit_weights(examples, centre, spread, start.slope * spread)
    about = {"ties": relations.ends.shape[1], "questions": count}
    model = Model(column_names(), centre, spread, weight, NO_TREES, "learned", seed, about)
    if plan.boosting.trees:
        model = replace(model, trees=boost(examples, model.slope, plan.boosting, rng))
    record = check_model(model, inner, questions.some(count, count + checked), relations)
    return Learned(model, record)


def check_model(model: Model, inner: Relations, questions: Questions, relations: Relations) -> TrackRecord:
    """The record of a model on hidden ties it did not learn from."""
    ranked = rank_partners(inner, questions, relations.ties, model, baselines=False)
    said, true = calibrate(ranked.stated.ravel(), ranked.came_true.ravel())
    return TrackRecord(tracks_of(ranked.ranks["model"], ranked.ties_asked), said, true)
