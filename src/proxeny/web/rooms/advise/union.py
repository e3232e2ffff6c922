"""Which cities could form a union here? The question, the answer on a map, why each is in, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.advise.unions.areas import areas
from proxeny.api_unions import Wish
from proxeny.errors import ProxenyError
from proxeny.report.labels import label
from proxeny.report.union_pdf import union_to_pdf
from proxeny.report.unions import tell_union
from proxeny.report.unions_words import part_title, say_union
from proxeny.report.words import explain_fault, language
from proxeny.scheme.loader import load_scheme
from proxeny.text import clean
from proxeny.web.listing import Table
from proxeny.web.rooms.advise.doors import Door, tabs
from proxeny.web.rooms.advise.union_held import SECONDS, find_union
from proxeny.web.rooms.advise.union_tables import map_union, member_table, network_table, strength_table, tie_table

DOOR = Door(
    order=30,
    title=gettext_lazy("Unions"),
    question=gettext_lazy("Which cities could form a union here?"),
    lead=gettext_lazy(
        "A sea, a river, a region or countries of your choice: the set of cities that fits best, and why each is in it."
    ),
    address="advise:union",
)
EXAMPLES = (
    "black_sea",
    "baltic_sea",
    "mediterranean",
    "danube",
    "silk_road",
    "balkans",
    "turkic_states",
    "caspian_sea",
)
_LONGEST_OUTLINE = 6000  # characters of an address


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    area: str = ""
    size: str = "20"
    min_countries: str = ""
    max_per_country: str = ""
    include: str = ""
    exclude: str = ""
    theme: str = ""


def read_typed(query: QueryDict) -> Typed:
    """What was asked, as it was typed."""
    names = ("size", "min_countries", "max_per_country", "theme")
    short = {name: clean(query.get(name, ""), 12) for name in names}
    return Typed(
        area=query.get("area", "")[:_LONGEST_OUTLINE].strip(), include=clean(query.get("include", ""), 600),
        exclude=clean(query.get("exclude", ""), 600), **{**short, "size": short["size"] or "20"},
    )  # fmt: skip


def read_wish(typed: Typed) -> Wish:
    """What was asked; what is no number counts as not given."""
    return Wish(
        typed.area, _whole(typed.size) or 20, _whole(typed.min_countries), _whole(typed.max_per_country),
        _names(typed.include), _names(typed.exclude), typed.theme, seconds=SECONDS,
    )  # fmt: skip


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(
        name.strip() for name in text.replace("،", ",").replace("؛", ",").replace(";", ",").split(",") if name.strip()
    )[:100]


def show_union(request: HttpRequest) -> HttpResponse:
    """Ask, or answer what was asked."""
    typed = read_typed(request.GET)
    context: dict[str, Any] = {
        "typed": typed,
        "tabs": tabs(DOOR.name),
        "trail": [(_("Advice"), reverse("advise:home")), (DOOR.question, "")],
        "areas": sorted({area.name(language()) for area in areas().values()}),
        "examples": [areas()[name].name(language()) for name in EXAMPLES],
        "themes": [(one.id, label("dimension", one.id, language())) for one in load_scheme().dimensions],
    }
    if not typed.area:
        return render(request, "web/advise/union.html", context)
    try:
        found = find_union(read_wish(typed))
    except ProxenyError as problem:
        faults = [explain_fault(fault) for fault in problem.faults]
        return render(request, "web/advise/union.html", {**context, "faults": faults}, status=400)
    told = tell_union(found.advice, found.input, found.seed)
    tables: dict[str, tuple[Table, list[Any]]] = {
        "members": (member_table(told), told["members"]),
        "ties": (tie_table(), told["within"]["ties"]),
        "shared": (network_table(), told["within"]["shared_networks"]),
        "strengths": (strength_table(), told["complementarity"]),
    }
    for table, rows in tables.values():
        if answer := table.download(request, rows):
            return answer
    shown = {name: table.show(request, rows) for name, (table, rows) in tables.items()}
    return render(
        request, "web/advise/union.html", {**context, **shown, **_result(told), "query": request.GET.urlencode()}
    )


def _result(told: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of a union besides its tables."""
    return {
        "told": told,
        "any_strength": any(one["records"] for one in told["complementarity"]),
        "answer": say_union(told),
        "weights": [(part_title(name), weight) for name, weight in told["asked"]["weights"].items()],
        "per_country": [(one["name"], one["members"]) for one in told["countries"]],
        "city": told["asked"]["include"][0] if told["asked"]["include"] else told["members"][0]["id"],
        "ids": [one["id"] for one in told["members"]],
        "always": len(told["stability"]["always"]),
        **map_union(told["members"], told["within"]["ties"]),
    }


def send_sheet(request: HttpRequest) -> HttpResponse:
    """The appraisal sheet as PDF."""
    found = find_union(read_wish(read_typed(request.GET)))
    made = union_to_pdf(tell_union(found.advice, found.input, found.seed))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="union.pdf"'
    return answer


PAGES = (
    path("union/", show_union, name="union"),
    path("union/sheet.pdf", send_sheet, name="union-sheet"),
)
