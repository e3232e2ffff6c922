"""One network: its facts, which cities belong to it, where they are and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.register.queries.map import read_places_at
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import Entity, read_entities, read_rows
from proxeny.register.queries.pages_lists import (
    read_involved_ids,
    read_members,
    read_memberships_of,
    read_organisation,
)
from proxeny.register.queries.pages_sources import read_source_keys, read_source_rows
from proxeny.report.calendar import type_date
from proxeny.report.labels import country, label
from proxeny.report.order import sort_key
from proxeny.report.values import show_value
from proxeny.report.words import language
from proxeny.web import maps
from proxeny.web.charts import draw_columns
from proxeny.web.dating import read_day
from proxeny.web.members import Row, build_rows, list_members

_BARS = 12


def show_network(request: HttpRequest, network_id: str) -> HttpResponse:
    """Facts, members by country, form and year, on a map and as a list, and the sources."""
    row = read_organisation(network_id)
    if row is None:
        merged = read_merges().get(network_id)
        if merged:
            return redirect("network", merged)
        raise NotFound.of("network-unknown", id=network_id)
    asked, here = read_day(request), language()
    members = build_rows(read_members(network_id, asked.day, asked.known))
    table = list_members()
    if answer := table.download(request, members):
        return answer
    countries = _countries(members)
    context = {
        "network": row,
        "entity": _entity(row),
        "asked": asked,
        "typed": asked.typed or type_date(asked.day, here),
        "entities": {},
        "seat": read_entities([row["seat"]]).get(row["seat"]),
        "website": show_value("organisation", "website", row["website"], here),
        "table": table.show(request, members),
        "total": len(members),
        "undated": sum(not one["valid_from"] for one in members),
        "countries": countries,
        "bars": [(_link(request, code, words), size) for code, words, size in countries[:_BARS]],
        "forms": _forms(members),
        "years": draw_columns(_years(members), _("Members by the year in which they joined")),
        "map": maps.frame(data=reverse("map-network", args=[network_id]) + asked.query) if members else None,
        "sources": read_source_rows(read_source_keys([network_id]).get(network_id, ())),
        "belongs": read_rows([one for one, _ in read_memberships_of(network_id)]),
        "doings": read_rows(read_involved_ids(network_id)),
    }
    return render(request, "web/network.html", context, status=400 if asked.fault else 200)


def show_member_map(request: HttpRequest, network_id: str) -> JsonResponse:
    """Where the members are."""
    asked = read_day(request)
    members = read_members(network_id, asked.day, asked.known)
    return JsonResponse(maps.build_dots(read_places_at(members["member"].to_list()).to_dicts()))


def _entity(row: dict[str, object]) -> Entity:
    names = ("id", "kind", "name", "name_en", "name_tr", "name_fa", "country", "acronym")
    return Entity(table="organisations", **{name: str(row[name]) for name in names})


def _countries(members: Sequence[Row]) -> list[tuple[str, str, int]]:
    here = language()
    counts = Counter(one["country"] for one in members)
    named = [(code, country(code, here) if code else _("country not stated"), size) for code, size in counts.items()]
    return sorted(named, key=lambda one: (-one[2], sort_key(one[1], here)))


def _link(request: HttpRequest, code: str, words: str) -> SafeString:
    query = request.GET.copy()
    query.pop("page", None)
    query["country"] = code or "-"
    return format_html('<a href="?{}#members">{}</a>', query.urlencode(), words)


def _forms(members: Sequence[Row]) -> list[tuple[str, int]]:
    counts = Counter(one["form"] for one in members)
    named = [(label("form", form, language()) if form else _("form not stated"), size) for form, size in counts.items()]
    return sorted(named, key=lambda one: (-one[1], one[0]))


def _years(members: Sequence[Row]) -> Counter[int]:
    return Counter(int(one["valid_from"][:4]) for one in members if one["valid_from"])
