"""Would these cities make a union? A set typed in, or a network of the register, beside chance and real unions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.errors import FaultyInput, ProxenyError
from proxeny.report.union_pdf import union_to_pdf
from proxeny.report.unions_appraisal import tell_appraisal
from proxeny.report.words import explain_fault
from proxeny.web.listing import Table
from proxeny.web.rooms.advise.doors import Door, tabs
from proxeny.web.rooms.advise.union_held import find_appraisal, hold
from proxeny.web.rooms.advise.union_tables import (
    map_union,
    member_table,
    network_table,
    strength_table,
    tie_table,
    union_table,
)

DOOR = Door(
    order=31,
    title=gettext_lazy("Appraise a set"),
    question=gettext_lazy("Would these cities make a union?"),
    lead=gettext_lazy(
        "Name some cities: whether they hang together more than chance, what they have among them, and what is missing."
    ),
    address="advise:union-appraise",
)
_LONGEST = 6000
_MOST = 200
_EXAMPLES = ("UBC", "MEDCITIES", "FAIC", "BALTMET")


def read_cities(text: str) -> tuple[str, ...]:
    """Cities of a text, one a line; without line breaks, between semicolons."""
    marks = "\n" if "\n" in text.strip() else ";"
    return tuple(line.strip() for line in text.replace("؛", ";").split(marks) if line.strip())[:_MOST]


def show_appraisal(request: HttpRequest) -> HttpResponse:
    """Ask for cities, or appraise them."""
    typed = request.GET.get("cities", "")[:_LONGEST].strip()
    network = request.GET.get("network", "")[:80]
    context: dict[str, Any] = {
        "typed": typed,
        "tabs": tabs(DOOR.name),
        "trail": [(_("Advice"), reverse("advise:home")), (DOOR.question, "")],
        "examples": _examples(),
    }
    if not typed and not network:
        return render(request, "web/advise/union_appraise.html", context)
    try:
        found = find_appraisal(_asked(typed, network))
    except ProxenyError as problem:
        faults = [explain_fault(fault) for fault in problem.faults]
        return render(request, "web/advise/union_appraise.html", {**context, "faults": faults}, status=400)
    told = tell_appraisal(found.appraisal, found.world, found.input, found.seed)
    if not typed:
        context["typed"] = "\n".join(f"{one['place']}, {one['country']}" for one in told["members"])
    tables: dict[str, tuple[Table, list[Any]]] = {
        "members": (member_table(told), told["members"]),
        "ties": (tie_table(), told["within"]["ties"]),
        "shared": (network_table(), told["within"]["shared_networks"]),
        "strengths": (strength_table(), told["complementarity"]),
        "unions": (union_table(), told["real_unions"]["closest"]),
    }
    for table, rows in tables.values():
        if answer := table.download(request, rows):
            return answer
    shown = {name: table.show(request, rows) for name, (table, rows) in tables.items()}
    result = {
        "told": told,
        "any_strength": any(one["records"] for one in told["complementarity"]),
        "notes": [explain_fault(note) for note in found.notes],
        "beside": [(one, max(one["high"], one["value"]) or 1) for one in told["beside_random"]],
        "query": request.GET.urlencode(),
        **map_union(told["members"], told["within"]["ties"]),
    }
    return render(request, "web/advise/union_appraise.html", {**context, **shown, **result})


def _asked(typed: str, network: str) -> tuple[str, ...]:
    """The cities typed, or those of a network. Raises `FaultyInput` where it has none."""
    if typed:
        return read_cities(typed)
    world = hold().world
    numbers = {name: at for at, name in enumerate(world.networks["id"])}
    held = world.held.filter(world.held["network"] == numbers.get(network, -1))["at"].to_list()
    cities = world.cities()
    ids = tuple(str(world.places["id"][at]) for at in held if cities[at])[:_MOST]
    if not ids:
        raise FaultyInput.of("union-network-absent", network=network)
    return ids


def _examples() -> list[tuple[str, str]]:
    """Real unions of the register to look at, as (id, acronym)."""
    networks = hold().world.networks
    return [(f"nw:{code}", code) for code in _EXAMPLES if f"nw:{code}" in networks["id"]]


def send_sheet(request: HttpRequest) -> HttpResponse:
    """The appraisal sheet as PDF."""
    typed, network = request.GET.get("cities", "")[:_LONGEST].strip(), request.GET.get("network", "")[:80]
    found = find_appraisal(_asked(typed, network))
    told = tell_appraisal(found.appraisal, found.world, found.input, found.seed)
    told["notes"] = [explain_fault(note) for note in found.notes]
    answer = HttpResponse(union_to_pdf(told), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="appraisal.pdf"'
    return answer


PAGES = (
    path("union/appraise/", show_appraisal, name="union-appraise"),
    path("union/appraise/sheet.pdf", send_sheet, name="union-appraise-sheet"),
)
