"""Lists of whole tables of the register: their columns, orders and choices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.register.models import Involvement, Organisation, Place
from proxeny.register.queries.days import narrow_to_days
from proxeny.register.queries.pages import TABLES as MODELS
from proxeny.register.queries.pages import RecordRow
from proxeny.report.calendar import number
from proxeny.report.labels import country, label
from proxeny.report.words import language
from proxeny.web import rows
from proxeny.web.collation import by_name
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.listing.stored import Stored
from proxeny.web.templatetags.proxeny import address, since, until

TABLES = ("places", "networks", "organisations", "agreements", "ties", "memberships", "activities", "projects")
_ENTITIES = frozenset({"places", "networks", "organisations"})
_KINDS = {
    "places": "place_kind", "networks": "organisation_kind", "organisations": "organisation_kind",
    "agreements": "agreement_kind", "activities": "activity_type", "projects": "project_state", "memberships": "form",
}  # fmt: skip
_CODED = {"activities": "type", "projects": "state", "memberships": "form"}
_STATES = {"agreements": "agreement_state", "memberships": "membership_state"}


def list_records(table: str) -> Table:
    """The list of a table."""
    here = language()
    caption = label("table", table, here)
    columns = _of_entities(table) if table in _ENTITIES else _of_records()
    return Table(columns, caption, sort="name" if table in _ENTITIES else "", file=table, facets=_facets(table))


def stored_records(table: str, on: date | None = None, known: date | None = None) -> Stored:
    """The records of a table; those that may hold on a day, those that were known on a day."""
    query: QuerySet[Any] = MODELS["organisations" if table == "networks" else table].objects.order_by("id")
    query = narrow_to_days(query, on, known)
    if table == "networks":
        query = query.filter(id__startswith="nw:")
    if table in _ENTITIES:
        orders = {"name": by_name(language()), **{one: F(one) for one in ("country", "kind", "population")}}
        return Stored(query, orders, lambda key, text: Q(search__contains=key))
    orders = {"since": F("valid_from"), "until": F("valid_to")}
    if table != "ties":
        orders["kind"] = F(_CODED.get(table, "kind")) if table in _KINDS else F("id")
    return Stored(query, orders, _finder(table))


def _finder(table: str) -> Any:
    """Records one of whose parties bears a name, or whose title holds the words."""

    def find(key: str, text: str) -> Q:
        named = [model.objects.filter(search__contains=key).values("id") for model in (Place, Organisation)]
        sides = {"ties": ("a", "b"), "memberships": ("member", "network")}.get(table)
        if sides:
            return Q(*(Q(**{f"{side}__in": ids}) for side in sides for ids in named), _connector=Q.OR)
        involved = Involvement.objects.filter(Q(entity__in=named[0]) | Q(entity__in=named[1]))
        return Q(title__icontains=text) | Q(id__in=involved.values("record"))

    return find


def _facets(table: str) -> Sequence[Facet]:
    here = language()
    facets = []
    if table in _KINDS:
        codes, field = _KINDS[table], _CODED.get(table, "kind")
        facets.append(Facet(field, _("Kind"), lambda row: row.row[field], lambda code: label(codes, code, here)))
    if table in _STATES:
        states = _STATES[table]
        facets.append(Facet("state", _("State"), lambda row: row.row["state"], lambda code: label(states, code, here)))
    if table in _ENTITIES:
        facets.append(Facet("country", _("Country"), lambda row: row.row["country"], lambda code: country(code, here)))
    return facets


def _of_entities(table: str) -> Sequence[Column]:
    columns = [
        Column("name", _("Name"), rows.plain_row, _named),
        Column("kind", _("Kind"), rows.kinds_of),
        Column("country", _("Country"), _country),
    ]
    if table == "places":
        columns.append(Column("population", _("Population"), lambda row: row.row["population"], kind="number"))
    return [*columns, _sources_column()]


def _of_records() -> Sequence[Column]:
    return (
        Column("record", _("Record"), rows.plain_row, _titled, sortable=False),
        Column("kind", _("Kind"), rows.kinds_of),
        Column("since", _("Since"), lambda row: _day(row.start), since, "date"),
        Column("until", _("Until"), lambda row: _day(row.end), until, "date"),
        _sources_column(),
    )


def _sources_column() -> Column:
    return Column("sources", _("Sources"), lambda row: len(row.sources), _sources, "number", sortable=False)


def _named(row: RecordRow) -> SafeString:
    acronym = row.row.get("acronym") or ""
    more = format_html(' <span class="note"><bdi>{}</bdi></span>', acronym) if acronym else ""
    return format_html('<a href="{}">{}</a>{}', address(row), rows.show_row(row), more)


def _titled(row: RecordRow) -> SafeString:
    parties = format_html_join(" – ", "{}", ((rows.show_name(one),) for one in row.parties))
    more = format_html(' <span class="note">{}</span>', parties) if row.row.get("title") and row.parties else ""
    return format_html('<a href="{}">{}</a>{}', address(row), rows.show_row(row), more)


def _country(row: RecordRow) -> str:
    return country(row.row["country"], language()) if row.row["country"] else ""


def _sources(row: RecordRow) -> SafeString:
    shown = number(len(row.sources), language())
    return format_html('<a href="{}#sources">{}</a>', reverse("record", args=[row.id]), shown)


def _day(start: tuple[Any, str]) -> str | None:
    return str(start[0]) if start[0] else None
