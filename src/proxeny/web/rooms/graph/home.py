"""The first page: what the graph holds, and the ways on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.graph.held import hold, link_city, name_community, name_of
from proxeny.web.templatetags.ui import bar


def show_home(request: HttpRequest) -> HttpResponse:
    """Counts, cards to the pages, and the cities with most ties."""
    held = hold()
    graph = held.subject.graph
    if not graph.size:
        return render(request, "web/graph/empty.html", {"title": _("Graph")})
    degrees = held.subject.degrees
    order = (-degrees).argsort(kind="stable")[:500]
    rows = [
        {**row, "ties": int(degree)}
        for row, degree in zip(graph.nodes[order.tolist()].iter_rows(named=True), degrees[order], strict=True)
    ]
    most = rows[0]["ties"]
    columns = (
        Column("city", _("City"), name_of, link_city),
        Column("country", _("Country"), lambda row: country(row["country"], language()) if row["country"] else None),
        Column("ties", _("Ties"), lambda row: row["ties"], lambda row: bar(row["ties"], most), "number"),
    )
    table = Table(columns, _("Cities with the most ties"), sort="-ties", file="cities-with-most-ties")
    if answer := table.download(request, rows):
        return answer
    context = {
        "table": table.show(request, rows),
        "cities": graph.size,
        "ties": graph.tie_count,
        "parts": int(graph.components.max()) + 1,
        "giant": round(100 * len(graph.giant) / graph.size),
        "networks": held.subject.memberships.networks.height,
        "without": graph.given.without_ties,
        "communities": [(name_community(one), one.size) for one in held.communities[:8]],
        "computed": held.computed,
    }
    return render(request, "web/graph/home.html", context)
