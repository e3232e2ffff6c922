"""A run in the arrays of the kernel; None for what the kernel does not know, which the engine then does itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.engine.state import State
from proxeny.assess.measurements import Measurements
from proxeny.assess.methods import Floats
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.normalisers.goalposts import goalposts_of
from proxeny.assess.recipe.checks import method_at
from proxeny.assess.recipe.model import Recipe, Step
from proxeny.assess.recipe.tree import Tree
from proxeny.assess.treatments import TREATMENTS
from proxeny.assess.uncertainty.factors import branches

_MEANS = {"arithmetic": 0, "geometric": 1, "harmonic": 2, "power": 3}
_NORMALISERS = {"minmax": 0, "zscore": 1, "rank": 2, "percentile": 3, "goalposts": 4, "borda": 5, "none": 6}
_SCALES = {"linear": 0, "log": 1, "log1p": 2, "own": -1}
_OTHERWISE = {"log_shift": 0, "none": 1, "keep": 2}


def code_means(recipe: Recipe, tree: Tree) -> Floats | None:
    """Nodes x (method, power), or None where a level aggregates by another method."""
    step = recipe.step("aggregate") or Step("aggregate", "arithmetic")
    coded = np.zeros((len(tree.nodes), 2))
    for place, node in enumerate(tree.nodes):
        method, settings = method_at(step, node.level, recipe.levels)
        if method not in _MEANS:
            return None
        power = float(settings.get("power", 0.5))
        coded[place] = (1.0, 0.0) if method == "power" and power == 0 else (_MEANS[method], power)
    return coded


def least_share(recipe: Recipe) -> float:
    """The share of weight that must be there for a node to have a score."""
    step = recipe.step("aggregate")
    settings = step.settings if step else {}
    return 1.0 if settings.get("missing") == "refuse" else float(settings.get("present", 0.0))


def code_treatment(recipe: Recipe) -> Floats | None:
    """Method, winmax, limits, and what otherwise; None for a treatment of which the kernel knows nothing."""
    step = recipe.step("treat") or Step("treat", "none")
    settings = TREATMENTS[step.method].complete(step.settings)
    if step.method == "none":
        return np.zeros(5)
    if step.method not in ("winsorise", "log_shift"):
        return None
    limits = settings.number("skew"), settings.number("kurtosis")
    if step.method == "log_shift":
        return np.array([2.0, 0.0, *limits, 0.0])
    return np.array([1.0, settings.integer("winmax"), *limits, _OTHERWISE[settings.text("otherwise")]])


def code_normaliser(recipe: Recipe) -> Floats | None:
    """Method, its two numbers, whether to clip, the scale; None for a normaliser of which the kernel knows nothing."""
    step = recipe.step("normalise")
    if step is None or step.method not in _NORMALISERS:
        return None
    settings = NORMALISERS[step.method].complete(step.settings)
    code = float(_NORMALISERS[step.method])
    if step.method == "zscore":
        return np.array([code, settings.number("mean"), settings.number("sd"), 0.0, -1.0])
    if step.method in ("minmax", "goalposts"):
        clip = float(step.method == "goalposts" and settings.text("beyond") == "clip")
        scale = float(_SCALES[settings.text("scale")]) if step.method == "goalposts" else -1.0
        return np.array([code, settings.number("low"), settings.number("high"), clip, scale])
    return np.array([code, 0.0, 0.0, 0.0, -1.0])


def code_posts(state: State) -> Floats:
    """Indicators x (worst, best, scale, direction)."""
    by_id = {one.id: one for one in state.recipe.indicators}
    rows = []
    for name in state.data.indicators:
        one = by_id[name]
        worst, best = goalposts_of(one) if one.low is not None and one.high is not None else (0.0, 1.0)
        rows.append((worst, best, float(_SCALES[one.scale]), float(one.direction)))
    return np.array(rows)


def code_tree(tree: Tree, indicators: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the children of every node begin, and the children as rows of indicators followed by nodes."""
    place = {name: number for number, name in enumerate((*indicators, *(node.id for node in tree.nodes)))}
    starts = np.cumsum([0, *(len(node.children) for node in tree.nodes)])
    return starts.astype(np.int64), np.array([place[child] for child in branches(tree)], dtype=np.int64)


def worst_values(state: State, measured: Measurements) -> Floats:
    """Per indicator the value that stands for nothing: its worst goalpost, or the worst that any unit has."""
    made = []
    for number, row in enumerate(code_posts(state)):
        column = measured.values[:, number]
        fixed = next(one for one in state.recipe.indicators if one.id == state.data.indicators[number])
        if fixed.low is not None and fixed.high is not None:
            made.append(row[0])
        else:
            made.append(float(np.nanmin(column) if row[3] > 0 else np.nanmax(column)))
    return np.array(made)
