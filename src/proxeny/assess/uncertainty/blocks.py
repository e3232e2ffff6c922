"""The draws of one case, by the fastest way that is right: one matrix product, the compiled kernel, or the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from proxeny.assess.engine.aggregating import aggregate
from proxeny.assess.engine.stages import STAGES
from proxeny.assess.kernel.scoring import Base, Branches, Draws, Ways, score_cached, score_draws
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.tree import Tree
from proxeny.assess.uncertainty.coding import code_posts, code_tree, least_share, worst_values
from proxeny.assess.uncertainty.evaluating import Case, World, kernel_codes
from proxeny.assess.uncertainty.factors import branches
from proxeny.assess.uncertainty.plan import Plan

_ARITHMETIC, _GEOMETRIC, _HARMONIC = 0.0, 1.0, 2.0


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
    same = bool((case.means[:, 0] == case.means[0, 0]).all()) and case.means[0, 0] <= _HARMONIC
    values = case.state.data.values
    return same and not np.isnan(values).any() and (case.means[0, 0] == _ARITHMETIC or bool((values > 0).all()))


def _by_product(world: World, case: Case, weights: Floats) -> Floats:
    """Nested means of one kind are one mean: all draws in a matrix product of effective weights and indicators."""
    assert case.means is not None
    effective = effective_weights(world, weights)
    values, kind = case.state.data.values, case.means[0, 0]
    if kind == _GEOMETRIC:
        return np.exp(effective @ np.log(values).T)[:, None, :]
    if kind == _HARMONIC:
        return (1.0 / (effective @ (1.0 / values).T))[:, None, :]
    return (effective @ values.T)[:, None, :]


def effective_weights(world: World, weights: Floats) -> Floats:
    """Draws x indicators: how much each indicator counts for the index, down all branches."""
    tree, names = world.state.tree, world.state.data.indicators
    place = {name: number for number, name in enumerate(names)}
    shares: dict[str, Floats] = {tree.root: np.ones(len(weights))}
    first = {node.id: start for node, start in zip(tree.nodes, _starts(tree), strict=True)}
    made = np.zeros((len(weights), len(names)))
    for node in reversed(tree.nodes):
        own = weights[:, first[node.id] : first[node.id] + len(node.children)]
        own = own / own.sum(axis=1, keepdims=True) * shares[node.id][:, None]
        for number, child in enumerate(node.children):
            if child in place:
                made[:, place[child]] = own[:, number]
            else:
                shares[child] = own[:, number]
    return made


def _starts(tree: Tree) -> list[int]:
    starts, here = [], 0
    for node in tree.nodes:
        starts.append(here)
        here += len(node.children)
    return starts


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
    )


def build_draws(world: World, plan: Plan, weights: Floats) -> Draws:
    """The rows of draws, all of the same option; the seeds of data come from the plan's factor of data."""
    from proxeny.assess.uncertainty.factors import DATA

    numbers = plan.numbers[DATA][:, 0] if DATA in plan.numbers else np.zeros(plan.size)
    zeros = np.zeros(plan.size, dtype=np.int64)
    seeds = (numbers * 2.0**53).astype(np.uint64) ^ np.uint64(world.seed % 2**53)
    return Draws(zeros, zeros, zeros, np.ascontiguousarray(weights), seeds)


def _by_kernel(
    world: World, case: Case, plan: Plan, weights: Floats, *, wanted: Sequence[str], cached: bool
) -> Floats:
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
        score_draws(build_base(world, case), tree, ways, draws, places, out)
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
