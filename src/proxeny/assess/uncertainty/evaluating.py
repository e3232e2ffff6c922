"""Evaluate a plan: the scores of every draw, with what can be shared between draws computed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.engine.aggregating import Scored, aggregate
from proxeny.assess.engine.running import prepare
from proxeny.assess.engine.state import State
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Recipe, Step
from proxeny.assess.recipe.reading import vary
from proxeny.assess.uncertainty.coding import (
    code_means,
    code_normaliser,
    code_posts,
    code_treatment,
    code_tree,
    least_share,
    worst_values,
)
from proxeny.assess.uncertainty.factors import Factor, branches, build_factors, vary_weights
from proxeny.assess.uncertainty.plan import Plan

_EARLY = frozenset({"denominate", "impute", "screen"})
_LATE = frozenset({"treat", "normalise"})


@dataclass(slots=True)
class World:
    """A recipe and its measurements, ready to be evaluated under any plan; remembers what plans share."""

    recipe: Recipe
    data: Measurements
    seed: int
    state: State
    measured: Measurements
    factors: tuple[Factor, ...]
    gaps: NDArray[np.bool_]
    moving: bool  # some data is varied
    known: dict[tuple[int, ...], Case] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """The units with a place in the result."""
        return self.state.data.units

    def case(self, codes: tuple[int, ...]) -> Case:
        """What draws with these options of the finite factors share."""
        if codes not in self.known:
            self.known[codes] = _build_case(self, codes)
        return self.known[codes]


@dataclass(frozen=True, slots=True)
class Case:
    """One combination of options: its recipe, normalised state, weights of all branches, and the codes of its means."""

    recipe: Recipe
    state: State
    base: State  # before treatment
    weights: Floats
    means: Floats | None
    scored: Scored


def build_world(recipe: Recipe, data: Measurements, seed: int) -> World:
    """Prepare a recipe and measurements for many draws. Raises `FaultyInput` as `run_recipe` does."""
    state, stages = prepare(recipe, data)
    measured = stages["measured"]
    rows = np.array([measured.units.index(unit) for unit in state.data.units])
    spec = recipe.uncertainty
    gaps = np.isnan((measured.low if spec.records else measured.values)[rows])
    holes = bool(gaps.any()) and spec.missing != "fixed"
    undated = spec.records and bool((measured.high > measured.low).any())
    moving = holes or undated
    factors = build_factors(recipe, state.tree, seed=seed, varies=moving)
    return World(recipe, data, seed, state, measured.take(rows), factors, gaps & holes, moving)


def option_places(factors: Sequence[Factor]) -> list[int]:
    """The columns of a plan that choose options of steps."""
    return [place for place, factor in enumerate(factors) if factor.kind == "options"]


def _build_case(world: World, codes: tuple[int, ...]) -> Case:
    recipe = world.recipe
    for place, code in zip(option_places(world.factors), codes, strict=True):
        factor = world.factors[place]
        option = factor.options[code]
        recipe = vary(_with_step(recipe, factor.step), factor.step, option.method, option.settings)
    state, stages = prepare(recipe, world.data)
    scored = aggregate(state)
    weights = np.array([scored.weights[child] for child in branches(state.tree)])
    late = [step.name for step in recipe.steps if step.name in _LATE]
    before = [step.name for step in recipe.steps if step.name in _EARLY and step.name in stages]
    base = replace(state, data=stages[before[-1]] if before else stages["measured"])
    return Case(recipe, state, base, weights, code_means(recipe, state.tree) if late else None, scored)


def _with_step(recipe: Recipe, name: str) -> Recipe:
    """A choice of weights needs a step to vary where the recipe has none."""
    if name == "weigh" and recipe.step("weigh") is None:
        return replace(recipe, steps=(*recipe.steps[:-1], Step("weigh", "given"), recipe.steps[-1]))
    return recipe


def draw_weights(world: World, plan: Plan, base: Floats) -> Floats:
    """Draws x branches: the weights of a case, as the plan's factors of weights change them."""
    made = np.tile(base, (plan.size, 1))
    for place, factor in enumerate(world.factors):
        if factor.kind == "sets":
            made = np.array(factor.sets)[plan.codes[:, place]]
        elif factor.kind == "dirichlet":
            made = _dirichlet(world, factor, plan.numbers[factor.id])
    for factor in world.factors:
        if factor.kind == "noise":
            numbers = plan.numbers[factor.id]
            made = np.array([vary_weights(one, factor, of) for one, of in zip(made, numbers, strict=True)])
    return made


def _dirichlet(world: World, factor: Factor, numbers: Floats) -> Floats:
    """Gamma variates of the counts, summed up the tree: shares among siblings follow from them."""
    from scipy.special import gammaincinv

    tree = world.state.tree
    nodes = {node.id for node in tree.nodes}
    leaves = [child for child in branches(tree) if child not in nodes]
    own = dict(zip(leaves, gammaincinv(np.array(factor.alphas), np.clip(numbers, 1e-12, 1 - 1e-12)).T, strict=True))
    for node in tree.nodes:
        own[node.id] = np.sum([own[child] for child in node.children], axis=0)
    return np.column_stack([own[child] for child in branches(tree)])


def groups_of(world: World, plan: Plan) -> Iterator[tuple[tuple[int, ...], NDArray[np.intp]]]:
    """The draws of a plan by the combination of options that they share."""
    places = option_places(world.factors)
    if not places:
        yield (), np.arange(plan.size)
        return
    code = np.zeros(plan.size, dtype=np.int64)
    for place in places:
        code = code * world.factors[place].size + plan.codes[:, place]
    order = np.argsort(code, kind="stable")
    edges = np.flatnonzero(np.diff(code[order])) + 1
    for rows in np.split(order, edges):
        yield tuple(int(plan.codes[rows[0], place]) for place in places), rows


def score_plan(world: World, plan: Plan, *, nodes: Sequence[str] = (), cached: bool = True) -> Floats:
    """Scores of every draw: draws x units of the index, or draws x nodes x units where ``nodes`` are named.

    ``cached=False`` computes every draw from the raw values on, which is slower and the same.
    """
    from proxeny.assess.uncertainty.blocks import score_group

    wanted = tuple(nodes) or (world.state.tree.root,)
    out = np.full((plan.size, len(wanted), len(world.units)), np.nan)
    for codes, rows in groups_of(world, plan):
        case = world.case(codes)
        weights = draw_weights(world, plan.part(rows), case.weights)
        out[rows] = score_group(world, case, plan.part(rows), weights, wanted=wanted, cached=cached)
    return out if nodes else out[:, 0]


def kernel_codes(case: Case) -> Mapping[str, Floats] | None:
    """The codes of a case for the compiled kernel, or None where it uses a method that only the engine knows."""
    treat, normalise = code_treatment(case.recipe), code_normaliser(case.recipe)
    if treat is None or normalise is None or case.means is None:
        return None
    return {"treat": treat, "normalise": normalise, "means": case.means}


__all__ = ["Case", "World", "build_world", "code_posts", "code_tree", "least_share", "score_plan", "worst_values"]
