"""What a suggestion would change of the indicators: the city is measured as it is, and as if it had been done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from proxeny.advise.programme.model import Kind
from proxeny.assess.evidence import build_evidence
from proxeny.assess.facts import Facts
from proxeny.assess.measure import measure_rule
from proxeny.scheme.model import Scheme
from proxeny.tables import AGREEMENTS, MEMBERSHIPS, ORGANISATIONS, PLACES, TIES, Schema, conform

_NEW = "new:"
_NAMES = ("id", "name", "name_en", "name_tr", "name_fa", "acronym", "website", "wikidata")  # nothing measures them


@dataclass(frozen=True, eq=False)
class Done:
    """A suggestion as if it had been done: a partner or network by id, or a union; and what is known of partner or
    network (rows of PLACES and ORGANISATIONS)."""

    kind: Kind
    subject: str = ""
    places: pl.DataFrame = field(default_factory=pl.DataFrame)
    organisations: pl.DataFrame = field(default_factory=pl.DataFrame)


def measure_change(facts: Facts, done: Done, scheme: Scheme, on: date) -> Mapping[str, tuple[float | None, float]]:
    """Indicator -> its value before and after, of those that change; None: no data before.

    A network adds one membership in force, a partner one agreement and one tie, a union the membership of a new
    organisation of several countries. Source of the method: the measure rules of the scheme.
    """
    return measure_changes(facts, [done], scheme, on)[0]


def measure_changes(
    facts: Facts, dones: Sequence[Done], scheme: Scheme, on: date
) -> list[Mapping[str, tuple[float | None, float]]]:
    """The same of several suggestions, each alone; networks alike in all that is measured are measured once."""
    before = _measure(facts, scheme, on)
    found: list[Mapping[str, tuple[float | None, float]]] = []
    measured: dict[tuple[object, ...], dict[str, float | None]] = {}
    for done in dones:
        key = _alike(facts, done)
        if not key or key not in measured:
            measured[key] = _measure(_with(facts, done, on), scheme, on)
        after = measured[key]
        found.append(
            {one: (before[one], value) for one, value in after.items() if value is not None and value != before[one]}
        )
    return found


def _alike(facts: Facts, done: Done) -> tuple[object, ...]:
    """What tells one network from another where it is measured; empty: it is measured alone."""
    if done.kind != "network" or done.subject in set(facts.memberships["network"]):
        return ()
    about = done.organisations.drop([name for name in _NAMES if name in done.organisations.columns])
    return ("network", str(about.rows()))


def _measure(facts: Facts, scheme: Scheme, on: date) -> dict[str, float | None]:
    evidence = build_evidence(facts, on.isoformat())
    return {one.id: measure_rule(one.id, one.measure, evidence, one.unit).value for one in scheme.indicators}


def _with(facts: Facts, done: Done, on: date) -> Facts:
    """The facts with the records that it would bring."""
    own, day = str(facts.place["id"][0]), on.isoformat()
    dated = {"valid_from": day, "valid_from_precision": "day"}
    if done.kind != "partner":
        network = done.subject or _NEW + "un"
        joined = {"id": _NEW + "me", "member": own, "network": network, "state": "active", **dated}
        founded = _table({"id": network, "kind": "union", "scale": "regional"}, ORGANISATIONS)
        known = done.organisations if done.kind == "network" else founded
        return replace(
            facts,
            memberships=_add(facts.memberships, _table(joined, MEMBERSHIPS), MEMBERSHIPS),
            networks=_add(facts.networks, known, ORGANISATIONS),
        )
    agreement: dict[str, object] = {
        "id": _NEW + "ag", "kind": "partnership", "parties": sorted([own, done.subject]), "state": "in_force",
        "signed": day, **dated,
    }  # fmt: skip
    tie: dict[str, object] = {
        "id": _NEW + "ti", "a": min(own, done.subject), "b": max(own, done.subject), "agreements": [_NEW + "ag"],
        "valid_from": day,
    }  # fmt: skip
    return replace(
        facts,
        agreements=_add(facts.agreements, _table(agreement, AGREEMENTS), AGREEMENTS),
        ties=_add(facts.ties, _table(tie, TIES), TIES),
        places=_add(facts.places, done.places, PLACES),
    )


def _table(row: Mapping[str, object], schema: Schema) -> pl.DataFrame:
    return conform(pl.DataFrame([row]), schema)


def _add(table: pl.DataFrame, more: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """Both together; a row that is there already stays as it is."""
    both = pl.concat([conform(table, schema), conform(more, schema)])
    return both.unique("id", keep="first", maintain_order=True)
