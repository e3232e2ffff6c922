"""Measure many places at once on the indicators of a scheme, from the tables of a register or a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from proxeny.assess.evidence import build_ground, gather_evidence
from proxeny.assess.facts import SUPPORT, TABLES, Facts
from proxeny.assess.figure import Figure
from proxeny.assess.measure import measure_rule
from proxeny.assess.measurements import Cell, Measurements, hash_measurements
from proxeny.assess.model import name_of
from proxeny.assess.validity import Row
from proxeny.errors import Fault, NotFound
from proxeny.scheme.measures import OWNERS
from proxeny.scheme.model import Scheme
from proxeny.tables import ACTIVITIES, AGREEMENTS, MEMBERSHIPS, ORGANISATIONS, PLACES, PROJECTS, TIES, conform

MOST = 1_000  # places compared pair by pair; more than that nobody reads, and it takes hours
KINDS = ("city", "district", "municipality", "province", "region", "county", "country", "intermunicipal", "other")


def measure_cities(
    tables: Mapping[str, pl.DataFrame], scheme: Scheme, on: date, *, kinds: Sequence[str] = ("city",)
) -> Measurements:
    """Measure every place of these ``kinds`` that any record speaks of, on the date ``on``.

    ``tables``: places, organisations, agreements, ties, memberships, activities, projects, claims and sources, as a
    snapshot holds them. A figure that is no data stays missing, with its reason; its bounds are kept where undated
    records leave it open. Places without a single record are left out and counted in a note; of more than `MOST` the
    ones with the most records are measured, and a note says so. Raises `NotFound` where no place is left. Source of
    the method: the measure rules of the scheme, as in a profile.
    """
    facts = _facts(tables)
    ground = build_ground(facts)
    records = _by_owner(facts)
    places = conform(tables["places"], PLACES).filter(pl.col("kind").is_in(list(kinds))).sort("id").to_dicts()
    spoken = [row for row in places if row["id"] in records]
    if not spoken:
        raise NotFound(Fault("assess-places-none", params={"kinds": ", ".join(kinds)}))
    best = _best_known(spoken, records)
    figures = []
    for row in best:
        own = str(row["id"])
        evidence = gather_evidence(records[own], frozenset({own}), ground, on.isoformat())
        figures.append([measure_rule(one.id, one.measure, evidence, one.unit) for one in scheme.indicators])
    made = _gather(best, figures, scheme)
    silent = {"count": len(places) - len(spoken), "of": len(places)}
    many = {"count": len(best), "of": len(spoken)}
    notes = [Fault("assess-places-silent", params=silent, severity="warning")] if silent["count"] else []
    notes += [Fault("assess-places-many", params=many, severity="warning")] if len(best) < len(spoken) else []
    return replace(made, hash=hash_measurements(made), notes=tuple(notes))


def _best_known(places: Sequence[Row], records: Mapping[str, Mapping[str, list[Row]]]) -> list[Row]:
    """The places with the most records, at most `MOST`, in the order given."""
    sizes = {str(row["id"]): sum(len(rows) for rows in records[str(row["id"])].values()) for row in places}
    kept = set(sorted(sizes, key=lambda own: (-sizes[own], own))[:MOST])
    return [row for row in places if str(row["id"]) in kept]


def _facts(tables: Mapping[str, pl.DataFrame]) -> Facts:
    """The tables as the facts of all places together."""
    claims, sources = tables["claims"], tables["sources"].select(pl.col("key").alias("source"), "retrieved")
    wanted = claims.filter(pl.col("kind").is_in(["agreement", "membership", "activity", "project"]))
    support = wanted.select("record", "source", "last_seen", "state").unique().join(sources, on="source", how="left")
    return Facts(
        place=tables["places"].head(1),
        networks=conform(tables["organisations"], ORGANISATIONS),
        places=conform(tables["places"], PLACES),
        support=conform(support, SUPPORT).sort(list(SUPPORT)),
        agreements=conform(tables["agreements"], AGREEMENTS),
        ties=conform(tables["ties"], TIES),
        memberships=conform(tables["memberships"], MEMBERSHIPS),
        activities=conform(tables["activities"], ACTIVITIES),
        projects=conform(tables["projects"], PROJECTS),
    )


def _by_owner(facts: Facts) -> dict[str, dict[str, list[Row]]]:
    """Place id -> table -> the rows in which it takes part."""
    found: dict[str, dict[str, list[Row]]] = {}
    for table in TABLES:
        for row in facts.rows(table):
            for owner in set(_owners(table, row)):
                found.setdefault(owner, {}).setdefault(table, []).append(row)
    return found


def _owners(table: str, row: Row) -> Iterable[str]:
    for column in OWNERS[table]:
        value = row.get(column)
        if isinstance(value, list):
            yield from (str(one) for one in value)
        elif value:
            yield str(value)


def _gather(places: Sequence[Row], figures: Sequence[Sequence[Figure]], scheme: Scheme) -> Measurements:
    """The figures as matrices with their reasons, records and sources."""
    cells = [(str(row["id"]), one) for row, own in zip(places, figures, strict=True) for one in own]
    shape = len(places), len(scheme.indicators)
    values, low, high = (
        np.array([_float(getattr(one, name)) for _, one in cells]).reshape(shape) for name in ("value", "low", "high")
    )
    why: dict[Cell, str] = {(place, one.id): one.why for place, one in cells if one.value is None}
    several = np.array([one.why == "several-units" for _, one in cells]).reshape(shape)
    low, high = (np.where(several, np.nan, np.where(np.isnan(bound), values, bound)) for bound in (low, high))
    return Measurements(
        units=tuple(str(row["id"]) for row in places),
        indicators=tuple(one.id for one in scheme.indicators),
        values=values,
        low=low,
        high=high,
        names={str(row["id"]): dict(name_of(row).items()) for row in places},
        groups={"country": tuple(str(row["country"] or "") for row in places)},
        why=why,
        records={(place, one.id): one.records for place, one in cells if one.records},
        sources={(place, one.id): one.sources for place, one in cells if one.sources},
        origin="snapshot",
    )


def _float(value: float | None) -> float:
    return float("nan") if value is None else float(value)
