"""Treatments of outliers, one file each; each takes the column of one indicator, NaN where it has no value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proxeny.assess.methods import Floats, Method, Settings
from proxeny.registry import Registry


@dataclass(frozen=True, slots=True)
class Treated:
    """A treated column, and what was done to it: a word, and how many values or steps it took."""

    values: Floats
    how: str = ""
    count: int = 0


Treatment = Callable[[Floats, Settings], Treated]
TREATMENTS: Registry[Method[Treatment]] = Registry("treatment", "proxeny.assess.treatments")
"""By name; outside packages add theirs by the entry point ``proxeny.treatment``."""
