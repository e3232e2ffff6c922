"""The result of an assessment: the answer, what it rests on, and by what it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import polars as pl

from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.engine.running import run_recipe
from proxeny.assess.engine.state import Run
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.sensitivity.analysing import Sensitivity, analyse
from proxeny.assess.uncertainty.drawing import Drawn, draw_world
from proxeny.assess.uncertainty.evaluating import World, build_world
from proxeny.tables import Schema

RESULTS: Schema = {
    "unit": pl.String,
    "name": pl.String,
    "score": pl.Float64,  # of the recipe as it stands; null: too little is known
    "rank": pl.Int64,  # of that score
    "rank_low": pl.Int64,  # the interval of the rank over all draws; null without draws
    "rank_median": pl.Int64,
    "rank_high": pl.Int64,
    "rank_mean": pl.Float64,
    "score_low": pl.Float64,
    "score_high": pl.Float64,
    "tier": pl.Int64,
    "measured": pl.Float64,  # share of the weight of the index that rests on measured values
}
_PARTS = ("proxeny", "numpy", "scipy", "numba", "polars")


@dataclass(frozen=True, slots=True)
class Assessment:
    """A recipe run on measurements, with its uncertainty where draws were asked for.

    ``snapshot`` is the hash of the snapshot or register where the measurements come from one. The same recipe,
    measurements, seed and versions give the same bytes.
    """

    run: Run
    data: Measurements
    seed: int
    draws: int
    drawn: Drawn | None = None
    sensitivity: Sensitivity | None = None
    snapshot: str = ""

    @property
    def recipe(self) -> Recipe:
        """The recipe, which carries its hash."""
        return self.run.recipe

    def results(self, language: str = "en") -> pl.DataFrame:
        """One row per unit in the columns of `RESULTS`: by tier and mean rank, or by rank where nothing was drawn."""
        units = self.run.units
        ranks = rank_down(self.run.index)
        columns: dict[str, Any] = {
            "unit": units,
            "name": [self.data.name(unit, language) for unit in units],
            "score": self.run.index,
            "rank": [int(rank) or None for rank in ranks],
            "measured": self.run.present,
        }
        if self.drawn is not None:
            spread = self.drawn.spread
            for name, of in (("low", spread.low), ("median", spread.median), ("high", spread.high)):
                columns[f"rank_{name}"] = [int(rank) or None for rank in of]
            columns |= {"rank_mean": spread.mean, "score_low": spread.score_low, "score_high": spread.score_high}
            columns["tier"] = [int(tier) or None for tier in self.drawn.tiers.tier]
        order = ("tier", "rank_mean", "unit") if self.drawn is not None else ("rank", "unit")
        made = pl.DataFrame({name: pl.Series(name, columns.get(name, [None] * len(units)), dtype=dtype, strict=False)
                             for name, dtype in RESULTS.items()}).fill_nan(None)  # fmt: skip
        return made.sort(list(order), nulls_last=True)

    def tiers(self) -> list[list[str]]:
        """The units of every tier, best first; units without a score are in none."""
        if self.drawn is None:
            return []
        tier = self.drawn.tiers.tier
        return [[self.run.units[row] for row in np.flatnonzero(tier == number)] for number in range(1, tier.max() + 1)]

    def chance(self, first: str, second: str) -> float:
        """The share of draws in which the first unit ranks before the second. Needs draws."""
        assert self.drawn is not None
        units = self.run.units
        return float(self.drawn.spread.wins[units.index(first), units.index(second)])


def assess(
    recipe: Recipe, data: Measurements, *, seed: int, draws: int | None = None, snapshot: str = ""
) -> Assessment:
    """Run a recipe on measurements and draw its uncertainty.

    ``draws``: how many, the recipe's number unless said; none where the recipe varies nothing. Raises `FaultyInput`.
    """
    run = run_recipe(recipe, data)
    world = build_world(recipe, data, seed)
    wanted = recipe.uncertainty.draws if draws is None else draws
    if not wanted or not world.factors:
        return Assessment(run, data, seed, 0, snapshot=snapshot)
    drawn = draw_world(world, wanted)
    return Assessment(run, data, seed, wanted, drawn, explain_variance(world, run.index), snapshot)


def explain_variance(world: World, nominal: Floats) -> Sensitivity:
    """The sensitivity that comes with an assessment: exact up to some thousand states, else from 512 draws a plan."""
    from proxeny.assess.uncertainty.factors import states

    small = 0 < states(world.factors) <= 5_000 and not world.moving
    return analyse(world, nominal=nominal, exact=small, draws=512, quasi=False)


def versions() -> Mapping[str, str]:
    """The versions of the product and of the parts that compute."""
    return {part: _version(part) for part in _PARTS}


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return ""
