"""Why a unit stands where it stands: its score taken apart, down to values, records and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.result import Assessment


@dataclass(frozen=True, slots=True)
class Part:
    """One node or indicator of a unit's score.

    ``weight``: its share among its siblings; ``effective``: of the whole index; ``points``: what it adds to the
    arithmetic mean of its parent; ``median``: the median score of all units. Of an indicator: the
    measured ``value`` with its bounds, why it is missing, and the records and sources behind.
    """

    id: str
    score: float | None
    low: float | None
    high: float | None
    weight: float
    effective: float
    rank: int | None
    of: int
    median: float | None
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    why: str = ""
    records: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sources: Sequence[str] = ()
    children: tuple[Part, ...] = ()

    @property
    def points(self) -> float | None:
        """Weight times score."""
        return None if self.score is None else self.weight * self.score


def explain_unit(made: Assessment, unit: str) -> Part:
    """The whole tree of a unit's score; the root is the index."""
    return _part(made, unit, made.run.tree.root, 1.0, 1.0)


def _part(made: Assessment, unit: str, name: str, weight: float, effective: float) -> Part:
    run, row = made.run, made.run.units.index(unit)
    node = next((one for one in run.tree.nodes if one.id == name), None)
    scores = run.scores[name] if node else run.data.values[:, run.data.indicators.index(name)]
    known = scores[~np.isnan(scores)]
    bounds = _bounds(made, name, row)
    common: dict[str, Any] = {
        "id": name,
        "score": _none(scores[row]),
        "low": bounds[0],
        "high": bounds[1],
        "weight": weight,
        "effective": effective,
        "rank": int(rank_down(scores)[row]) or None,
        "of": len(known),
        "median": float(np.median(known)) if len(known) else None,
    }
    if node:
        shares = [(child, run.weights[child]) for child in node.children]
        children = tuple(_part(made, unit, child, share, effective * share) for child, share in shares)
        return Part(**common, children=children)
    return Part(**common, **_measured(made, unit, name))


def _measured(made: Assessment, unit: str, name: str) -> dict[str, Any]:
    data, cell = made.data, (unit, name)
    row, column = data.units.index(unit), data.indicators.index(name)
    return {
        "value": _none(data.values[row, column]),
        "value_low": _none(data.low[row, column]),
        "value_high": _none(data.high[row, column]),
        "why": data.why.get(cell, ""),
        "records": data.records.get(cell, {}),
        "sources": data.sources.get(cell, ()),
    }


def _bounds(made: Assessment, name: str, row: int) -> tuple[float | None, float | None]:
    if made.drawn is None:
        return None, None
    if name == made.run.tree.root:
        return _none(made.drawn.spread.score_low[row]), _none(made.drawn.spread.score_high[row])
    if name in made.drawn.nodes:
        low, high = made.drawn.nodes[name]
        return _none(low[row]), _none(high[row])
    return None, None


def _none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
