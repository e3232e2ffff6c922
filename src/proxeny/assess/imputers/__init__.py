"""Imputers, one file each: they fill gaps of the matrix of units by indicators, or leave them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from proxeny.assess.methods import Floats, Method, Settings
from proxeny.registry import Registry


@dataclass(frozen=True, slots=True)
class Around:
    """What an imputer may look at beside the matrix: the groups of units, and earlier values of the same units.

    ``earlier``: units x indicators, the latest earlier value that is known.
    """

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: Floats | None = None

    def members(self, group: str, count: int) -> tuple[str, ...]:
        """The group of every unit, or one for all where no group is asked for."""
        return self.groups[group] if group else ("",) * count


Imputer = Callable[[Floats, Settings, Around], Floats]
IMPUTERS: Registry[Method[Imputer]] = Registry("imputer", "proxeny.assess.imputers")
"""By name; outside packages add theirs by the entry point ``proxeny.imputer``."""


def fill_by_group(values: Floats, members: tuple[str, ...], middle: Callable[[Floats], Floats]) -> Floats:
    """Fill the gaps of every column with the middle of the unit's group, or of all where the group has none."""
    made = values.copy()
    for group in sorted(set(members)):
        rows = np.array([member == group for member in members])
        for column in range(values.shape[1]):
            gaps = rows & np.isnan(values[:, column])
            if gaps.any():
                known = values[rows & ~np.isnan(values[:, column]), column]
                known = known if len(known) else values[~np.isnan(values[:, column]), column]
                if len(known):
                    made[gaps, column] = middle(known)
    return made
