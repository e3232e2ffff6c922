"""Count what one part of a rule asks for, with bounds for what is undated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import prod

from proxeny.assess.evidence import Entry, Evidence
from proxeny.assess.validity import Validity
from proxeny.scheme.measures import Part, When

_MONEY = frozenset({"amount"})
NOT_STATED = "not_stated"

Bounds = tuple[float, float, float]  # low, value, high


@dataclass(slots=True)
class Tally:
    """What the parts of one rule found so far."""

    when: dict[tuple[str, str], tuple[Entry, When]] = field(default_factory=dict)
    once: set[tuple[str, str]] = field(default_factory=set)  # counted as a record, so not counted again
    sums: dict[str, Bounds] = field(default_factory=dict)  # unit -> bounds
    missing: int = 0
    held: bool = False  # the register holds records of a kind asked for
    matched: bool = False  # some of them are what the rule asks for
    likely: bool = False  # some of those that make up a sum are at least likely to count on the date

    def add(self, unit: str, bounds: Bounds) -> None:
        low, value, high = self.sums.get(unit, (0.0, 0.0, 0.0))
        self.sums[unit] = (low + bounds[0], value + bounds[1], high + bounds[2])


def count_part(part: Part, evidence: Evidence, tally: Tally, unit: str) -> None:
    """Add to ``tally`` what ``part`` finds in ``evidence``, in ``unit`` or the currency of the amounts."""
    entries = evidence.tables[part.table]
    matching = [entry for entry in entries if _matches(part, entry)]
    tally.held = tally.held or bool(entries)
    tally.matched = tally.matched or bool(matching)
    counted = [entry for entry in matching if entry.validity[part.when] > Validity.OUT]
    for entry in counted:
        tally.when.setdefault((entry.table, entry.id), (entry, part.when))
    if part.count.verb == "records":
        fresh = [entry for entry in counted if (entry.table, entry.id) not in tally.once]
        tally.once.update((entry.table, entry.id) for entry in fresh)
        _add_size(fresh, part.when, len, tally, unit)
    elif part.count.verb == "distinct":
        _count_distinct(part, counted, evidence.ids, tally, unit)
    else:
        _sum_fields(part, counted, tally, unit)


def _matches(part: Part, entry: Entry) -> bool:
    for name, wanted in part.where.items():
        if not entry.has(name, wanted):
            return False
    return not any(entry.has(name, unwanted) for name, unwanted in part.unless.items())


def _add_size(entries: list[Entry], when: When, size: Callable[[list[Entry]], float], tally: Tally, unit: str) -> None:
    """Add ``size`` of what is certain, of what is at least likely, and of all; an empty one is no data."""
    if not size(entries):
        return
    certain = [entry for entry in entries if entry.validity[when] is Validity.CERTAIN]
    likely = [entry for entry in entries if entry.validity[when] >= Validity.LIKELY]
    tally.add(unit, (size(certain), size(likely), size(entries)))
    tally.likely = tally.likely or bool(size(likely))


def _count_distinct(part: Part, counted: list[Entry], own: frozenset[str], tally: Tally, unit: str) -> None:
    name = part.count.fields[0]

    def values(entries: Iterable[Entry]) -> float:
        return len({value for entry in entries for value in entry.values(name) if value not in own})

    tally.missing += sum(not values([entry]) for entry in counted)
    _add_size(counted, part.when, values, tally, unit)


def _sum_fields(part: Part, counted: list[Entry], tally: Tally, unit: str) -> None:
    money = not _MONEY.isdisjoint(part.count.fields)
    for entry in counted:
        numbers = [entry.row.get(name) for name in part.count.fields]
        stated = [float(number) for number in numbers if isinstance(number, int | float)]
        if len(stated) < len(numbers):
            tally.missing += 1
            continue
        sure, amount = entry.validity[part.when], prod(stated)
        low = amount if sure is Validity.CERTAIN else min(0.0, amount)
        high = amount if sure is Validity.CERTAIN else max(0.0, amount)
        currency = str(entry.row.get("currency") or NOT_STATED) if money else unit
        tally.add(currency, (low, amount if sure >= Validity.LIKELY else 0.0, high))
        tally.likely = tally.likely or sure >= Validity.LIKELY
