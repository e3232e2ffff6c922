"""Measure one rule of the scheme on the evidence of a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from proxeny.assess.evidence import Entry, Evidence
from proxeny.assess.figure import Figure, Why
from proxeny.assess.tally import NOT_STATED, Tally, count_part
from proxeny.assess.validity import Validity
from proxeny.scheme.measures import Measure, When

_BREAKDOWN: Mapping[str, tuple[str, ...]] = {
    "agreements": ("kind",),
    "ties": ("partner.country", "partner.kind"),
    "memberships": ("network.scale", "form"),
    "activities": ("type", "direction"),
    "projects": ("state",),
}


def measure_rule(name: str, rule: Measure | None, evidence: Evidence, unit: str = "") -> Figure:
    """Measure ``rule``: its parts are added, a record is counted once, and money is added per currency only.

    ``name`` becomes the figure's id, ``unit`` its unit where it is not a currency. Source of the method: the measure
    rules of the scheme (`proxeny.scheme.measures`).
    """
    if rule is None or not (rule.parts or rule.external):
        return Figure(name, "not_measurable", "rule-absent", unit=unit)
    if not rule.parts:
        return Figure(name, "not_measurable", "needs-external", unit=unit, external=rule.external)
    tally = Tally()
    for part in rule.parts:
        count_part(part, evidence, tally, unit)
    return _figure(name, tally, unit, rule.external)


def _figure(name: str, tally: Tally, unit: str, external: str) -> Figure:
    found = [entry for entry, _ in tally.when.values()]
    likely = [entry for entry, when in tally.when.values() if entry.validity[when] >= Validity.LIKELY]
    [(only, (low, value, high))] = tally.sums.items() if len(tally.sums) == 1 else [(unit, (None, None, None))]
    why = _why(tally)
    seen = [date for entry in found for date in entry.support.seen]
    breakdown = _breakdown(likely)
    if len(tally.sums) > 1:
        breakdown["unit"] = {key: tally.sums[key][1] for key in sorted(tally.sums)}
    return Figure(
        name,
        "no_data" if why and why != "several-units" else "measured",
        why,
        value=None if why else value,
        low=low,
        high=high,
        unit=only,
        records=_ids(found),
        uncertain=_pick(tally, lambda entry, when: entry.validity[when] is not Validity.CERTAIN),
        proposed=_pick(tally, lambda entry, when: entry.support.proposed),
        missing=tally.missing,
        sources=tuple(sorted({source for entry in found for source in entry.support.sources})),
        newest=max(seen, default=""),
        oldest=min(seen, default=""),
        breakdown=breakdown,
        external=external,
    )


def _why(tally: Tally) -> Why:
    """The first reason, from the emptiest on, why there is no one number."""
    reasons: tuple[tuple[bool, Why], ...] = (
        (not tally.held, "no-records"),
        (not tally.matched, "no-match"),
        (not tally.when, "not-on-date"),
        (not tally.sums, "no-values"),
        (not tally.likely, "undated-only"),
        (len(tally.sums) > 1, "several-units"),
    )
    return next((why for holds, why in reasons if holds), "")


def _pick(tally: Tally, wanted: Callable[[Entry, When], bool]) -> tuple[str, ...]:
    return tuple(sorted(entry.id for entry, when in tally.when.values() if wanted(entry, when)))


def _ids(entries: list[Entry]) -> dict[str, tuple[str, ...]]:
    tables: dict[str, list[str]] = {}
    for entry in entries:
        tables.setdefault(entry.table, []).append(entry.id)
    return {table: tuple(sorted(tables[table])) for table in sorted(tables)}


def _breakdown(entries: list[Entry]) -> dict[str, dict[str, float]]:
    """How many records have each value of the fields by which their table is broken down."""
    counts: dict[str, dict[str, float]] = {}
    for entry in entries:
        for name in _BREAKDOWN[entry.table]:
            for value in entry.values(name) or [NOT_STATED]:
                of_name = counts.setdefault(name, {})
                of_name[str(value)] = of_name.get(str(value), 0) + 1
    return {name: dict(sorted(counts[name].items())) for name in sorted(counts)}
