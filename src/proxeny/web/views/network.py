"""One network: its facts, and which cities belong to it."""

from __future__ import annotations

from collections import Counter

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from proxeny.errors import NotFound
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
from proxeny.report.labels import LANGUAGES, country
from proxeny.report.names import choose_name
from proxeny.report.order import sort_key
from proxeny.report.values import show_value
from proxeny.report.words import language
from proxeny.web.dating import read_day
from proxeny.web.paging import read_pager


def show_network(request: HttpRequest, network_id: str) -> HttpResponse:
    """Facts, members by country and form of membership, years, sources."""
    row = read_organisation(network_id)
    if row is None:
        merged = read_merges().get(network_id)
        if merged:
            return redirect("network", merged)
        raise NotFound.of("network-unknown", id=network_id)
    asked = read_day(request)
    here = language()
    members = read_members(network_id, asked.day)
    chosen = _sort(_choose(request, members), here)
    pager = read_pager(request).of(len(chosen))
    sources = read_source_keys([network_id]).get(network_id, ())
    context = {
        "network": row,
        "entity": _entity(row),
        "asked": asked,
        "typed": asked.typed or type_date(asked.day, here),
        "entities": {},
        "seat": read_entities([row["seat"]]).get(row["seat"]),
        "website": show_value("organisation", "website", row["website"], here),
        "rows": read_rows(pager.cut(chosen)),
        "total": len(members),
        "undated": int(members["undated"].sum()),
        "countries": _countries(members, here),
        "forms": sorted(Counter(members["form"]).items(), reverse=True),
        "chosen": {"country": request.GET.get("country", ""), "form": request.GET.get("form", "")},
        "pager": pager,
        "sources": read_source_rows(sources),
        "belongs": read_rows([one for one, _ in read_memberships_of(network_id)]),
        "doings": read_rows(read_involved_ids(network_id)),
    }
    return render(request, "web/network.html", context, status=400 if asked.fault else 200)


def _entity(row: dict[str, object]) -> Entity:
    names = ("id", "kind", "name", "name_en", "name_tr", "name_fa", "country", "acronym")
    return Entity(table="organisations", **{name: str(row[name]) for name in names})


def _choose(request: HttpRequest, members: pl.DataFrame) -> pl.DataFrame:
    """The members of the country and form that the query asks for; ``-`` asks for those not stated."""
    for column in ("country", "form"):
        asked = request.GET.get(column)
        if asked:
            members = members.filter(pl.col(column) == ("" if asked == "-" else asked))
    return members


def _sort(members: pl.DataFrame, here: str) -> list[str]:
    """Ids of memberships by the member's name in the reader's language."""
    keyed = []
    for one, name, *own in members.select("id", "name", "name_en", "name_tr", "name_fa").iter_rows():
        shown, _ = choose_name(name, dict(zip(LANGUAGES, own, strict=True)), here)
        keyed.append((sort_key(shown, here), one))
    return [one for _, one in sorted(keyed)]


def _countries(members: pl.DataFrame, here: str) -> list[tuple[str, str, int]]:
    counts = Counter(members["country"])
    named = [(code, country(code, here) if code else "", number) for code, number in counts.items()]
    return sorted(named, key=lambda one: (-one[2], sort_key(one[1], here)))
