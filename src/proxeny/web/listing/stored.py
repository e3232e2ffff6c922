"""Rows of a list that stay in the database: narrowed, ordered and cut there, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import BaseExpression

from proxeny.register.queries.pages import RecordRow, read_rows
from proxeny.text import fold_key
from proxeny.web.listing.columns import Facet

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Stored:
    """Records of one table. ``orders`` says what each column sorts by, ``find`` which records hold a folded text."""

    query: QuerySet[Any]
    orders: Mapping[str, BaseExpression | F]
    find: Callable[[str, str], Q]

    def narrow(self, text: str, chosen: Mapping[str, str]) -> Stored:
        """As `Rows.narrow`; the codes of facets are fields of the records."""
        query = self.query.filter(**chosen)
        key = fold_key(text)
        return replace(self, query=query.filter(self.find(key, text)) if key else query)

    def count(self) -> int:
        """How many there are."""
        return int(self.query.count())

    def choices(self, facet: Facet) -> list[tuple[str, int]]:
        """As `Rows.choices`."""
        counted = self.query.order_by().values_list(facet.key).annotate(size=Count("id"))
        return [(code, size) for code, size in counted.order_by("-size", facet.key)]

    def cut(self, sort: str, start: int, size: int | None) -> Sequence[RecordRow]:
        """As `Rows.cut`; without data in the column come last either way."""
        order = self.orders.get(sort.removeprefix("-"))
        query = self.query
        if order is not None:
            ordered = order.desc(nulls_last=True) if sort.startswith("-") else order.asc(nulls_last=True)
            query = query.order_by(ordered, "id")
        ids = list(query.values_list("id", flat=True)[start : None if size is None else start + size])
        return [row for at in range(0, len(ids), _CHUNK) for row in read_rows(ids[at : at + _CHUNK])]
