"""The world of ties: a map and a force view of every tie, drawn by the browser; the table is read without it."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.graph.words import N_
from proxeny.report.labels import country as country_name
from proxeny.report.order import sort_key
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.graph.held import Held, hold, name_community, name_of
from proxeny.web.templatetags.proxeny import digits
from proxeny.web.templatetags.ui import bar

_CONTINENTS = {
    "africa": N_("Africa"), "antarctica": N_("Antarctica"), "asia": N_("Asia"), "europe": N_("Europe"),
    "north_america": N_("North America"), "south_america": N_("South America"), "oceania": N_("Oceania"),
}  # fmt: skip


def show_world(request: HttpRequest) -> HttpResponse:
    """The page around the picture, and the communities as a table."""
    held = hold()
    if not held.subject.graph.tie_count:
        return render(request, "web/graph/empty.html", {"title": _("The world of ties")})
    rows = [{"one": one, "name": name_community(one)} for one in held.communities]
    most = rows[0]["one"].size if rows else 0
    columns = (
        Column("community", _("Community"), lambda row: row["name"]),
        Column("size", _("Cities"), lambda row: row["one"].size, lambda row: bar(row["one"].size, most), "number"),
        Column("within", _("Ties within"), lambda row: row["one"].ties_within, kind="number"),
        Column("out", _("Ties out"), lambda row: row["one"].ties_out, kind="number"),
        Column("steady", _("Holds over runs, %"), lambda row: round(100 * row["one"].steadiness), kind="number"),
    )
    table = Table(columns, _("Communities"), sort="-size", file="communities", size=20)
    if answer := table.download(request, rows):
        return answer
    graph = held.subject.graph
    years = sorted(year for year in _tie_years(held) if year)
    named = [(code, country_name(code, language())) for code in graph.nodes["country"].drop_nulls().unique()]
    context = {
        "trail": [(_("Graph"), reverse("graph:home")), (_("The world of ties"), "")],
        "table": table.show(request, rows),
        "cities": graph.size,
        "ties": graph.tie_count,
        "unplaced": graph.nodes["lat"].null_count(),
        "communities": held.partition.count,
        "modularity": held.partition.modularity,
        "agreement": None if held.partition.agreement is None else round(100 * held.partition.agreement),
        "years": (years[0], years[-1]) if years else None,
        "undated": sum(not year for year in _tie_years(held)),
        "countries": sorted(named, key=lambda one: sort_key(one[1], language())),
        "networks": [(number, name_of(row)) for number, row in enumerate(held.subject.memberships.networks.to_dicts())],
        "dimensions": [(one.id, one.label.get(language())) for one in load_scheme().dimensions],
        "data": {
            "data": reverse("graph:data"), "city": reverse("graph:city", args=["ID"]),
            "ties": _("ties"), "shown": _("{ties} ties of {cities} cities shown"),
            "nobody": _("No tie fits this choice."),
        },
        "computed": held.computed,
        "legend": _legend(held),
    }  # fmt: skip
    return render(request, "web/graph/world.html", context)


def _legend(held: Held) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of each way to colour, the keys and what they mean, as the picture colours."""
    from proxeny.graph.geography import continent_of

    there = continent_of(held.subject.graph).drop_nulls().unique().sort().to_list()
    hues = [(f"hue-{at % 6 + 1}", _(_CONTINENTS.get(name, name))) for at, name in enumerate(there)]
    large = [(f"hue-{one.number}", name_community(one)) for one in held.communities if one.number <= 6]
    ties = (("shade-2", "1–2"), ("shade-3", "3–14"), ("shade-4", "15+"))
    return [
        (
            "community",
            [*large, ("hue-7", _("between communities, or small ones; later ones take the same colours again"))],
        ),
        ("degree", [(key, _("{span} ties").format(span=digits(span))) for key, span in ties]),
        ("continent", [*hues, ("hue-7", _("between continents"))]),
    ]


def send_data(request: HttpRequest) -> HttpResponse:
    """Every city and tie as compact JSON, compressed where the browser takes it."""
    body = _pack(hold(), language())
    response = HttpResponse(content_type="application/json")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response["Content-Encoding"] = "gzip"
        response.content = body
    else:
        response.content = gzip.decompress(body)
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "private, max-age=60"
    return response


@lru_cache(maxsize=6)
def _pack(held: Held, here: str) -> bytes:
    """The data of the picture; ``here`` is the language of the names."""
    graph, members = held.subject.graph, held.subject.memberships
    rows = graph.nodes.to_dicts()
    codes = sorted({row["country"] for row in rows if row["country"]})
    number = {code: at for at, code in enumerate(codes)}
    made: dict[str, Any] = {
        "ids": [row["id"] for row in rows],
        "names": [name_of(row) for row in rows],
        "lon": [None if row["lon"] is None else round(row["lon"], 2) for row in rows],
        "lat": [None if row["lat"] is None else round(row["lat"], 2) for row in rows],
        "force": [[round(float(value), 4) for value in axis] for axis in held.layout.T],
        "country": [number.get(row["country"] or "", -1) for row in rows],
        "continent": held.subject.continents.tolist(),
        "community": held.partition.label.tolist(),
        "communities": {one.number - 1: name_community(one) for one in held.communities},
        "codes": codes,
        "countries": [country_name(code, here) for code in codes],
        "a": graph.ends[0].tolist(),
        "b": graph.ends[1].tolist(),
        "year": _tie_years(held),
        "end": _tie_years(held, "ended"),
        "members": _members(held),
        "dimensions": _dimensions(held),
        "networks": members.networks["id"].to_list(),
    }
    return gzip.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), 5, mtime=0)


def _tie_years(held: Held, which: str = "begun") -> list[int]:
    from proxeny.graph.slices import years_of

    return [int(year) for year in getattr(years_of(held.subject.graph), which)]


def _members(held: Held) -> list[list[int]]:
    """Of each network, the nodes that belong to it."""
    members, places = held.subject.memberships, held.subject.graph.places
    ids = members.members["id"].to_list()
    found: list[list[int]] = [[] for _each in range(members.networks.height)]
    for who, what in zip(members.member.tolist(), members.network.tolist(), strict=True):
        if ids[who] in places:
            found[what].append(places[ids[who]])
    return found


def _dimensions(held: Held) -> list[list[str]]:
    """Of each network, the dimensions in which it works."""
    told = dict(held.tables["organisations"].select("id", "dimensions").iter_rows())
    return [list(told.get(one) or []) for one in held.subject.memberships.networks["id"]]
