"""The steps before aggregation: each takes the state and returns the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from proxeny.assess.engine.state import State
from proxeny.assess.imputers import IMPUTERS, Around
from proxeny.assess.methods import Floats
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.recipe.model import Indicator, Step, StepName
from proxeny.assess.treatments import TREATMENTS
from proxeny.errors import Fault, FaultyInput, Where


def denominate(state: State, step: Step) -> State:
    """Divide each indicator by its denominator: another column, or another indicator."""
    values = [matrix.copy() for matrix in (state.data.values, state.data.low, state.data.high)]
    for column, indicator in enumerate(_indicators(state)):
        if indicator.denominator:
            below = _denominator(state, indicator.denominator)
            for matrix in values:
                matrix[:, column] = matrix[:, column] / below
    earlier = state.data.earlier
    return replace(state, data=replace(state.data, values=values[0], low=values[1], high=values[2], earlier=earlier))


def _denominator(state: State, name: str) -> Floats:
    if name in state.data.denominators:
        return state.data.denominators[name]
    below = state.data.values[:, state.data.indicators.index(name)]
    return np.where(below == 0, np.nan, below)


def impute(state: State, step: Step) -> State:
    """Fill gaps; where a bound was missing too, it becomes the imputed value."""
    chosen = IMPUTERS[step.method]
    data = state.data
    filled = chosen.apply(data.values, chosen.complete(step.settings), Around(data.groups, data.earlier))
    gaps = np.isnan(data.values)
    low, high = np.where(gaps, filled, data.low), np.where(gaps, filled, data.high)
    return replace(state, data=replace(data, values=filled, low=low, high=high))


def screen(state: State, step: Step) -> State:
    """Leave out units with too few values (``least``), or too few that are not zero (``nonzero``)."""
    present = ~np.isnan(state.data.values)
    keep = present.mean(axis=1) >= float(step.settings.get("least", 0.0))
    nonzero = (present & (state.data.values != 0)).sum(axis=1) / np.maximum(present.sum(axis=1), 1)
    keep &= nonzero >= float(step.settings.get("nonzero", 0.0))
    gone = tuple(
        Fault("assess-screened-out", params={"unit": unit, "share": f"{share:.0%}"}, severity="warning")
        for unit, kept, share in zip(state.data.units, keep, present.mean(axis=1), strict=True)
        if not kept
    )
    if keep.sum() < 2:
        raise FaultyInput(Fault("assess-units-few", Where(state.data.origin), {"count": int(keep.sum())}))
    return replace(state, data=state.data.take(np.flatnonzero(keep)), notes=state.notes + gone)


def treat(state: State, step: Step) -> State:
    """Treat outliers indicator by indicator."""
    chosen = TREATMENTS[step.method]
    settings = chosen.complete(step.settings)
    made, how, notes = state.data.values.copy(), dict(state.how), list(state.notes)
    for column, indicator in enumerate(_indicators(state)):
        if np.isnan(made[:, column]).all():
            continue
        treated = chosen.apply(made[:, column], settings)
        made[:, column] = treated.values
        how[indicator.id] = (treated.how, treated.count)
        if treated.how == "untreatable":
            notes.append(Fault("assess-untreatable", params={"indicator": indicator.id}, severity="warning"))
    return replace(state, data=replace(state.data, values=made), how=how, notes=tuple(notes))


def normalise(state: State, step: Step) -> State:
    """Bring every indicator to the common scale; bounds go with it where the scale does not depend on the units."""
    chosen = NORMALISERS[step.method]
    settings = chosen.complete(step.settings)
    fixed = step.method == "goalposts"
    made = [state.data.values.copy(), state.data.low.copy(), state.data.high.copy()]
    for column, indicator in enumerate(_indicators(state)):
        for matrix in made if fixed else made[:1]:
            matrix[:, column] = chosen.apply(matrix[:, column], settings, indicator)
    low, high = (np.fmin(made[1], made[2]), np.fmax(made[1], made[2])) if fixed else (made[0], made[0])
    return replace(state, data=replace(state.data, values=made[0], low=low, high=high))


def _indicators(state: State) -> list[Indicator]:
    by_id = {one.id: one for one in state.recipe.indicators}
    return [by_id[name] for name in state.data.indicators]


STAGES: Mapping[StepName, Callable[[State, Step], State]] = {
    "denominate": denominate,
    "impute": impute,
    "screen": screen,
    "treat": treat,
    "normalise": normalise,
}
