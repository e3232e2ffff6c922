"""An assessment as plain data, ready for JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from proxeny.assess.explaining import Part
from proxeny.assess.recipe.reading import recipe_to_json
from proxeny.assess.result import Assessment, versions
from proxeny.assess.sensitivity.analysing import Sensitivity


def assessment_to_json(made: Assessment, language: str = "en") -> dict[str, Any]:
    """The whole answer: how it was computed, results by unit, tiers, what moves it, and what must be said about it."""
    recipe, spec = made.recipe, made.recipe.uncertainty
    drawn = made.drawn
    return {
        "recipe": {"id": recipe.id, "version": recipe.version, "hash": recipe.hash, "scheme": recipe.scheme,
                   "title": recipe.title.get(language), "scheme_version": recipe.scheme_version},
        "seed": made.seed,
        "draws": made.draws,
        "versions": dict(versions()),
        "input": {"origin": made.data.origin, "hash": made.data.hash, "snapshot": made.snapshot},
        "index": made.run.tree.root,
        "units": len(made.run.units),
        "indicators": len(made.run.data.indicators),
        "results": made.results(language).to_dicts(),
        "scores": {name: _by_unit(made, values) for name, values in made.run.scores.items()},
        "weights": {name: _number(value) for name, value in made.run.weights.items()},
        "treated": {name: {"how": how, "count": count} for name, (how, count) in made.run.how.items() if how},
        "tiers": made.tiers(),
        "told_apart": drawn.tiers.told if drawn else None,
        "hasse": [[made.run.units[a], made.run.units[b]] for a, b in drawn.tiers.covers] if drawn else [],
        "confidence": spec.confidence,
        "interval": spec.interval,
        "sensitivity": sensitivity_to_json(made.sensitivity) if made.sensitivity else None,
        "notes": [str(note) for note in made.run.notes],
        "recipe_steps": recipe_to_json(recipe).get("steps", []),
    }  # fmt: skip


def sensitivity_to_json(found: Sensitivity) -> dict[str, Any]:
    """Shares of variance: of the index as a whole, and of every unit's score and rank."""
    kinds = ("first", "total", "shapley") if found.shapley is not None else ("first", "total")
    keys = {"first": "Si", "total": "STi", "shapley": "Shapley"}
    whole: list[dict[str, Any]] = [
        {"factor": factor, **{keys[kind]: found.whole(kind)[place] for kind in kinds}}
        for place, factor in enumerate(found.factors)
    ]
    if found.bounds is not None:
        for place, row in enumerate(whole):
            row["Si_bounds"], row["STi_bounds"] = found.bounds[0, :, place].tolist(), found.bounds[1, :, place].tolist()
    units = {
        unit: {
            of: {
                factor: {keys[kind]: found.of_unit(unit, kind, of)[place] for kind in kinds}
                for place, factor in enumerate(found.factors)
            }
            for of in ("score", "rank")
        }
        for unit in found.units
    }
    return {
        "exact": found.exact,
        "states": found.states,
        "output": "mean absolute change of rank against the recipe as it stands",
        "factors": whole,
        "units": units,
    }


def part_to_json(part: Part) -> dict[str, Any]:
    """A part of a unit's score with all below it."""
    made = {
        name: getattr(part, name)
        for name in ("id", "score", "low", "high", "weight", "effective", "points", "rank", "of", "median")
    }
    if part.children:
        return {**made, "children": [part_to_json(child) for child in part.children]}
    return {
        **made,
        "value": part.value,
        "value_low": part.value_low,
        "value_high": part.value_high,
        "why": part.why,
        "records": {table: list(ids) for table, ids in part.records.items()},
        "sources": list(part.sources),
    }


def _by_unit(made: Assessment, values: Any) -> dict[str, float | None]:
    return {unit: _number(value) for unit, value in zip(made.run.units, values, strict=True)}


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
