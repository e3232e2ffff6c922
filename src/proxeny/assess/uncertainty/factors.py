"""What is varied, as factors: choices with finitely many options, weights that are drawn, and missing data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from proxeny.assess.engine.aggregating import frequency_of, given_weights
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.checks import level_names
from proxeny.assess.recipe.model import Choice, Option, Recipe
from proxeny.assess.recipe.tree import Tree

Weights = Mapping[str, float]
DATA = "missing and undated data"


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that is varied. ``options``: of a step; ``sets``: of weights; else it is drawn from ``count`` numbers.

    ``chances`` are the probabilities of options or sets. ``kind`` noise: ``places`` are the branches that are varied
    by up to ``noise``; dirichlet: ``alphas`` belong to the indicators.
    """

    id: str
    kind: Literal["options", "sets", "noise", "dirichlet", "data"]
    step: str = ""
    options: tuple[Option, ...] = ()
    sets: tuple[Floats, ...] = ()
    chances: tuple[float, ...] = ()
    count: int = 1
    places: tuple[int, ...] = ()
    noise: float = 0.0
    alphas: tuple[float, ...] = ()

    @property
    def finite(self) -> bool:
        """Whether it has finitely many states."""
        return self.kind in ("options", "sets")

    @property
    def size(self) -> int:
        """How many states a finite factor has."""
        return len(self.chances)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the states are called."""
        if self.options:
            return tuple(option.label for option in self.options)
        return tuple(str(number) for number in range(1, self.size + 1))


def branches(tree: Tree) -> tuple[str, ...]:
    """All children of all nodes in the order of the tree: the order of every array of weights."""
    return tuple(child for node in tree.nodes for child in node.children)


def build_factors(recipe: Recipe, tree: Tree, *, seed: int, varies: bool) -> tuple[Factor, ...]:
    """The factors of a recipe. ``varies``: whether there is missing or undated data to be varied.

    Weights with noise and a ``count`` become that many sets, drawn from ``seed``.
    """
    made = [factor for choice in recipe.uncertainty.choices for factor in _factors(choice, recipe, tree, seed)]
    if varies:
        made.append(Factor(DATA, "data"))
    return tuple(made)


def _factors(choice: Choice, recipe: Recipe, tree: Tree, seed: int) -> list[Factor]:
    if choice.sets:
        sets = tuple(_as_array(one, tree) for one in choice.sets)
        return [Factor(choice.id, "sets", sets=sets, chances=_even(len(sets)))]
    made = []
    if choice.options:
        chances = np.array([option.probability for option in choice.options])
        share = tuple((chances / chances.sum()).tolist())
        made.append(Factor(choice.id, "options", choice.step, choice.options, chances=share))
    if choice.dirichlet:
        step = recipe.step("weigh")
        prior = float(step.settings.get("prior", 0.5)) if step else 0.5
        leaves = [child for child in branches(tree) if child not in {node.id for node in tree.nodes}]
        alphas = tuple(frequency_of(recipe, tree, leaf, prior) for leaf in leaves)
        name = f"{choice.id} (frequency)" if choice.options else choice.id
        made.append(Factor(name, "dirichlet", count=len(alphas), alphas=alphas))
    elif choice.noise:
        made.append(_noise(choice, recipe, tree, seed))
    return made


def _noise(choice: Choice, recipe: Recipe, tree: Tree, seed: int) -> Factor:
    names = level_names(recipe, tree.nodes[-1].level)
    levels = {node.id: node.level for node in tree.nodes}
    wanted = {names[level] for level in choice.levels}
    kids = branches(tree)
    places = tuple(place for place, child in enumerate(kids) if not wanted or levels.get(child, 0) in wanted)
    name = f"{choice.id} (noise)" if choice.options else choice.id
    factor = Factor(name, "noise", count=len(places), places=places, noise=choice.noise)
    if not choice.count or choice.options:
        return factor
    given = np.array([given_weights(recipe)[child] for child in kids])
    draws = np.random.default_rng([seed, 7]).random((choice.count, len(places)))
    sets = tuple(vary_weights(given, factor, draws[number]) for number in range(choice.count))
    return Factor(choice.id, "sets", sets=sets, chances=_even(choice.count))


def vary_weights(weights: Floats, factor: Factor, numbers: Floats) -> Floats:
    """Weights with a relative error, even between minus and plus ``noise``, at the factor's places."""
    made = weights.copy()
    places = list(factor.places)
    made[places] = weights[places] * (1 + factor.noise * (2 * numbers - 1))
    return made


def _as_array(weights: Weights, tree: Tree) -> Floats:
    return np.array([float(weights.get(child, 1.0)) for child in branches(tree)])


def _even(count: int) -> tuple[float, ...]:
    return (1.0 / count,) * count


def states(factors: Sequence[Factor]) -> int:
    """How many combinations finite factors have; 0 where one is not finite."""
    if not all(factor.finite for factor in factors):
        return 0
    return int(np.prod([factor.size for factor in factors], dtype=np.int64)) if factors else 1
