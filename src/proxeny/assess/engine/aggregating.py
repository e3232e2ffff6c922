"""From normalised indicators to the scores of every node: weights among siblings, then the level's mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from proxeny.assess.aggregators import AGGREGATORS
from proxeny.assess.engine.state import State
from proxeny.assess.methods import Floats
from proxeny.assess.recipe.checks import method_at
from proxeny.assess.recipe.model import Recipe, Step
from proxeny.assess.recipe.tree import Node, Tree
from proxeny.assess.weightings import WEIGHTINGS, Brood
from proxeny.errors import Fault, FaultyInput

_POSITIVE = frozenset({"geometric", "harmonic", "power", "benefit_of_doubt"})


@dataclass(slots=True)
class Scored:
    """The scores of nodes and indicators, the weights of children among their siblings, and what was noted."""

    scores: dict[str, Floats]
    weights: dict[str, float] = field(default_factory=dict)
    notes: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def aggregate(state: State, given: Mapping[str, float] | None = None) -> Scored:
    """The scores of all nodes, children before parents.

    ``given``: weights that replace those of the step 'weigh'. Raises `FaultyInput` where a mean is not defined: the
    geometric and the harmonic of negative values, weights that sum to zero.
    """
    columns = dict(zip(state.data.indicators, state.data.values.T, strict=True))
    made = Scored(dict(columns))
    for node in state.tree.nodes:
        values = np.column_stack([made.scores[child] for child in node.children])
        weights = _weigh(state, node, values, made) if given is None else _pick(node, given)
        total = weights.sum()
        if not abs(total) > 0:
            made.faults.append(Fault("assess-weights-zero", params={"node": node.id}))
            weights, total = np.ones(len(weights)), float(len(weights))
        made.weights.update(zip(node.children, (weights / total).tolist(), strict=True))
        made.scores[node.id] = _score(state, node, values, weights, made)
    if made.faults:
        raise FaultyInput(*made.faults)
    return made


def _pick(node: Node, given: Mapping[str, float]) -> Floats:
    return np.array([float(given.get(child, 1.0)) for child in node.children])


def _weigh(state: State, node: Node, values: Floats, made: Scored) -> Floats:
    step = state.recipe.step("weigh") or Step("weigh", "given")
    method, settings = method_at(step, node.level, state.recipe.levels)
    chosen = WEIGHTINGS[method]
    complete = chosen.complete(settings)
    prior = complete.number("prior") if "prior" in complete.values else 0.5
    brood = Brood(
        parent=node.id,
        ids=node.children,
        values=values,
        given=np.array([given_weights(state.recipe)[child] for child in node.children]),
        frequency=np.array([frequency_of(state.recipe, state.tree, child, prior) for child in node.children]),
    )
    weighed = chosen.apply(brood, complete)
    made.notes += weighed.notes
    return weighed.values


def given_weights(recipe: Recipe) -> dict[str, float]:
    """The weights that the recipe writes, of groups and indicators."""
    return {one.id: one.weight for one in recipe.groups} | {one.id: one.weight for one in recipe.indicators}


def frequency_of(recipe: Recipe, tree: Tree, name: str, prior: float) -> float:
    """How often the sources name an indicator, plus ``prior``; of a group the sum over the indicators below it."""
    counts = {one.id: (one.frequency or 0.0) + prior for one in recipe.indicators}
    return sum(counts[leaf] for leaf in tree.leaves(name) if leaf in counts)


def _score(state: State, node: Node, values: Floats, weights: Floats, made: Scored) -> Floats:
    step = state.recipe.step("aggregate") or Step("aggregate", "arithmetic")
    method, settings = method_at(step, node.level, state.recipe.levels)
    chosen = AGGREGATORS[method]
    if method in _POSITIVE:
        _check_positive(node, method, values, made)
    scores = chosen.apply(values, weights, chosen.complete(settings))
    here = ~np.isnan(values) @ np.abs(weights) / np.abs(weights).sum()
    least = 1.0 if settings.get("missing") == "refuse" else float(settings.get("present", 0.0))
    return np.where(here < least - 1e-12, np.nan, scores)


def _check_positive(node: Node, method: str, values: Floats, made: Scored) -> None:
    if (values < 0).any():
        made.faults.append(Fault("assess-mean-negative", params={"node": node.id, "method": method}))
    elif (values == 0).any() and method != "power":
        count = int((values == 0).any(axis=1).sum())
        params = {"node": node.id, "method": method, "count": count}
        made.notes.append(Fault("assess-mean-zero", params=params, severity="warning"))
