"""The data of the world map: countries from afar, cities from near."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from proxeny.register.queries.countries import read_located, read_tie_ends
from proxeny.register.queries.map import read_city_map
from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.web.dating import read_day
from proxeny.web.maps import build_flows, count_ties, name_of


def show_flows(request: HttpRequest) -> JsonResponse:
    """Countries and how many ties join their cities."""
    asked = read_day(request)
    return JsonResponse(build_flows(read_tie_ends(asked.day, known=asked.known), read_located()))


def show_cities(request: HttpRequest) -> JsonResponse:
    """Every tied city and its ties."""
    asked = read_day(request)
    places, ties = read_city_map(asked.day, asked.known)
    here = language()
    names = {code: country(code, here) for code in places["country"].unique() if code}
    points = []
    for row in places.iter_rows(named=True):
        note = f"{names.get(row['country'], '')} · {count_ties(row['ties'])}".lstrip(" ·")
        points.append([row["id"], name_of(row), note, round(row["lon"], 3), round(row["lat"], 3), row["ties"]])
    at = {one: place for place, one in enumerate(places["id"])}
    arcs = [[at[a], at[b], 1] for a, b in ties.iter_rows()]
    return JsonResponse({"points": points, "arcs": arcs, "address": reverse("place", args=["ID"])})
