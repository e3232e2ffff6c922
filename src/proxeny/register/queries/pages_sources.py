"""Sources as pages show them: which records each speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import polars as pl
from django.db.models import Count, Exists, Max, Min, Model, OuterRef, Q, QuerySet

from proxeny.errors import NotFound
from proxeny.io.fold import fold_claims
from proxeny.io.vocabulary import KINDS
from proxeny.register.models import Activity, Agreement, Claim, Membership, Organisation, Project, Source
from proxeny.register.queries.claims import read_claims_of, read_ranks
from proxeny.register.queries.days import narrow_to_days
from proxeny.register.queries.merges import read_merges
from proxeny.register.rows import select_strings, table_of

_LIVE = ("proposed", "accepted")
_DATED: Mapping[str, type[Model]] = {
    "agreement": Agreement, "membership": Membership, "activity": Activity, "project": Project,
    "organisation": Organisation,
}  # fmt: skip
DISPUTES = dict.fromkeys(
    ("record", "kind", "field", "value_stands", "source_stands", "reason", "value", "source"), pl.String
)


def read_source_keys(records: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Record id -> keys of the sources that speak of it, sorted."""
    pairs = (
        Claim.objects.filter(record__in=list(records), state__in=_LIVE)
        .values_list("record", "source_id")
        .distinct()
        .order_by("record", "source_id")
    )
    found: dict[str, tuple[str, ...]] = {}
    for record, source in pairs:
        found[record] = (*found.get(record, ()), source)
    return found


def read_source_rows(keys: Collection[str]) -> list[dict[str, Any]]:
    """The named sources, by key."""
    return list(Source.objects.filter(key__in=keys).order_by("key").values())


@dataclass(frozen=True, slots=True)
class Said:
    """Which claims of a source are asked for: of records that may hold on a day, first seen by a day; all if None."""

    on: date | None = None
    known: date | None = None

    def of(self, key: str) -> QuerySet[Claim]:
        """The live claims of a source that fit."""
        claims = Claim.objects.filter(source_id=key, state__in=_LIVE)
        if self.known is not None:
            claims = claims.filter(first_seen__lte=self.known.isoformat())
        if self.on is not None:
            undated = Q(kind__in=[kind for kind in KINDS if kind not in _DATED])
            held = (narrow_to_days(model.objects.all(), self.on, None).values("id") for model in _DATED.values())
            claims = claims.filter(reduce(or_, (Q(record__in=ids) for ids in held), undated))
        return claims


def read_source(key: str, said: Said = Said()) -> dict[str, Any]:
    """One source with how many claims it makes of how many records, by kind. Raises `NotFound`."""
    source = Source.objects.filter(key=key).values().first()
    if source is None:
        raise NotFound.of("source-unknown", key=key)
    claims = said.of(key)
    counted = claims.values("kind").annotate(claims=Count("id"), records=Count("record", distinct=True))
    seen = claims.aggregate(first=Min("first_seen"), last=Max("last_seen"))
    return {**source, "kinds": list(counted.order_by("kind")), **{name: day or "" for name, day in seen.items()}}


def read_records_of(key: str, page: slice, kind: str = "", said: Said = Said()) -> list[str]:
    """Ids of one page of the records a source speaks of, by kind, all or those of one kind."""
    claims = said.of(key)
    if kind:
        claims = claims.filter(kind=kind)
    pairs = claims.order_by("kind", "record").values_list("kind", "record").distinct()[page]
    return [record for _, record in pairs]


def read_disputes(key: str, sample: int) -> pl.DataFrame:
    """Where a source and others contradict each other, by the fold itself: DISPUTES, one row for each value that lost.

    Looks at the first ``sample`` records of which this source and another one speak. Spellings of names and coordinates
    differ everywhere and are left out.
    """
    claims = f"SELECT record FROM {table_of(Claim)} WHERE state IN ('proposed', 'accepted') AND source_id"
    shared = select_strings(f"{claims} = %s INTERSECT {claims} <> %s ORDER BY record LIMIT %s", [key, key, sample])
    table = read_claims_of(shared)
    if table.is_empty():
        return pl.DataFrame(schema=DISPUTES)
    told = fold_claims(table, read_ranks(), read_merges()).provenance
    said = told.join(table.select(pl.col("key").alias("claim"), "kind", "value", "source"), on="claim")
    stands = (
        said.filter(pl.col("won")).group_by("record", "field").agg(pl.col("value", "source").sort_by("claim").first())
    )
    lost = said.filter(~pl.col("won")).join(stands, on=["record", "field"], suffix="_stands")
    ours = (pl.col("source") == key) | (pl.col("source_stands") == key)
    trivial = pl.col("field").str.starts_with("name") | (pl.col("field") == "coordinates")
    different = lost.filter(ours & ~trivial & (pl.col("value") != pl.col("value_stands")))
    return different.select(list(DISPUTES)).unique().sort("record", "field", "source", "value")


def list_sources(start: int, size: int, known: date | None = None) -> tuple[list[dict[str, Any]], int]:
    """One page of all sources by title, each with its number of live claims, and how many sources there are.

    ``known``: as they stood on that day, by claims first seen until then.
    """
    sources = Source.objects.order_by("title", "key")
    seen = Q() if known is None else Q(first_seen__lte=known.isoformat())
    if known is not None:
        sources = sources.filter(Exists(Claim.objects.filter(seen, source_id=OuterRef("key"))))
    rows = list(sources.values()[start : start + size])
    counts = dict(
        Claim.objects.filter(seen, source_id__in=[row["key"] for row in rows], state__in=_LIVE)
        .values_list("source_id")
        .annotate(Count("id"))
        .order_by()
    )
    return [{**row, "claims": counts.get(row["key"], 0)} for row in rows], sources.count()
