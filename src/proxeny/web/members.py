"""The members of a network as a list: by name, country, form of membership and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.register.queries.pages import RecordRow, read_rows
from proxeny.report.labels import LANGUAGES, country, label
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web import rows
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.templatetags.proxeny import address_of, link, since, until

Row = dict[str, Any]


def build_rows(members: pl.DataFrame) -> list[Row]:
    """The members (MEMBERS) as rows of the list, each with the name that the reader is shown."""
    here = language()
    names = members.select("name", *(f"name_{one}" for one in LANGUAGES)).iter_rows()
    shown = [choose_name(name, dict(zip(LANGUAGES, own, strict=True)), here)[0] for name, *own in names]
    return members.with_columns(pl.Series("shown", shown, dtype=pl.String)).to_dicts()


def list_members() -> Table:
    """The list itself; what each row shows beyond its plain values is read for one page only."""
    here = language()

    def say_country(code: str) -> str:
        return country(code, here) if code else ""

    columns = (
        Column("member", _("Member"), lambda row: row["shown"], lambda one: link(one.parties[0])),
        Column("country", _("Country"), lambda row: say_country(row["country"]), _country),
        Column("form", _("Form of membership"), lambda row: _form(row["form"], row["category"]), _shown_form),
        Column("since", _("Since"), lambda row: row["valid_from"] or None, since, "date"),
        Column("until", _("Until"), lambda row: row["valid_to"] or None, until, "date"),
    )
    facets = (
        Facet("country", _("Country"), lambda row: row["country"], say_country),
        Facet("form", _("Form of membership"), lambda row: row["form"], lambda code: label("form", code, here)),
        Facet("year", _("Since"), lambda row: row["valid_from"][:4]),
    )
    caption = _("Members and how they belong")
    return Table(columns, caption, sort="member", file="members", facets=facets, anchor="members", load=_load)


def _load(page: Sequence[Row]) -> Sequence[RecordRow]:
    return read_rows([row["id"] for row in page])


def _country(one: RecordRow) -> str:
    code = one.parties[0].country
    return country(code, language()) if code else ""


def _form(form: str, category: str) -> str:
    return label("form", form, language()) if form else clean(category, 100)


def _shown_form(one: RecordRow) -> SafeString:
    shown = rows.kinds_of(one) or "–"
    organs = format_html_join(
        "", ' <span class="tag">{}</span>', ((label("organ", organ, language()),) for organ in one.row["organs"])
    )
    return format_html('<a href="{}">{}</a>{}', address_of(one.id, one.table), shown, organs)
