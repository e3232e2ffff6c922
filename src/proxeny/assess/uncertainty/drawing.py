"""Draw: the uncertainty of a recipe on its measurements."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.assess.methods import Floats
from proxeny.assess.uncertainty.evaluating import World, score_plan
from proxeny.assess.uncertainty.plan import Plan, draw_plan
from proxeny.assess.uncertainty.ranks import Spread, measure_spread, quantiles
from proxeny.assess.uncertainty.tiers import Tiers, build_tiers

_NODE_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the draws of a world say: the spread of ranks and scores, tiers, and the spread of every node's score."""

    plan: Plan
    scores: Floats
    spread: Spread
    tiers: Tiers
    nodes: dict[str, tuple[Floats, Floats]]  # node -> low and high of every unit's score


def draw_world(world: World, draws: int, *, cached: bool = True) -> Drawn:
    """Vary everything that the recipe says together, ``draws`` times, from the world's seed.

    The scores of the groups below the index are drawn a thousand times at most: their bounds need no more.
    """
    spec = world.recipe.uncertainty
    plan = draw_plan(world.factors, draws, world.seed)
    scores = score_plan(world, plan, cached=cached)
    spread = measure_spread(scores, spec.interval)
    scored = spread.counts[:, : len(world.units)].sum(axis=1) > 0
    tiers = build_tiers(spread.wins, scored, spec.confidence)
    return Drawn(plan, scores, spread, tiers, draw_nodes(world, plan))


def draw_nodes(world: World, plan: Plan) -> dict[str, tuple[Floats, Floats]]:
    """Bounds of the score of every group but the root."""
    names = [node.id for node in world.state.tree.nodes[:-1]]
    if not names:
        return {}
    part = plan.part(np.arange(min(plan.size, _NODE_DRAWS)))
    tails = (1 - world.recipe.uncertainty.interval) / 2
    scores = score_plan(world, part, nodes=names)
    found = {}
    for number, name in enumerate(names):
        low, high = quantiles(np.ascontiguousarray(scores[:, number]), (tails, 1 - tails))
        found[name] = (low, high)
    return found
