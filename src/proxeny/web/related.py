"""Lists of what joins places: ties with their partners, memberships with their networks or members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.register.queries.pages import Entity, RecordRow
from proxeny.report.calendar import number
from proxeny.report.labels import country, label
from proxeny.report.names import name_in
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web import rows
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.templatetags.proxeny import address_of, link, since, until

_SHOWN = 25  # rows of a list among other lists


@dataclass(frozen=True, slots=True)
class Related:
    """A record with its other end, and whether it holds on the day (``out``, ``possible``, ``likely``, ``certain``)."""

    row: RecordRow
    other: Entity
    validity: str = "certain"


def list_ties(name: str = "ties") -> Table:
    """The list of a place's ties."""
    columns = (
        Column("partner", _("Partner city"), _other_name, lambda one: link(one.other)),
        Column("country", _("Country"), _other_country),
        *_common(_("tie")),
    )
    facets = (
        Facet("country", _("Country"), lambda one: one.other.country, lambda code: country(code, language())),
        Facet("when", _("On the day"), lambda one: _when(one.validity), _say_when),
    )
    return Table(columns, _("Ties and their partners"), name, "partner", "ties", facets, _SHOWN)


def list_memberships(name: str = "memberships") -> Table:
    """The list of a place's memberships."""
    columns = (
        Column("network", _("Network"), _other_name, lambda one: link(one.other)),
        Column("acronym", _("Acronym"), lambda one: clean(one.other.acronym, 60)),
        *_common(_("member")),
    )
    facets = (Facet("when", _("On the day"), lambda one: _when(one.validity), _say_when),)
    return Table(columns, _("Memberships of networks"), name, "network", "memberships", facets, _SHOWN)


def _common(record: str) -> Sequence[Column]:
    def kind(one: Related) -> SafeString:
        return _kind(one, record)

    return (
        Column("kind", _("Kind"), lambda one: rows.kinds_of(one.row) or record, kind),
        Column("since", _("Since"), lambda one: _day(one.row.start), lambda one: since(one.row), "date"),
        Column("until", _("Until"), lambda one: _day(one.row.end), lambda one: until(one.row), "date"),
        Column("sources", _("Sources"), lambda one: len(one.row.sources), _sources, "number"),
    )


def _kind(one: Related, record: str) -> SafeString:
    """The kind, leading to the record; organs held in a network, and whether it holds on the day."""
    organs = one.row.row.get("organs") or [] if one.row.table == "memberships" else []
    tags = [label("organ", organ, language()) for organ in organs]
    if one.validity == "out":
        tags.append(_("not on this date"))
    shown = rows.kinds_of(one.row) or record
    marks = format_html_join("", ' <span class="tag">{}</span>', ((tag,) for tag in tags))
    return format_html('<a href="{}">{}</a>{}', address_of(one.row.id, one.row.table), shown, marks)


def _sources(one: Related) -> SafeString:
    shown = number(len(one.row.sources), language())
    return format_html('<a href="{}#sources">{}</a>', reverse("record", args=[one.row.id]), shown)


def _other_name(one: Related) -> str:
    return name_in(one.other, language())[0]


def _other_country(one: Related) -> str:
    return country(one.other.country, language()) if one.other.country else ""


def _day(start: tuple[Any, str]) -> str | None:
    return str(start[0]) if start[0] else None


def _when(validity: str) -> str:
    return "out" if validity == "out" else "on"


def _say_when(code: str) -> str:
    return _("not on this date") if code == "out" else _("holds or may hold")
