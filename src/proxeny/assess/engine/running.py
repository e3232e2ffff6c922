"""Run a recipe on measurements."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from proxeny.assess.engine.aggregating import Scored, aggregate
from proxeny.assess.engine.stages import STAGES
from proxeny.assess.engine.state import Run, State
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.recipe.tree import Tree, build_tree
from proxeny.errors import Fault, FaultyInput, Where

MOST_UNITS = 5_000  # pairs and their order grow with the square and the cube


def run_recipe(recipe: Recipe, data: Measurements) -> Run:
    """Replay the steps of a recipe in their order, and keep the measurements after each.

    Raises `FaultyInput`: an indicator that nobody has a value of (unless the recipe leaves such out), a mean that is
    not defined, weights that sum to zero, fewer than two units left. The same inputs give the same result to the bit.
    """
    state, stages = prepare(recipe, data)
    scored = aggregate(state)
    present = share_present(state.tree, scored.weights, stages["measured"])
    rows = [stages["measured"].units.index(unit) for unit in state.data.units]
    return Run(
        recipe=recipe,
        tree=state.tree,
        stages={**stages, "aggregated": state.data},
        data=state.data,
        scores={node.id: scored.scores[node.id] for node in state.tree.nodes},
        weights=scored.weights,
        present=present[rows],
        how=state.how,
        notes=(*data.notes, *state.notes, *scored.notes, *_say_skipped(state, scored)),
    )


def prepare(recipe: Recipe, data: Measurements) -> tuple[State, dict[str, Measurements]]:
    """Everything up to the normalised matrix, and the measurements after each step."""
    kept, notes = _measured(recipe, data)
    indicators = tuple(one for one in recipe.indicators if one.id in kept.indicators)
    state = State(recipe, build_tree(recipe.groups, indicators), kept, notes=notes)
    stages = {"measured": kept}
    for step in recipe.steps:
        if step.name in STAGES:
            state = STAGES[step.name](state, step)
            stages[step.name] = state.data
    return state, stages


def _measured(recipe: Recipe, data: Measurements) -> tuple[Measurements, tuple[Fault, ...]]:
    """The measurements without indicators that nobody has; units that then have nothing stay, without a score."""
    nowhere = [name for name, column in zip(data.indicators, data.values.T, strict=True) if np.isnan(column).all()]
    where = Where(data.origin)
    if nowhere and recipe.unmeasured == "refuse":
        raise FaultyInput(
            *[Fault("assess-column-missing", Where(data.origin, column=one), {"indicator": one}) for one in nowhere]
        )
    left = [name for name in data.indicators if name not in nowhere]
    if not left:
        raise FaultyInput(Fault("assess-nothing-measured", where))
    if len(data.units) < 2:
        raise FaultyInput(Fault("assess-units-few", where, {"count": len(data.units)}))
    if len(data.units) > MOST_UNITS:
        raise FaultyInput(Fault("assess-units-many", where, {"count": len(data.units), "most": MOST_UNITS}))
    params = {"count": len(nowhere), "of": len(data.indicators), "names": ", ".join(nowhere)}
    notes = (Fault("assess-left-out", where, params, "warning"),) if nowhere else ()
    return data.select(left), notes


def share_present(tree: Tree, weights: dict[str, float], measured: Measurements) -> Floats:
    """The share of the weight of the index that rests on values that were measured, not imputed or skipped."""
    shares = dict(zip(measured.indicators, (~np.isnan(measured.values)).T.astype(np.float64), strict=True))
    for node in tree.nodes:
        own = np.abs([weights[child] for child in node.children])
        shares[node.id] = np.column_stack([shares[child] for child in node.children]) @ own / (own.sum() or 1.0)
    whole: Floats = shares[tree.root]
    return whole


def _say_skipped(state: State, scored: Scored) -> tuple[Fault, ...]:
    """Leaving out what is missing equals imputing the unit's own mean: where it happened, the result says so."""
    gaps = np.isnan(state.data.values)
    if not gaps.any():
        return ()
    params = {"cells": int(gaps.sum()), "units": int(gaps.any(axis=1).sum()), "of": len(state.data.units)}
    return (Fault("assess-missing-skipped", params=params, severity="warning"),)


def rerun(run: Run, data: Measurements) -> Run:
    """The same recipe on other measurements."""
    return run_recipe(run.recipe, data)


def without_indicator(recipe: Recipe, name: str) -> Recipe:
    """The recipe without an indicator, or without a group and all below it."""
    gone = {name}
    for _ in recipe.groups:
        gone |= {group.id for group in recipe.groups if group.parent in gone}
    return replace(
        recipe,
        groups=tuple(group for group in recipe.groups if group.id not in gone),
        indicators=tuple(one for one in recipe.indicators if one.id not in gone and one.parent not in gone),
    )
