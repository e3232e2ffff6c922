"""Change something and see score and rank interval before and after, under the same draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from rapidfuzz.process import extractOne

from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.engine.running import run_recipe, without_indicator
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.uncertainty.evaluating import build_world, score_plan
from proxeny.assess.uncertainty.plan import draw_plan
from proxeny.assess.uncertainty.ranks import measure_spread
from proxeny.errors import Fault, NotFound

DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed: ``add`` to values of the unit, ``put`` in place of them, ``drop``, ``weigh`` anew."""

    add: Mapping[str, float] = field(default_factory=dict)
    put: Mapping[str, float] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    weigh: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's score and rank as the recipe stands, and the intervals over the draws (None where nothing is drawn)."""

    score: float | None
    rank: int | None
    rank_low: int | None = None
    rank_high: int | None = None
    score_low: float | None = None
    score_high: float | None = None


def what_if(
    recipe: Recipe, data: Measurements, unit: str, change: Change, *, seed: int, draws: int = DRAWS
) -> tuple[Standing, Standing]:
    """The standing of a unit before and after a change, under the same draws.

    A value that is missing counts as zero when something is added to it. Changed weights take the place of what the
    recipe computes. Raises `NotFound` for an indicator or group that the recipe does not have, `FaultyInput` as a run.
    """
    _check_names(recipe, change)
    before = stand(recipe, data, unit, seed=seed, draws=draws)
    after = stand(change_recipe(recipe, change), change_data(data, unit, change), unit, seed=seed, draws=draws)
    return before, after


def stand(recipe: Recipe, data: Measurements, unit: str, *, seed: int, draws: int) -> Standing:
    """The standing of one unit."""
    run = run_recipe(recipe, data.select([one.id for one in recipe.indicators]))
    row = run.units.index(unit)
    score, rank = _none(run.index[row]), int(rank_down(run.index)[row]) or None
    world = build_world(recipe, data.select([one.id for one in recipe.indicators]), seed)
    if not world.factors or not draws:
        return Standing(score, rank)
    spread = measure_spread(score_plan(world, draw_plan(world.factors, draws, seed)), recipe.uncertainty.interval)
    ends = int(spread.low[row]) or None, int(spread.high[row]) or None
    return Standing(score, rank, *ends, _none(spread.score_low[row]), _none(spread.score_high[row]))


def change_data(data: Measurements, unit: str, change: Change) -> Measurements:
    """The measurements with other values of one unit."""
    row = data.units.index(unit)
    made = [matrix.copy() for matrix in (data.values, data.low, data.high)]
    for name, amount in change.add.items():
        column = data.indicators.index(name)
        for matrix in made:
            matrix[row, column] = (0.0 if np.isnan(matrix[row, column]) else matrix[row, column]) + amount
    for name, value in change.put.items():
        for matrix in made:
            matrix[row, data.indicators.index(name)] = value
    return replace(data, values=made[0], low=made[1], high=made[2])


def change_recipe(recipe: Recipe, change: Change) -> Recipe:
    """The recipe without what is dropped, and with other weights of what is weighed anew: times the given factor."""
    for name in change.drop:
        recipe = without_indicator(recipe, name)
    if not change.weigh:
        return recipe
    factors = change.weigh
    return replace(
        recipe,
        groups=tuple(replace(one, weight=one.weight * factors.get(one.id, 1.0)) for one in recipe.groups),
        indicators=tuple(
            replace(
                one,
                weight=one.weight * factors.get(one.id, 1.0),
                frequency=None if one.frequency is None else one.frequency * factors.get(one.id, 1.0),
            )
            for one in recipe.indicators
        ),
    )


def _check_names(recipe: Recipe, change: Change) -> None:
    indicators = [one.id for one in recipe.indicators]
    everything = [*indicators, *(one.id for one in recipe.groups)]
    faults = []
    for names, known in (((*change.add, *change.put), indicators), ((*change.drop, *change.weigh), everything)):
        for name in names:
            if name not in known:
                near = extractOne(name, known)
                faults.append(Fault("assess-name-unknown", params={"word": name, "near": near[0] if near else "-"}))
    if faults:
        raise NotFound(*faults)


def _none(value: Floats | float) -> float | None:
    return None if np.isnan(value) else float(value)
