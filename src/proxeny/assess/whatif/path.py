"""The cheapest path: which steps bring a unit to a rank with a probability, at the least cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.kernel.scoring import Branches, Ways, score_draws
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Indicator, Recipe
from proxeny.assess.uncertainty.blocks import build_base, build_draws, fix_base, is_fixed
from proxeny.assess.uncertainty.coding import code_tree, least_share
from proxeny.assess.uncertainty.evaluating import World, build_world, draw_weights, groups_of, kernel_codes, score_plan
from proxeny.assess.uncertainty.plan import Plan, draw_plan
from proxeny.errors import Fault, FaultyInput, Where

DRAWS = 1_000
MOST_TRIED = 3_000
Steps = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps by indicator that reach the rank, their cost, and the probability; ``proven``: nothing cheaper does.

    ``reached`` is False where all steps together do not; ``start`` is the probability without any.
    """

    steps: Mapping[str, float]
    cost: float
    probability: float
    start: float
    reached: bool
    proven: bool


@dataclass(slots=True)
class _Search:
    """The unit's variants under fixed goalposts: what others have does not change, so only its own row is computed."""

    world: World
    plan: Plan
    row: int
    bar: Floats  # per draw the score that the rank takes
    moves: tuple[Indicator, ...]
    tried: int = 0

    def chances(self, variants: list[Steps]) -> list[float]:
        """The share of draws in which each variant reaches the bar."""
        self.tried += len(variants)
        scores = np.empty((self.plan.size, len(variants)))
        for codes, rows in groups_of(self.world, self.plan):
            scores[rows] = self._score(codes, self.plan.part(rows), variants)
        return [float(share) for share in (scores >= self.bar[:, None] - 1e-12).mean(axis=0)]

    def _score(self, codes: tuple[int, ...], plan: Plan, variants: list[Steps]) -> Floats:
        case = self.world.case(codes)
        coded, names = kernel_codes(case), case.state.data.indicators
        assert coded is not None and case.means is not None
        base = build_base(self.world, case)
        own, times = slice(self.row, self.row + 1), len(variants)
        low: Floats = np.repeat(base.low[:, own], times, axis=1)
        high: Floats = np.repeat(base.high[:, own], times, axis=1)
        gaps: NDArray[np.bool_] = np.repeat(base.gaps[:, own], times, axis=1)
        for place, steps in enumerate(variants):
            for move, count in zip(self.moves, steps, strict=True):
                if count:
                    column = names.index(move.id)
                    for matrix in (low, high):
                        had = 0.0 if np.isnan(matrix[column, place]) else matrix[column, place]
                        matrix[column, place] = had + count * move.step * move.direction
                    gaps[column, place] = False
        base = base._replace(low=low, high=high, gaps=gaps, keys=np.full(len(variants), self.row, dtype=np.int64))
        tree = Branches(*code_tree(self.world.state.tree, names))
        as_is = np.array([[6.0, 0.0, 0.0, 0.0, -1.0]])
        ways = Ways(coded["treat"][None], as_is, case.means[None], least_share(case.recipe))
        draws = build_draws(self.world, plan, draw_weights(self.world, plan, case.weights))
        out = np.empty((plan.size, 1, len(variants)))
        root = np.array([len(names) + len(self.world.state.tree.nodes) - 1], dtype=np.int64)
        score_draws(fix_base(base, case), tree, ways, draws, root, out)
        return out[:, 0]

    def neighbours(self, steps: Steps, most: Steps) -> Iterator[Steps]:
        """One step further in each direction, never one that stands before the last taken: each set is met once."""
        last = max((place for place, count in enumerate(steps) if count), default=0)
        for place in range(last, len(steps)):
            if steps[place] < most[place]:
                yield (*steps[:place], steps[place] + 1, *steps[place + 1 :])


def find_path(
    recipe: Recipe, data: Measurements, unit: str, *, rank: int, probability: float, seed: int, draws: int = DRAWS
) -> Path:
    """The cheapest steps after which the unit has at least this rank with at least this probability.

    A step raises an indicator by the recipe's ``step`` at its ``cost``, up to the goalpost. Sets of steps are tried in
    the order of their cost, so the first that does is the cheapest; after 3,000 the search goes on greedily and
    the path is not proven. Raises `FaultyInput` for a recipe whose scale is not fixed: there a step of one unit moves
    all others, and what is cheapest has no stable meaning. Source: uniform-cost search (Dijkstra 1959).
    """
    world = build_world(recipe, data, seed)
    first = world.case(tuple(0 for factor in world.factors if factor.kind == "options"))
    if not is_fixed(first) or kernel_codes(first) is None:
        raise FaultyInput(Fault("assess-path-scale", Where(recipe.file)))
    plan = draw_plan(world.factors, draws, seed)
    row = world.units.index(unit)
    scores = np.delete(score_plan(world, plan), row, axis=1)
    bar = np.full(len(scores), -np.inf)
    if rank <= scores.shape[1]:
        bar = -np.partition(-np.nan_to_num(scores, nan=-np.inf), rank - 1, axis=1)[:, rank - 1]
    names = world.state.data.indicators
    moves = tuple(sorted((one for one in recipe.indicators if one.id in names), key=lambda one: (one.cost, one.id)))
    search = _Search(world, plan, row, bar, moves)
    return _walk(search, _headroom(world, row, moves), probability)


def _headroom(world: World, row: int, moves: tuple[Indicator, ...]) -> Steps:
    """How many steps each indicator can be raised before its goalpost."""
    counts = []
    for move in moves:
        here = world.measured.values[row, world.state.data.indicators.index(move.id)]
        here = (move.low or 0.0) if np.isnan(here) else here
        way = ((move.high or 0.0) - here) * move.direction
        counts.append(int(np.clip(np.ceil(way / move.step), 0, 100)))
    return tuple(counts)


def _walk(search: _Search, most: Steps, probability: float) -> Path:
    none: Steps = (0,) * len(most)
    start = search.chances([none])[0]
    if start >= probability:
        return _path(search, none, start, start, reached=True, proven=True)
    if (end := search.chances([most])[0]) < probability:
        return _path(search, most, end, start, reached=False, proven=True)
    heap: list[tuple[float, Steps]] = [(0.0, none)]
    while heap and search.tried < MOST_TRIED:
        batch = [heappop(heap)[1] for _ in range(min(64, len(heap)))]
        fresh = [further for steps in batch for further in search.neighbours(steps, most)]
        fresh.sort(key=lambda steps: (_cost(search, steps), steps))
        found = [
            (steps, chance) for steps, chance in zip(fresh, search.chances(fresh), strict=True) if chance >= probability
        ]
        if found:
            steps, chance = found[0]
            cheaper = any(cost < _cost(search, steps) for cost, _ in heap)
            return _path(search, steps, chance, start, reached=True, proven=not cheaper)
        for steps in fresh:
            heappush(heap, (_cost(search, steps), steps))
    return _greedy(search, most, probability, start)


def _greedy(search: _Search, most: Steps, probability: float, start: float) -> Path:
    """Always the step that brings most per cost; a way, not proven to be the cheapest."""
    here, chance = (0,) * len(most), start
    while chance < probability:
        ways = [
            (*here[:place], here[place] + 1, *here[place + 1 :])
            for place in range(len(most))
            if here[place] < most[place]
        ]
        chances = search.chances(ways)
        best = max(
            range(len(ways)),
            key=lambda one: ((chances[one] - chance) / (_cost(search, ways[one]) - _cost(search, here) or 1e-9), -one),
        )
        if chances[best] <= chance:  # no single step shows in the draws yet: take the one that raises most weight
            best = max(range(len(ways)), key=lambda one: (most[ways[one].index(max(ways[one]))], -one))
        here, chance = ways[best], chances[best]
    return _path(search, here, chance, start, reached=True, proven=False)


def _cost(search: _Search, steps: Steps) -> float:
    return sum(count * move.cost for count, move in zip(steps, search.moves, strict=True))


def _path(search: _Search, steps: Steps, chance: float, start: float, *, reached: bool, proven: bool) -> Path:
    taken = {
        move.id: count * move.step * move.direction for move, count in zip(search.moves, steps, strict=True) if count
    }
    return Path(taken, _cost(search, steps), chance, start, reached, proven)
