"""The value of information: which missing value to collect next so that the interval of a rank narrows most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.methods import Floats
from proxeny.assess.uncertainty.blocks import build_base, build_draws
from proxeny.assess.uncertainty.evaluating import World
from proxeny.assess.uncertainty.plan import draw_plan

_CLASSES = 8


@dataclass(frozen=True, slots=True)
class Worth:
    """What knowing one indicator of a unit would be worth: the expected width of its rank interval, now and then."""

    indicator: str
    width_now: float
    width_then: float
    known: str  # missing or undated

    @property
    def gain(self) -> float:
        """By how many places the interval is expected to narrow."""
        return self.width_now - self.width_then


def value_information(world: World, unit: str, scores: Floats, interval: float) -> list[Worth]:
    """What each missing or undated indicator of a unit is worth, the most first.

    ``scores``: draws x units of the world's own plan. The draws are sorted into classes by the value that the indicator
    had in them; the width of the rank interval within a class is what it would be if the value were known so far. No
    draw is computed anew. Source: expected value of partial perfect information from one sample, Strong and Oakley
    (2013), Medical Decision Making 33(6), 755-766.
    """
    from proxeny.assess.kernel.ranking import rank_draws
    from proxeny.assess.kernel.scoring import fill_column

    row = world.units.index(unit)
    ranks = np.empty(scores.shape, dtype=np.int16)
    rank_draws(np.ascontiguousarray(scores), ranks)
    own = ranks[:, row].astype(np.float64)
    case = world.case(tuple(0 for factor in world.factors if factor.kind == "options"))
    base = build_base(world, case)
    seeds = build_draws(world, draw_plan(world.factors, len(scores), world.seed), np.zeros((len(scores), 1))).seeds
    only = base._replace(keys=np.array([row], dtype=np.int64), low=base.low[:, row : row + 1],
                         high=base.high[:, row : row + 1], gaps=base.gaps[:, row : row + 1])  # fmt: skip
    now, found = _width(own, interval), []
    for column, name in enumerate(case.base.data.indicators):
        undated = base.records and base.high[column, row] > base.low[column, row]
        if not (base.gaps[column, row] or undated):
            continue
        drawn = np.empty((len(scores), 1))
        for draw in range(len(scores)):
            fill_column(only, column, seeds[draw], drawn[draw])
        then = _expected(own, drawn[:, 0], interval)
        found.append(Worth(name, now, min(then, now), "undated" if undated else "missing"))
    return sorted(found, key=lambda one: (-one.gain, one.indicator))


def _width(ranks: Floats, interval: float) -> float:
    low, high = np.quantile(ranks, [(1 - interval) / 2, (1 + interval) / 2], method="nearest")
    return float(high - low)


def _expected(ranks: Floats, values: Floats, interval: float) -> float:
    """The mean width over classes of values, weighted by how many draws fall in each."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, _CLASSES + 1)[1:-1], method="nearest"))
    classes: NDArray[np.intp] = np.searchsorted(edges, values, side="left")
    return sum(_width(ranks[classes == one], interval) * float((classes == one).mean()) for one in np.unique(classes))
