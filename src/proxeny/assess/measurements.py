"""Measurements: units by indicators, with bounds, the reasons for what is missing, and the records behind."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from proxeny.assess.methods import Floats
from proxeny.errors import Fault

Cell = tuple[str, str]  # unit, indicator


@dataclass(frozen=True, slots=True)
class Measurements:
    """What is known of every unit.

    ``values`` is units x indicators, NaN where nothing is known; ``low`` and ``high`` bound what undated records leave
    open and equal the value elsewhere. ``why``: (unit, indicator) -> code of the reason why it is missing.
    ``records``: (unit, indicator) -> table -> ids of the records counted. ``notes`` are warnings.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats
    low: Floats
    high: Floats
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    denominators: Mapping[str, Floats] = field(default_factory=dict)
    earlier: Floats | None = None
    why: Mapping[Cell, str] = field(default_factory=dict)
    records: Mapping[Cell, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    sources: Mapping[Cell, Sequence[str]] = field(default_factory=dict)
    origin: str = ""
    hash: str = ""
    notes: tuple[Fault, ...] = ()

    def name(self, unit: str, language: str = "en") -> str:
        """What a unit is called in a language, or its code."""
        words = self.names.get(unit, {})
        return words.get(language) or words.get("en") or unit

    def take(self, rows: NDArray[np.intp]) -> Measurements:
        """The measurements of some units."""
        return replace(
            self,
            units=tuple(self.units[row] for row in rows),
            values=self.values[rows],
            low=self.low[rows],
            high=self.high[rows],
            groups={name: tuple(of[row] for row in rows) for name, of in self.groups.items()},
            denominators={name: of[rows] for name, of in self.denominators.items()},
            earlier=None if self.earlier is None else self.earlier[rows],
        )

    def select(self, indicators: Sequence[str]) -> Measurements:
        """The measurements on some indicators."""
        columns = [self.indicators.index(name) for name in indicators]
        return replace(
            self,
            indicators=tuple(indicators),
            values=self.values[:, columns],
            low=self.low[:, columns],
            high=self.high[:, columns],
            earlier=None if self.earlier is None else self.earlier[:, columns],
        )


def hash_measurements(data: Measurements) -> str:
    """BLAKE2b of units, indicators, values and bounds, 32 hex digits."""
    made = blake2b(json.dumps([data.units, data.indicators, sorted(data.groups)]).encode(), digest_size=16)
    for matrix in (data.values, data.low, data.high, *(data.denominators[name] for name in sorted(data.denominators))):
        made.update(np.ascontiguousarray(np.nan_to_num(matrix, nan=np.finfo(np.float64).max)).tobytes())
    made.update(json.dumps([data.groups[name] for name in sorted(data.groups)]).encode())
    return made.hexdigest()
