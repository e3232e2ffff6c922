"""What passes from step to step, and what a run ends as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.recipe.tree import Tree
from proxeny.errors import Fault


@dataclass(frozen=True, slots=True)
class State:
    """The measurements as the steps so far left them; ``how``: indicator -> what its treatment was."""

    recipe: Recipe
    tree: Tree
    data: Measurements
    how: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A recipe run once, with nothing varied.

    ``stages``: name of a step -> the measurements after it. ``scores``: node -> the score of every unit that was not
    screened out; NaN where it has none. ``weights``: child -> its share among its siblings. ``present``: share of the
    weight of the index that rests on measured values, unit by unit.
    """

    recipe: Recipe
    tree: Tree
    stages: Mapping[str, Measurements]
    data: Measurements  # as normalised
    scores: Mapping[str, Floats]
    weights: Mapping[str, float]
    present: Floats
    how: Mapping[str, tuple[str, int]]
    notes: tuple[Fault, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have a score or could have one."""
        return self.data.units

    @property
    def index(self) -> Floats:
        """The scores of the root."""
        return self.scores[self.tree.root]
