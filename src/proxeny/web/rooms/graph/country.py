"""My country: who is tied to whom, partner countries against expectation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.report.calendar import decimal
from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.graph.held import Held, hold, link_city, link_country, name_of
from proxeny.web.templatetags.ui import bar


def find_country(request: HttpRequest) -> HttpResponse:
    """Lead to the country chosen."""
    return redirect("graph:country", clean(request.GET.get("code", ""), 2).upper() or "XX")


def show_country(request: HttpRequest, code: str) -> HttpResponse:
    """Its partner countries against what the number of ties alone gives, and its cities."""
    from proxeny.graph.flows import count_partner_countries

    held = hold()
    flows = count_partner_countries(held.subject, code).to_dicts()
    cities = _cities(held, code)
    if not cities:
        raise NotFound.of("country-not-in-graph", country=clean(code, 20))
    partners, listed = _partner_table(flows), _city_table(cities)
    for table, rows in ((partners, flows), (listed, cities)):
        if answer := table.download(request, rows):
            return answer
    name = country(code, language())
    above = [row for row in flows if row["ties"] > row["high"]]
    below = [row for row in flows if row["ties"] < row["low"]]
    context = {
        "code": code,
        "name": name,
        "trail": [(_("Graph"), reverse("graph:home")), (name, "")],
        "abroad": sum(row["ties"] for row in flows),
        "within": _within(held, code),
        "countries": sum(row["ties"] > 0 for row in flows),
        "cities": len(cities),
        "above": [(link_country(row["country"]), round(row["ratio"], 1)) for row in _first(above, "ratio")],
        "below": [link_country(row["country"]) for row in _first(below, "expected")],
        "partners": partners.show(request, flows),
        "listed": listed.show(request, cities),
        "computed": held.computed,
    }
    return render(request, "web/graph/country.html", context)


def _first(rows: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    return sorted((row for row in rows if row["ratio"] is not None), key=lambda row: -row[by])[:6]


def _cities(held: Held, code: str) -> list[dict[str, Any]]:
    graph = held.subject.graph
    rows = graph.nodes.to_dicts()
    return [
        {**row, "ties": int(many)}
        for row, many in zip(rows, held.subject.degrees, strict=True)
        if row["country"] == code
    ]


def _within(held: Held, code: str) -> int:
    inside = (held.subject.graph.nodes["country"] == code).fill_null(False).to_numpy()
    ends = held.subject.graph.ends
    return int((inside[ends[0]] & inside[ends[1]]).sum())


def _partner_table(rows: list[dict[str, Any]]) -> Table:
    most = max((row["ties"] for row in rows), default=0)

    def name(row: dict[str, Any]) -> str:
        return country(row["country"], language())

    def reading(row: dict[str, Any]) -> str:
        if row["ties"] > row["high"]:
            return _("more than chance")
        return _("fewer than chance") if row["ties"] < row["low"] else _("as by chance")

    def expected(row: dict[str, Any]) -> str:
        here = language()
        return f"{decimal(row['expected'], here, 1)} ({decimal(row['low'], here, 0)}–{decimal(row['high'], here, 0)})"

    columns = (
        Column(
            "country",
            _("Country"),
            lambda row: country(row["country"], language()),
            lambda row: link_country(row["country"]),
        ),
        Column("ties", _("Ties"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
        Column("expected", _("Expected"), lambda row: row["expected"], expected, "number"),
        Column("ratio", _("Times expected"), lambda row: row["ratio"] and round(row["ratio"], 2), kind="number"),
        Column("reading", _("Reading"), reading),
    )
    return Table(columns, _("Partner countries"), sort="-ties", name="p", file="partner-countries")


def _city_table(rows: list[dict[str, Any]]) -> Table:
    most = max((row["ties"] for row in rows), default=0)
    columns = (
        Column("city", _("City"), name_of, link_city),
        Column("ties", _("Ties"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
        Column("population", _("Population"), lambda row: row["population"], kind="number"),
    )
    return Table(columns, _("Its cities"), sort="-ties", name="c", file="cities-of-a-country", size=20)
