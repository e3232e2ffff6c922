"""Countries: the list of them, and one: with whom its cities are joined."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.register.queries.countries import (
    LOCATED,
    count_flows,
    read_countries,
    read_located,
    read_memberships_in,
    read_tie_ends,
)
from proxeny.register.queries.map import read_places_of
from proxeny.register.queries.pages import Entity, read_entities
from proxeny.report.calendar import type_date
from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.web import maps
from proxeny.web.dating import read_day
from proxeny.web.listing import Column, Table
from proxeny.web.templatetags.proxeny import link
from proxeny.web.templatetags.ui import bar

Row = dict[str, Any]
_NETWORKS = 10


def show_countries(request: HttpRequest, table: str) -> HttpResponse:
    """Every country of the register with its places, ties and memberships."""
    asked = read_day(request)
    rows = read_countries(asked.day, asked.known).to_dicts()
    listed = list_countries(rows)
    if answer := listed.download(request, rows):
        return answer
    context = {
        "table": listed.show(request, rows),
        "asked": asked,
        "typed": asked.typed or type_date(asked.day, language()),
        "tied": sum(row["ties"] > 0 for row in rows),
    }
    return render(request, "web/countries.html", context, status=400 if asked.fault else 200)


def show_country(request: HttpRequest, code: str) -> HttpResponse:
    """One country: its partner countries on a map, its cities, the networks they belong to."""
    asked = read_day(request)
    own = read_places_of(code)
    if own.is_empty():
        raise NotFound.of("country-without-places", country=code)
    ties = read_tie_ends(asked.day, code, asked.known)
    ends = pl.concat([ties["a"], ties["b"]]).unique()
    abroad = read_located(ends.filter(~ends.is_in(own["id"].implode())).to_list())
    places = pl.concat([own.select(list(LOCATED)), abroad])
    memberships = read_memberships_in(code, asked.day, asked.known)
    partners, cities = _partners(ties, places, code), _cities(own, ties, memberships)
    tables = (_list_partners(partners), partners), (_list_cities(cities), cities)
    for table, rows in tables:
        if answer := table.download(request, rows):
            return answer
    context = {
        "code": code,
        "asked": asked,
        "typed": asked.typed or type_date(asked.day, language()),
        "partners": _list_partners(partners).show(request, partners),
        "cities": _list_cities(cities).show(request, cities),
        "tied": sum(row["ties"] > 0 for row in cities),
        "abroad": sum(row["ties"] for row in partners),
        "within": ties.height - sum(row["ties"] for row in partners),
        "places": own.height,
        "memberships": memberships.height,
        "networks": _networks(memberships),
        "joined": memberships["network"].n_unique(),
        "map": maps.frame(inline="flows") if partners else None,
        "flows": maps.build_flows(ties, places, code),
    }
    return render(request, "web/country.html", context, status=400 if asked.fault else 200)


def _partners(ties: pl.DataFrame, places: pl.DataFrame, code: str) -> list[Row]:
    flows = count_flows(ties, places.filter(pl.col("country") != "")).filter(pl.col("a") != pl.col("b"))
    return [{"country": b if a == code else a, "ties": size} for a, b, size in flows.iter_rows()]


def _cities(own: pl.DataFrame, ties: pl.DataFrame, memberships: pl.DataFrame) -> list[Row]:
    tied = Counter([*ties["a"], *ties["b"]])
    joined = Counter(memberships["member"])
    columns = own.select("id", "name", "name_en", "name_tr", "name_fa", "country").iter_rows(named=True)
    return [{**row, "ties": tied[row["id"]], "memberships": joined[row["id"]]} for row in columns]


def _networks(memberships: pl.DataFrame) -> list[tuple[Any, int]]:
    best = Counter(memberships["network"]).most_common(_NETWORKS)
    entities = read_entities(one for one, _ in best)
    return [(link(entities[one]), size) for one, size in best]


def list_countries(rows: list[Row], size: int = 50) -> Table:
    """The list of countries, those with most ties abroad first."""
    most = max((row["ties"] for row in rows), default=0)
    columns = (
        Column("country", _("Country"), _country_name, _country_link),
        Column("places", _("Places"), lambda row: row["places"], kind="number"),
        Column("ties", _("Ties abroad"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
        Column("partners", _("Partner countries"), lambda row: row["partners"], kind="number"),
        Column("memberships", _("Memberships"), lambda row: row["memberships"], kind="number"),
    )
    return Table(columns, _("Countries"), sort="-ties", file="countries", size=size)


def _list_partners(rows: list[Row]) -> Table:
    most = max((row["ties"] for row in rows), default=0)
    columns = (
        Column("country", _("Partner country"), _country_name, _country_link),
        Column("ties", _("Ties"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
    )
    return Table(columns, _("Partner countries"), "partners", "-ties", "partner-countries", size=15)


def _list_cities(rows: list[Row]) -> Table:
    most, here = max((row["ties"] for row in rows), default=0), language()
    columns = (
        Column("place", _("Place"), lambda row: maps.name_of(row, here), _place_link),
        Column("ties", _("Ties"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
        Column("memberships", _("Memberships"), lambda row: row["memberships"], kind="number"),
    )
    return Table(columns, _("Its places, their ties and memberships"), "cities", "-ties", "places", size=25)


def _country_name(row: Row) -> str:
    return country(row["country"], language())


def _country_link(row: Row) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("country", args=[row["country"]]), _country_name(row))


def _place_link(row: Row) -> SafeString:
    names = ("id", "name", "name_en", "name_tr", "name_fa", "country")
    return link(Entity(table="places", **{name: row[name] for name in names}))
