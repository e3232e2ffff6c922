"""A figure: one number of a profile with its bounds, its reason where there is none, and all that stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["measured", "no_data", "not_measurable"]
Why = Literal[
    "",
    "no-records",  # the register holds no record of the kinds asked for
    "no-match",  # it holds some, but none that the rule asks for
    "not-on-date",  # it holds such records, but none counts on the date
    "undated-only",  # all such records are undated, and no source listed them by the date
    "no-values",  # the records do not state what is to be summed or told apart
    "several-units",  # amounts in several currencies are never added
    "needs-external",  # a statistic that the register does not hold
    "nothing-measured",  # none of the indicators is
    "rule-absent",  # the scheme does not say how it is measured
]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    ``low`` counts what is certainly valid on the date, ``high`` also what may be; ``value`` what is certain or likely
    (a source lists it by the date). None is no data, never zero. ``records``: table -> sorted ids of all behind
    ``high``; ``uncertain`` and ``proposed`` are those of them that are undated, and that nobody accepted yet;
    ``missing`` of them do not state what is summed or told apart. ``breakdown``: field -> code -> how much of value.
    """

    id: str
    status: Status
    why: Why = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uncertain: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    missing: int = 0
    sources: tuple[str, ...] = ()
    newest: str = ""  # the latest and the earliest date on which a source of these records was seen
    oldest: str = ""
    breakdown: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    external: str = ""

    @property
    def count(self) -> int:
        """How many records stand behind it."""
        return sum(len(ids) for ids in self.records.values())

    @property
    def undated(self) -> int:
        """How many of them may or may not have counted on the date."""
        return len(self.uncertain)

    @property
    def certain(self) -> int:
        """How many of them certainly counted on the date."""
        return self.count - self.undated
