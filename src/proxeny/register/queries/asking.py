"""Pages of records as a program asks for them: filtered, sorted, on a day, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from proxeny.register.models import Involvement, Place
from proxeny.register.queries.days import narrow_to_days
from proxeny.register.queries.pages import TABLES
from proxeny.register.queries.pages_sources import read_source_keys
from proxeny.tables import RECORDS
from proxeny.text import fold_key

Filter = Callable[[str], Q]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. ``sort``: a column, with ``-`` before it from the end; ties are always broken by id.

    ``on``: only what may hold on that day. ``known_at``: only records that a source spoke of by that day; of a tie no
    source speaks, but of its agreements.
    """

    table: str
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = "id"
    on: date | None = None
    known_at: date | None = None
    start: int = 0
    size: int = 50


def _is(column: str) -> Filter:
    return lambda value: Q(**{column: value})


def _named(value: str) -> Q:
    key = fold_key(value)
    return Q(search__contains=key) if key else Q(pk__in=())


def _listed(column: str) -> Filter:
    return lambda value: Q(**{f"{column}_text__contains": f'"{value}"'})


def _involves(kind: str) -> Filter:
    return lambda value: Q(id__in=Involvement.objects.filter(kind=kind, entity=value).values("record"))


def _tied_to(value: str) -> Q:
    return Q(a=value) | Q(b=value)


def _in_country(*columns: str) -> Filter:
    def chosen(value: str) -> Q:
        places = Place.objects.filter(country=value).values("id")
        wanted = Q()
        for column in columns:
            wanted |= Q(**{f"{column}__in": places})
        return wanted

    return chosen


FILTERS: Mapping[str, Mapping[str, Filter]] = {
    "places": {"name": _named, **{name: _is(name) for name in ("country", "kind", "parent", "wikidata")}},
    "organisations": {
        "name": _named, "topic": _listed("topics"),
        **{name: _is(name) for name in ("country", "kind", "scale", "seat")},
    },
    "agreements": {
        "kind": _is("kind"), "state": _is("state"), "party": _involves("agreement"), "topic": _listed("topics"),
    },
    "ties": {"place": _tied_to, "country": _in_country("a", "b")},
    "memberships": {
        **{name: _is(name) for name in ("member", "network", "form", "state")}, "country": _in_country("member"),
    },
    "activities": {"type": _is("type"), "participant": _involves("activity"), "topic": _listed("topics")},
    "projects": {"state": _is("state"), "participant": _involves("project"), "topic": _listed("topics")},
}  # fmt: skip
SORTS: Mapping[str, tuple[str, ...]] = {
    "places": ("id", "name", "country", "population"),
    "organisations": ("id", "name", "country", "founded"),
    "agreements": ("id", "kind", "signed", "valid_from", "valid_to"),
    "ties": ("id", "a", "b", "valid_from", "valid_to"),
    "memberships": ("id", "member", "network", "valid_from", "valid_to"),
    "activities": ("id", "type", "title", "valid_from"),
    "projects": ("id", "title", "valid_from", "amount"),
}
_LISTS = ("topics",)


def read_asked(asked: Asked, networks: bool = False) -> tuple[list[dict[str, Any]], int]:
    """One page of rows with the columns of the table and ``sources``, and how many rows there are in all.

    ``networks``: of the organisations, only the networks. The number of queries does not depend on that of the rows.
    """
    query = _narrow(TABLES[asked.table].objects.all(), asked)
    if networks:
        query = query.filter(id__startswith="nw:")
    total = query.count()
    column = asked.sort.lstrip("-")
    order = F(column).desc(nulls_last=True) if asked.sort.startswith("-") else F(column).asc(nulls_last=True)
    rows = list(query.order_by(order, "id").values(*RECORDS[asked.table])[asked.start : asked.start + asked.size])
    return with_sources(asked.table, rows), total


def with_sources(table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each with the keys of the sources that speak of it; a tie with those of its agreements."""
    behind = {row["id"]: row["agreements"] if table == "ties" else [row["id"]] for row in rows}
    keys = read_source_keys({one for ids in behind.values() for one in ids})
    return [{**row, "sources": sorted({key for one in behind[row["id"]] for key in keys.get(one, ())})} for row in rows]


def _narrow(query: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    names = {column.name for column in query.model._meta.concrete_fields}
    query = query.annotate(**{f"{name}_text": Cast(name, TextField()) for name in _LISTS if name in names})
    for name, value in asked.filters.items():
        query = query.filter(FILTERS[asked.table][name](value))
    return narrow_to_days(query, asked.on, asked.known_at)
