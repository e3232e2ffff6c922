"""Countries: the list of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.register.queries.countries import read_countries
from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.web.dating import read_day
from proxeny.web.listing import Column, Table
from proxeny.web.templatetags.ui import bar


def show_countries(request: HttpRequest, table: str) -> HttpResponse:
    """Every country of the register with its places, ties and memberships."""
    asked = read_day(request)
    rows = read_countries(asked.day).to_dicts()
    listed = _table(max((row["ties"] for row in rows), default=0))
    if answer := listed.download(request, rows):
        return answer
    return render(request, "web/countries.html", {"table": listed.show(request, rows), "asked": asked})


def show_country(request: HttpRequest, code: str) -> HttpResponse:
    """One country."""
    asked = read_day(request)
    rows = [row for row in read_countries(asked.day).to_dicts() if row["country"] == code]
    if not rows:
        raise NotFound.of("record-unknown", id=code)
    return render(request, "web/countries.html", {"table": _table(rows[0]["ties"]).show(request, rows), "asked": asked})


def _table(most: int) -> Table:
    def name(row: dict[str, Any]) -> str:
        return country(row["country"], language())

    def link(row: dict[str, Any]) -> str:
        return format_html('<a href="{}">{}</a>', reverse("country", args=[row["country"]]), name(row))

    columns = (
        Column("country", _("Country"), name, link),
        Column("places", _("Places"), lambda row: row["places"], kind="number"),
        Column("ties", _("Ties abroad"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
        Column("partners", _("Partner countries"), lambda row: row["partners"], kind="number"),
        Column("memberships", _("Memberships"), lambda row: row["memberships"], kind="number"),
    )
    return Table(columns, _("Countries"), sort="-ties", file="countries", size=50)
