"""The first pages: what should we do next, asked of nobody yet, and of one city."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages_lists import read_most_tied
from proxeny.register.queries.search import search
from proxeny.register.queries.status import read_status
from proxeny.text import clean
from proxeny.web.rooms.advise.cities import read_city
from proxeny.web.rooms.advise.doors import find_doors
from proxeny.web.rows import show_name

_EXAMPLES = 6


def show_home(request: HttpRequest, typed: str = "") -> HttpResponse:
    """Ask which city; lead on to what needs none. What was ``typed`` and not found is said, to be typed otherwise."""
    held = read_status()
    context = {
        "counts": held,
        "asked_of": [(door, "") for door in find_doors() if door.of_city],
        "doors": [(door, door.lead_to()) for door in find_doors() if not door.of_city],
        "cities": [(one.id, show_name(one)) for one, _ties in read_most_tied(_EXAMPLES)] if held["ties"] else [],
        "typed": typed,
    }
    return render(request, "web/advise/home.html", context, status=404 if typed else 200)


def find_city(request: HttpRequest) -> HttpResponse:
    """Lead to the advice for the city that was typed: the first place found, of the register before the gazetteer.

    ``to`` may say which question: the name of a door. Where only a near name was found, the page of the city says so;
    where none was, the first page does.
    """
    typed = clean(request.GET.get("q", ""), 100)
    door = next((one for one in find_doors() if one.of_city and one.name == request.GET.get("to")), None)
    for hit in search(typed, 20) if typed else []:
        if hit.id.startswith(("nw:", "og:")):
            continue
        if hit.why == "near":
            return redirect(f"{reverse('advise:city', args=[hit.id])}?{urlencode({'typed': typed})}")
        return redirect(door.of_city if door else "advise:city", hit.id)
    return show_home(request, typed)


def show_city(request: HttpRequest, place_id: str) -> HttpResponse:
    """The questions that can be asked for one city."""
    merged = read_merges().get(place_id)
    if merged:
        return redirect("advise:city", merged)
    city = read_city(place_id)
    doors = [(door, door.lead_to(place_id)) for door in find_doors()]
    context = {
        "city": city,
        "typed": clean(request.GET.get("typed", ""), 100),
        "trail": [(_("Advice"), reverse("advise:home")), (city.name, "")],
        "own": [one for one in doors if one[0].of_city],
        "doors": [one for one in doors if not one[0].of_city and one[1]],
    }
    return render(request, "web/advise/city.html", context)


PAGES = (
    path("", show_home, name="home"),
    path("find/", find_city, name="find"),
    path("city/<str:place_id>/", show_city, name="city"),
)
