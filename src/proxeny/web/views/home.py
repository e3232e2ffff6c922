"""What the register holds, on a map of the world, and where to start."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from proxeny.register.queries.countries import read_countries
from proxeny.register.queries.pages_lists import read_largest_networks, read_most_tied
from proxeny.register.queries.status import read_status
from proxeny.report.calendar import type_date
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.web import maps
from proxeny.web.dating import Asked, read_day
from proxeny.web.views.country import list_countries

_SHOWN = 8
_EXAMPLES = ("Köln", "ığdır", "تبریز", "UBC")


def show_home(request: HttpRequest) -> HttpResponse:
    """The world map of ties with its table, the search box, counts, cities and networks to begin with."""
    asked = read_day(request)
    rows = read_countries(asked.day, asked.known).to_dicts()
    table = list_countries(rows, size=10)
    if answer := table.download(request, rows):
        return answer
    context = {
        "counts": read_status(),
        "cities": read_most_tied(_SHOWN),
        "networks": read_largest_networks(_SHOWN),
        "examples": _EXAMPLES,
        "scheme": load_scheme(),
        "asked": asked,
        "typed": asked.typed or type_date(asked.day, language()),
        "map": _map(asked),
        "table": table.show(request, rows),
    }
    return render(request, "web/home.html", context, status=400 if asked.fault else 200)


def _map(asked: Asked) -> maps.Data:
    return maps.frame(
        data=reverse("map-flows") + asked.query,
        detail=reverse("map-cities") + asked.query,
    )
