"""Which choice moves the result: for the index as a whole, and for each unit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.methods import Floats
from proxeny.assess.sensitivity.decompose import decompose
from proxeny.assess.sensitivity.estimate import bounds, estimate
from proxeny.assess.uncertainty.evaluating import World, score_plan
from proxeny.assess.uncertainty.factors import states
from proxeny.assess.uncertainty.plan import Plan, all_states, draw_plan, sobol_plans
from proxeny.errors import Fault, FaultyInput, Where

MOST_STATES = 200_000
MOST_FACTORS = 12


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Shares of variance by factor.

    Outputs: the mean absolute change of rank over all units against the recipe as it stands (the index as a whole),
    then the score of every unit, then its rank. ``shapley`` is there where ``exact``; ``bounds`` (5th and 95th
    percentile of first and total, for the whole) where not. Arrays are factors x outputs.
    """

    factors: tuple[str, ...]
    units: tuple[str, ...]
    exact: bool
    states: int
    first: Floats
    total: Floats
    shapley: Floats | None
    variance: Floats
    bounds: Floats | None = field(default=None)

    def whole(self, what: str) -> list[float]:
        """One share per factor of the index as a whole."""
        return [float(value) for value in getattr(self, what)[:, 0]]

    def of_unit(self, unit: str, what: str, of: str = "score") -> list[float]:
        """One share per factor of a unit's score or rank."""
        place = 1 + self.units.index(unit) + (len(self.units) if of == "rank" else 0)
        return [float(value) for value in getattr(self, what)[:, place]]


def analyse(
    world: World, *, nominal: Floats, exact: bool | None = None, draws: int = 1024, quasi: bool = True
) -> Sensitivity:
    """Divide the variance among the factors: exactly where they are finite, by quasi-Monte Carlo where not.

    ``exact``: True raises `FaultyInput` where it cannot be; None takes it where it can. ``nominal``: the scores of the
    recipe as it stands. ``draws``: of each of the two plans and the one per factor; ``quasi=False``: at random.
    """
    count = states(world.factors)
    possible = 0 < count <= MOST_STATES and len(world.factors) <= MOST_FACTORS
    if not world.factors:
        raise FaultyInput(Fault("assess-nothing-varied", Where(world.recipe.file)))
    if exact and not possible:
        drawn = ", ".join(factor.id for factor in world.factors if not factor.finite) or "-"
        params = {"states": count or "∞", "names": drawn, "most": MOST_STATES}
        raise FaultyInput(Fault("assess-not-finite", Where(world.recipe.file), params))
    names = tuple(factor.id for factor in world.factors)
    if possible and exact is not False:
        outputs = outputs_of(world, all_states(world.factors), nominal)
        grid = outputs.reshape(*(factor.size for factor in world.factors), outputs.shape[1])
        found = decompose(grid, [np.array(factor.chances) for factor in world.factors])
        return Sensitivity(names, world.units, True, count, found.first, found.total, found.shapley, found.variance)
    if quasi:
        a, b = sobol_plans(world.factors, draws, world.seed)
    else:
        a, b = (draw_plan(world.factors, draws, world.seed + number) for number in (1, 2))
    from_a, from_b = outputs_of(world, a, nominal), outputs_of(world, b, nominal)
    swapped = np.array(
        [outputs_of(world, a.swap(b, world.factors, place), nominal) for place in range(len(world.factors))]
    )
    first, total = estimate(from_a, from_b, swapped, centred=True)
    spread = bounds(from_a[:, :1], from_b[:, :1], swapped[:, :, :1], seed=world.seed)
    variance = np.var(np.concatenate([from_a, from_b]), axis=0, ddof=1)
    return Sensitivity(names, world.units, False, a.size, first, total, None, variance, spread[..., 0])


def outputs_of(world: World, plan: Plan, nominal: Floats) -> Floats:
    """Draws x outputs: the mean absolute change of rank, every unit's score, every unit's rank."""
    from proxeny.assess.kernel.ranking import rank_draws

    scores = score_plan(world, plan)
    ranks = np.empty(scores.shape, dtype=np.int16)
    rank_draws(np.ascontiguousarray(scores), ranks)
    moved = np.minimum(ranks, scores.shape[1] + 1).astype(np.float64)
    before = rank_down(nominal).astype(np.float64)
    before = np.where(before == 0, scores.shape[1] + 1.0, before)
    change = np.abs(moved - before).mean(axis=1, keepdims=True)
    return np.hstack([change, np.nan_to_num(scores), moved])
