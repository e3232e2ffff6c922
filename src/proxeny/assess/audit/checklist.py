"""The ten steps of the Handbook, each with what the data say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from proxeny.assess.audit.robustness import compare_means, count_reversals, remove_elements
from proxeny.assess.audit.statistics import (
    children_of,
    column_of,
    components,
    correlate,
    cronbach,
    effective_weights,
    leaves_of,
)
from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.result import Assessment

State = Literal["well", "look", "open"]
HIGH, LOW = 0.75, -0.4
_MOST_UNITS, _MOST_INDICATORS = 80, 120


@dataclass(frozen=True, slots=True)
class Check:
    """One step: its code (words are in the messages), whether it is well, to be looked at, or open; its figures."""

    code: str
    state: State
    figures: Mapping[str, object] = field(default_factory=dict)


def audit(made: Assessment) -> list[Check]:
    """Go through the ten steps of building a composite indicator. Source: OECD/JRC Handbook (2008), table 1."""
    run, recipe = made.run, made.recipe
    return [
        Check("audit-framework", "well" if recipe.scheme or recipe.title else "look", {"scheme": recipe.scheme,
              "groups": len(run.tree.nodes), "indicators": len(run.data.indicators)}),
        _selection(made),
        _missing(made),
        _structure(made),
        _scale(made),
        _weights(made),
        _robust(made),
        _details(made),
        _links(made),
        Check("audit-shown", "well", {"recipe": recipe.hash, "input": made.data.hash, "seed": made.seed}),
    ]  # fmt: skip


def _selection(made: Assessment) -> Check:
    """Indicators that tell little: constants, rare values, and those left out for nobody has them."""
    measured = made.run.stages["measured"]
    flat, rare = [], []
    for name, column in zip(measured.indicators, measured.values.T, strict=True):
        known = column[~np.isnan(column)]
        if len(known) and np.ptp(known) == 0:
            flat.append(name)
        if len(known) < 0.66 * len(column):
            rare.append(name)
    gone = [one.id for one in made.recipe.indicators if one.id not in measured.indicators]
    return Check("audit-selection", "look" if flat or rare or gone else "well",
                 {"constant": flat, "rarely measured": rare, "left out": gone})  # fmt: skip


def _missing(made: Assessment) -> Check:
    measured = made.run.stages["measured"].values
    share = float(np.isnan(measured).mean())
    treated = {name: how for name, (how, _) in made.run.how.items() if how}
    step = made.recipe.step("impute")
    figures = {"missing": share, "imputation": step.method if step else "none", "treated": treated}
    return Check("audit-missing", "well" if share < 0.1 else "look", figures)


def _structure(made: Assessment) -> Check:
    """Correlations within groups, consistency, and how many components hold the children of the top."""
    run = made.run
    redundant, against = [], []
    for node in run.tree.nodes:
        kids = [child for child in node.children if child in run.data.indicators]
        if len(kids) < 2:
            continue
        values = np.column_stack([column_of(run, child) for child in kids])
        found = correlate(values, values)
        for i in range(len(kids)):
            for j in range(i):
                if found[i, j] > HIGH:
                    redundant.append([kids[j], kids[i], round(float(found[i, j]), 3)])
                if found[i, j] < LOW:
                    against.append([kids[j], kids[i], round(float(found[i, j]), 3)])
    alphas = {node.id: _number(cronbach(leaves_of(run, node.id))) for node in run.tree.nodes}
    parts = components(children_of(run, run.tree.root))
    figures = {
        "redundant": redundant,
        "against each other": against,
        "alpha": alphas,
        "first component": _number(parts.explained[0]) if parts else None,
    }
    return Check("audit-structure", "look" if redundant or against else "well", figures)


def _scale(made: Assessment) -> Check:
    step = made.recipe.step("normalise")
    fixed = step is not None and step.method in ("goalposts", "target", "none")
    figures: dict[str, object] = {"method": step.method if step else ""}
    if not fixed and len(made.run.units) <= _MOST_UNITS:
        reversing, of = count_reversals(made.recipe, made.data, made.run)
        figures |= {"units whose leaving reorders others": reversing, "of": of}
    return Check("audit-scale", "well" if fixed else "look", figures)


def _weights(made: Assessment) -> Check:
    """Weights as written against weights as they work: correlations of the children of the top with the index."""
    run = made.run
    root = run.tree.nodes[-1]
    works = correlate(children_of(run, root.id), run.index[:, None])[:, 0]
    nominal = [run.weights[child] for child in root.children]
    total = float(np.nansum(np.abs(works))) or 1.0
    rows = {
        child: {"weight": weight, "works": _number(work), "share": _number(abs(work) / total)}
        for child, weight, work in zip(root.children, nominal, works, strict=True)
    }
    off = any(row["works"] is None or row["works"] < 0.3 for row in rows.values())
    return Check("audit-weights", "look" if off else "well", {"children": rows, "effective": effective_weights(run)})


def _robust(made: Assessment) -> Check:
    if made.drawn is None or made.sensitivity is None:
        return Check("audit-robust", "open", {})
    moves = dict(zip(made.sensitivity.factors, made.sensitivity.whole("total"), strict=True))
    width = made.drawn.spread.width
    figures = {
        "told apart": made.drawn.tiers.told,
        "median width of interval": float(np.median(width[made.drawn.spread.low > 0]))
        if (made.drawn.spread.low > 0).any()
        else None,
        "moves": moves,
    }
    return Check("audit-robust", "well" if made.drawn.tiers.told > 0.5 else "look", figures)


def _details(made: Assessment) -> Check:
    """Leaving out each indicator and group, and the means side by side."""
    run = made.run
    names = tuple(child for node in run.tree.nodes for child in node.children)
    figures: dict[str, object] = {}
    if len(names) <= _MOST_INDICATORS:
        data = made.data.select([one.id for one in made.recipe.indicators])
        figures["leave one out"] = remove_elements(made.recipe, data, run, names)
    means = compare_means(made.recipe, made.data) if len(run.units) <= 2_000 else {}
    ranks = {name: rank_down(scores) for name, scores in means.items() if scores is not None}
    if "arithmetic" in ranks:
        figures["means"] = {
            name: float(np.abs(other - ranks["arithmetic"]).mean())
            for name, other in ranks.items()
            if name != "arithmetic"
        }
    return Check("audit-details", "well", figures)


def _links(made: Assessment) -> Check:
    """How the index goes with the denominators that the table brings."""
    rows = [made.data.units.index(unit) for unit in made.run.units]
    found = {
        name: _number(correlate(made.run.index[:, None], of[rows][:, None])[0, 0])
        for name, of in made.data.denominators.items()
    }
    return Check("audit-links", "well" if found else "open", {"correlations": found})


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
