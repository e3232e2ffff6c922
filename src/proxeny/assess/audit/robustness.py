"""What an audit tries out: leaving out elements and units, and other means side by side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.engine.running import run_recipe, without_indicator
from proxeny.assess.engine.state import Run
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.recipe.reading import vary
from proxeny.errors import FaultyInput


def remove_elements(recipe: Recipe, data: Measurements, run: Run, names: tuple[str, ...]) -> dict[str, float]:
    """The mean absolute change of rank when an indicator or group is left out, one after another."""
    before = rank_down(run.index)
    found = {}
    for name in names:
        less = without_indicator(recipe, name)
        if less.indicators:
            after = rank_down(run_recipe(less, data.select([one.id for one in less.indicators])).index)
            found[name] = float(np.abs(after - before).mean()) if len(after) == len(before) else float("nan")
    return found


def count_reversals(recipe: Recipe, data: Measurements, run: Run) -> tuple[int, int]:
    """How many of the units, when they leave, change the order of others; and of how many.

    A scale that depends on the units reorders units that did not change; with goalposts none does.
    """
    reversing = 0
    for row in range(len(run.units)):
        rows = np.array([place for place, unit in enumerate(data.units) if unit != run.units[row]])
        if len(rows) < 2:
            continue
        after = run_recipe(recipe, data.take(rows))
        kept = [run.units.index(unit) for unit in after.units]
        reversing += bool((rank_down(run.index[kept]) != rank_down(after.index)).any())
    return reversing, len(run.units)


def compare_means(recipe: Recipe, data: Measurements) -> dict[str, Floats | None]:
    """Scores by the arithmetic, the geometric and the Copeland rule side by side: how far may strengths make up for
    weaknesses? None for a rule that is not defined on the recipe's scale."""
    found: dict[str, Floats | None] = {}
    for method in ("arithmetic", "geometric", "copeland"):
        varied = vary(recipe, "aggregate", method, {})
        try:
            found[method] = run_recipe(_above_zero(varied) if method == "geometric" else varied, data).index
        except FaultyInput:
            found[method] = None
    return found


def _above_zero(recipe: Recipe) -> Recipe:
    """The recipe on a scale from 1 where it began at 0, so that a geometric mean has meaning."""
    steps = tuple(
        replace(step, settings={**step.settings, "low": 1})
        if step.name == "normalise" and step.method in ("minmax", "goalposts") and not step.settings.get("low")
        else step
        for step in recipe.steps
    )
    return replace(recipe, steps=steps)
