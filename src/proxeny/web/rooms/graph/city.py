"""Where does my city stand?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.search import search
from proxeny.report.calendar import decimal, number
from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.graph.held import Held, hold, link_city, name_community, name_of
from proxeny.web.templatetags.ui import bar

if TYPE_CHECKING:
    from proxeny.graph.standing import Standing


def find_city(request: HttpRequest) -> HttpResponse:
    """Lead to the city that was typed, the first of those found that the graph knows."""
    typed = clean(request.GET.get("q", ""), 100)
    known = hold().subject
    for hit in search(typed, 20) if typed else []:
        if hit.id in known.graph.places or hit.id in known.memberships.places:
            return redirect("graph:city", hit.id)
    raise NotFound.of("city-not-in-graph", city=typed)


def show_city(request: HttpRequest, place_id: str) -> HttpResponse:
    """Its measures among peers and beside chance, its partners, and theirs."""
    from proxeny.graph.standing import place_city

    held = hold()
    merged = read_merges().get(place_id)
    if merged:
        return redirect("graph:city", merged)
    found = place_city(held.subject, place_id, held.measured)
    at = held.subject.graph.places.get(place_id)
    row = _row(held, place_id)
    rows = _measures(held, found, at, "chance" in request.GET)
    measures = _measure_table("chance" in request.GET)
    partners, second = _partner_table(), _second_table()
    lists = (
        (measures, rows), (partners, found.partners.to_dicts()), (second, found.second.to_dicts()),
    )  # fmt: skip
    for table, content in lists:
        if answer := table.download(request, content):
            return answer
    context = {
        "row": row,
        "name": name_of(row),
        "trail": [(_("Graph"), reverse("graph:home")), (name_of(row), "")],
        "ties": found.partners.height,
        "partner_countries": found.partners["country"].drop_nulls().n_unique() if found.partners.height else 0,
        "above": _above(found),
        "peers": found.peers,
        "measures": measures.show(request, rows),
        "partners": partners.show(request, lists[1][1]),
        "second": second.show(request, lists[2][1]),
        "community": _community(held, at),
        "interlocking": _interlocking(held, found),
        "chance": "chance" in request.GET,
        "bridges": int(found.partners["bridge"].sum()) if found.partners.height else 0,
        "notes": [one.say(_, _digits) for one in held.measured.notes],
        "computed": held.computed,
    }
    return render(request, "web/graph/city.html", context)


def _digits(value: object) -> str:
    return number(value, language()) if isinstance(value, int | float) else str(value)


def _row(held: Held, place_id: str) -> dict[str, Any]:
    graph, members = held.subject.graph, held.subject.memberships
    at = graph.places.get(place_id)
    if at is not None:
        return graph.nodes.row(at, named=True)
    return members.members.row(members.places[place_id], named=True)


def _above(found: Standing) -> int | None:
    degree = next((one for one in found.places if one.measure == "degree"), None)
    return None if degree is None or degree.among_all is None else int(100 * degree.among_all)


def _measures(held: Held, found: Standing, at: int | None, chance: bool) -> list[dict[str, Any]]:
    from proxeny.graph.measures import MEASURES

    rows = []
    for one in found.places:
        about = MEASURES[one.measure]
        row = {"title": _(about.title), "not_when": _(about.not_when), "unit": about.unit, "one": one, "by": {}}
        if chance and at is not None:
            for rung, tables in held.chance.items():
                if one.measure in tables:
                    row["by"][rung] = tuple(float(part[at]) for part in tables[one.measure])
        rows.append(row)
    return rows


def show_value(value: float | None, unit: str = "") -> str | None:
    """A measure's value with as many decimals as it bears."""
    if value is None:
        return None
    places = (
        0
        if abs(value) >= 100 or float(value).is_integer()
        else 2
        if abs(value) >= 1
        else 3
        if abs(value) >= 0.01
        else 5
    )
    return decimal(value, language(), places) + (f" {unit}" if unit else "")


def _measure_table(chance: bool) -> Table:
    def value(row: dict[str, Any]) -> str | None:
        shown = show_value(row["one"].value, row["unit"])
        error = row["one"].error
        return f"{shown} ± {show_value(2 * error)}" if shown and error else shown

    def share(part: str) -> Any:
        return lambda row: None if getattr(row["one"], part) is None else round(100 * getattr(row["one"], part), 1)

    def shown(part: str) -> Any:
        return lambda row: bar(share(part)(row), 100)

    columns = [
        Column("measure", _("Measure"), lambda row: row["title"]),
        Column("value", _("Value"), lambda row: row["one"].value, value, "number"),
        Column("all", _("Above % of all"), share("among_all"), shown("among_all"), "number"),
        Column("country", _("of its country"), share("among_country"), shown("among_country"), "number"),
        Column("size", _("of its size"), share("among_size"), shown("among_size"), "number"),
    ]
    if chance:
        columns += [_chance_column(*pair) for pair in rung_titles()]
    columns.append(Column("not_when", _("When not to use it"), lambda row: row["not_when"]))
    return Table(tuple(columns), _("Measures"), name="m", file="measures", size=60)


def rung_titles() -> list[tuple[str, str]]:
    """The null models by their rungs, with their titles."""
    from proxeny.graph.nulls import NULLS

    return [(name, _(NULLS[name].title)) for name in sorted(NULLS, key=lambda one: NULLS[one].order)]


def _chance_column(rung: str, title: str) -> Column:
    def mean(row: dict[str, Any]) -> float | None:
        found = row["by"].get(rung)
        return None if found is None or np.isnan(found[0]) else found[0]

    def shown(row: dict[str, Any]) -> str | None:
        if mean(row) is None:
            return None
        middle, low, high = row["by"][rung]
        return f"{show_value(middle)} ({show_value(low)}–{show_value(high)})"

    return Column(rung, title, mean, shown, "number")


def _partner_table() -> Table:
    columns = (
        Column("city", _("Partner city"), name_of, link_city),
        Column("country", _("Country"), lambda row: country(row["country"], language()) if row["country"] else None),
        Column("common", _("Partners in common"), lambda row: row["common"], kind="number"),
        Column("km", _("Distance in km"), lambda row: None if row["km"] is None else round(row["km"]), kind="number"),
        Column("bridge", _("Bridge"), lambda row: _("holds two parts together") if row["bridge"] else None),
    )
    return Table(columns, _("Partners"), sort="-common", name="p", file="partners")


def _second_table() -> Table:
    columns = (
        Column("city", _("City"), name_of, link_city),
        Column("country", _("Country"), lambda row: country(row["country"], language()) if row["country"] else None),
        Column("ways", _("Partners that lead there"), lambda row: row["ways"], kind="number"),
    )
    return Table(columns, _("Partners of partners"), sort="-ways", name="s", file="partners-of-partners", size=10)


def _community(held: Held, at: int | None) -> dict[str, Any] | None:
    if at is None:
        return None
    number_of = int(held.partition.label[at]) + 1
    one = next((each for each in held.communities if each.number == number_of), None)
    if one is None:
        return None
    return {
        "name": name_community(one),
        "size": one.size,
        "steady": round(100 * one.steadiness),
        "of": held.partition.count,
    }


def _interlocking(held: Held, found: Standing) -> dict[str, Any] | None:
    """Interlocking connectivity beside its identity and the validated pairs."""
    values = {one.measure: one.value for one in found.places}
    if values.get("interlocking") is None:
        return None
    pairs = held.pairs
    return {
        "value": number(values["interlocking"], language()),
        "identity": number(values["interlocking_identity"], language()),
        "memberships": values["memberships"],
        "validated": values["validated_pairs"],
        "all_validated": pairs.validated,
        "tested": pairs.tested,
        "possible": pairs.possible,
        "networks": held.subject.memberships.networks.height,
        "attainable": show_value(pairs.attainable),
    }
