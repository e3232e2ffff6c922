"""Sets of weights from a table: which set, which node, which weight."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from rapidfuzz.process import extractOne

from proxeny.assess.recipe.model import Choice, Recipe
from proxeny.assess.recipe.values import as_number
from proxeny.errors import Fault, FaultyInput, Where


def build_sets(frame: pl.DataFrame, file: str, recipe: Recipe, choice: Choice) -> tuple[Mapping[str, float], ...]:
    """The sets of weights that a choice names, in the order in which they first stand in the file.

    ``frame``: Int64 ``row`` and the file's columns as text. A node that a set does not name weighs one. Raises
    `FaultyInput` with all faults: unknown nodes, what is no weight, weights below a node that sum to zero.
    """
    _, *columns = choice.sets_file.split("|")
    missing = [Fault("assess-sets-column", Where(file), {"column": one}) for one in columns if one not in frame.columns]
    if missing:
        raise FaultyInput(*missing)
    known = [one.id for one in recipe.members()]
    faults: list[Fault] = []
    sets: dict[str, dict[str, float]] = {}
    for row, name, node, text in frame.select("row", *columns).rows():
        weight = as_number(text or "")
        if node not in known:
            near = extractOne(node or "", known)
            params = {"word": node or "", "near": near[0] if near else "-"}
            faults.append(Fault("assess-sets-node", Where(file, row=row, column=columns[1]), params))
        elif weight is None or weight < 0:
            faults.append(Fault("assess-sets-weight", Where(file, row=row, column=columns[2]), {"value": text or ""}))
        else:
            sets.setdefault(name or "", {})[node] = weight
    faults += _check_sums(sets, file, recipe)
    if faults:
        raise FaultyInput(*faults[:1000], total=len(faults))
    return tuple(sets.values())


def _check_sums(sets: Mapping[str, Mapping[str, float]], file: str, recipe: Recipe) -> list[Fault]:
    below: dict[str, list[str]] = {}
    for one in recipe.members():
        below.setdefault(one.parent, []).append(one.id)
    return [
        Fault("assess-sets-zero", Where(file), {"set": name, "node": parent})
        for name, weights in sets.items()
        for parent, children in below.items()
        if parent and sum(weights.get(child, 1.0) for child in children) <= 0
    ]
