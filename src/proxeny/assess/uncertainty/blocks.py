"""The draws of one case, by the fastest way that is right: one matrix product, the compiled kernel, or the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from proxeny.assess.engine.aggregating import aggregate
from proxeny.assess.engine.stages import STAGES
from proxeny.assess.kernel.columns import AS_IS
from proxeny.assess.kernel.scoring import (
    ARITHMETIC,
    GEOMETRIC,
    HARMONIC,
    Base,
    Branches,
    Draws,
    Ways,
    score_cached,
    score_draws,
    score_linear,
)
from proxeny.assess.methods import Floats
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.uncertainty.coding import code_posts, code_tree, least_share, worst_values
from proxeny.assess.uncertainty.evaluating import Case, World, kernel_codes
from proxeny.assess.uncertainty.factors import branches
from proxeny.assess.uncertainty.plan import Plan


def score_group(
    world: World, case: Case, plan: Plan, weights: Floats, *, wanted: Sequence[str], cached: bool
) -> Floats:
    """Draws x nodes x units for draws that share a case."""
    codes = kernel_codes(case)
    if case.means is None:
        return _by_engine(world, case, plan, weights, wanted)
    if cached and not world.moving:
        if _is_linear(world, case, wanted):
            return _by_product(world, case, weights)
        return _by_kernel(world, case, plan, weights, wanted=wanted, cached=True)
    if codes is None:
        return _by_engine(world, case, plan, weights, wanted)
    return _by_kernel(world, case, plan, weights, wanted=wanted, cached=False)


def _is_linear(world: World, case: Case, wanted: Sequence[str]) -> bool:
    """Whether the index is one weighted mean of (transformed) indicators: one kind of mean, and nothing missing."""
    if case.means is None or tuple(wanted) != (world.state.tree.root,):
        return False
    same = bool((case.means[:, 0] == case.means[0, 0]).all()) and case.means[0, 0] <= HARMONIC
    values = case.state.data.values
    return same and not np.isnan(values).any() and (case.means[0, 0] == ARITHMETIC or bool((values > 0).all()))


def _by_product(world: World, case: Case, weights: Floats) -> Floats:
    """Nested means of one kind are one mean: each draw is one product of effective weights and indicators."""
    assert case.means is not None
    values, kind = case.state.data.values.T, int(case.means[0, 0])
    leaves = np.log(values) if kind == GEOMETRIC else 1.0 / values if kind == HARMONIC else values
    out = np.empty((len(weights), values.shape[1]))
    tree = Branches(*code_tree(world.state.tree, case.state.data.indicators))
    score_linear(np.ascontiguousarray(leaves), tree, np.ascontiguousarray(weights), kind, out)
    return out[:, None, :]


def build_base(world: World, case: Case) -> Base:
    """The data of a case before treatment, as the kernel takes it."""
    data, spec = case.base.data, world.recipe.uncertainty
    gaps, worst = world.gaps, worst_values(case.base, world.measured)
    given = [data.values[~np.isnan(world.measured.values[:, j]), j] for j in range(len(data.indicators))]
    if spec.missing == "goalposts":
        posts = code_posts(case.base)
        given = [np.linspace(post[0], post[1], 101) for post in posts]
    bounded = spec.records & (world.measured.high > world.measured.low)
    low, high = np.where(bounded, data.low, data.values), np.where(bounded, data.high, data.values)
    return Base(
        low=np.ascontiguousarray(low.T),
        high=np.ascontiguousarray(high.T),
        gaps=np.ascontiguousarray(gaps.T),
        donors=np.concatenate([np.sort(one) for one in given]),
        offsets=np.cumsum([0, *(len(one) for one in given)]).astype(np.int64),
        worst=worst,
        none=float(spec.none if spec.missing == "donors" else 0.0),
        records=bool(spec.records),
        posts=code_posts(case.base),
        keys=np.arange(len(world.units), dtype=np.int64),
    )


def is_fixed(case: Case) -> bool:
    """Whether the scale is fixed: what one unit has moves no other, so values are normalised before they are drawn."""
    treat, normalise = case.recipe.step("treat"), case.recipe.step("normalise")
    untreated = treat is None or treat.method == "none"
    return untreated and normalise is not None and normalise.method == "goalposts"


def fix_base(base: Base, case: Case) -> Base:
    """The base on the normalised scale; undated records are then drawn evenly on that scale too."""
    step = case.recipe.step("normalise")
    assert step is not None
    chosen = NORMALISERS[step.method]
    settings = chosen.complete(step.settings)
    by_id = {one.id: one for one in case.recipe.indicators}
    low, high, donors, worst = base.low.copy(), base.high.copy(), base.donors.copy(), base.worst.copy()
    for column, name in enumerate(case.base.data.indicators):
        first, last = base.offsets[column], base.offsets[column + 1]
        ends = [chosen.apply(of[column], settings, by_id[name]) for of in (low, high)]
        low[column], high[column] = np.fmin(*ends), np.fmax(*ends)
        donors[first:last] = chosen.apply(donors[first:last], settings, by_id[name])
        worst[column] = chosen.apply(worst[column : column + 1], settings, by_id[name])[0]
    posts = base.posts.copy()
    posts[:, 3] = 1.0
    return base._replace(low=low, high=high, donors=donors, worst=worst, posts=posts)


def build_draws(world: World, plan: Plan, weights: Floats) -> Draws:
    """The rows of draws, all of the same option; the seeds of data come from the plan's factor of data."""
    from proxeny.assess.uncertainty.factors import DATA

    numbers = plan.numbers[DATA][:, 0] if DATA in plan.numbers else np.zeros(plan.size)
    zeros = np.zeros(plan.size, dtype=np.int64)
    seeds = (numbers * 2.0**53).astype(np.uint64) ^ np.uint64(world.seed % 2**53)
    return Draws(zeros, zeros, zeros, np.ascontiguousarray(weights), seeds)


def _by_kernel(world: World, case: Case, plan: Plan, weights: Floats, *, wanted: Sequence[str], cached: bool) -> Floats:
    codes = kernel_codes(case)
    assert case.means is not None
    names = case.state.data.indicators
    tree = Branches(*code_tree(world.state.tree, names))
    rows = {name: number for number, name in enumerate((*names, *(node.id for node in world.state.tree.nodes)))}
    places = np.array([rows[name] for name in wanted], dtype=np.int64)
    blank = np.zeros((1, 5))
    ways = Ways(
        treat=codes["treat"][None, :] if codes else blank,
        normalise=codes["normalise"][None, :] if codes else blank,
        aggregate=case.means[None],
        least=least_share(case.recipe),
    )
    draws = build_draws(world, plan, weights)
    out = np.empty((plan.size, len(wanted), len(world.units)))
    if cached:
        score_cached(np.ascontiguousarray(case.state.data.values.T), tree, ways, draws, places, out)
    else:
        base = build_base(world, case)
        if is_fixed(case):
            base, ways = fix_base(base, case), ways._replace(normalise=np.array([[float(AS_IS), 0.0, 0.0, 0.0, -1.0]]))
        score_draws(base, tree, ways, draws, places, out)
    return out


def _by_engine(world: World, case: Case, plan: Plan, weights: Floats, wanted: Sequence[str]) -> Floats:
    """Draw by draw through the engine: for methods that the kernel does not know."""
    from proxeny.assess.kernel.scoring import fill_column

    out = np.empty((plan.size, len(wanted), len(world.units)))
    kids = branches(world.state.tree)
    base, draws = (build_base(world, case), build_draws(world, plan, weights)) if world.moving else (None, None)
    for draw in range(plan.size):
        state = case.state
        if base is not None and draws is not None:
            values = np.empty_like(case.base.data.values)
            for column in range(values.shape[1]):
                filled = np.empty(len(values))
                fill_column(base, column, draws.seeds[draw], filled)
                values[:, column] = filled
            state = replace(case.base, data=replace(case.base.data, values=values, low=values, high=values))
            for step in case.recipe.steps:
                if step.name in ("treat", "normalise"):
                    state = STAGES[step.name](state, step)
        scores = aggregate(state, dict(zip(kids, weights[draw].tolist(), strict=True))).scores
        out[draw] = [scores[name] for name in wanted]
    return out
