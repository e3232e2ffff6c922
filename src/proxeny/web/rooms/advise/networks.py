"""Which network should we join?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.advise.networks.features import LEVEL
from proxeny.api_networks import Advised, join_networks
from proxeny.api_programme import Suggestion, forecast_networks
from proxeny.errors import FaultyInput
from proxeny.register.queries.advice import read_declined, read_states
from proxeny.register.queries.merges import read_merges
from proxeny.report.calendar import number, percent
from proxeny.report.labels import label
from proxeny.report.networks import tell_networks
from proxeny.report.programme.words import say_change
from proxeny.report.words import explain_fault, language
from proxeny.scheme.loader import load_scheme
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.rooms.advise.cities import City, read_city
from proxeny.web.rooms.advise.deciding import show_accept
from proxeny.web.rooms.advise.doors import Door, tabs
from proxeny.web.rooms.advise.networks_held import hold_networks
from proxeny.web.templatetags.ui import bar

DOOR = Door(
    20,
    gettext_lazy("Networks"),
    gettext_lazy("Which network should we join?"),
    gettext_lazy("Every network the register knows: how likely, why, whether the city may, what it costs and changes."),
    of_city="advise:networks",
)
_DRAWN = 8
_EXPLAINED = 12


def show_networks(request: HttpRequest, place_id: str) -> HttpResponse:
    """The answer in a sentence, bars of the first networks, the list of all, and each with its reasons."""
    merged = read_merges().get(place_id)
    if merged:
        return redirect("advise:networks", merged)
    city = read_city(place_id)
    context: dict[str, Any] = {
        "city": city,
        "trail": [(_("Advice"), reverse("advise:home")), (city.name, reverse("advise:city", args=[city.id])),
                  (_("Networks"), "")],
        "tabs": tabs(DOOR.name, city.id),
    }  # fmt: skip
    try:
        opened = hold_networks(city.id)
    except FaultyInput as problem:
        words = [explain_fault(fault) for fault in problem.faults]
        recorded = problem.faults[0].code != "networks-none"
        return render(request, "web/advise/networks_none.html", {**context, "why": words, "recorded": recorded})
    declined, theme = read_declined(city.id, "network"), _read_theme(request)
    advised = join_networks(opened, city.id, None, declined, theme)
    rows = tell_networks(advised)
    table = _table(request, city, rows)
    if answer := table.download(request, rows):
        return answer
    ranks = "ranks" in request.GET
    context |= {
        "first": rows[0] if rows else None,
        "chance": _percent(rows[0]["score"]) if rows else "",
        "drawn": [(row["network"], round(100 * row["score"], 1)) for row in rows[:_DRAWN]],
        "table": table.show(request, rows),
        "explained": _explain(advised, rows, ranks),
        "ranks": ranks,
        "notes": [explain_fault(note) for note in advised.notes],
        "held": _held(advised),
        "candidates": len(rows),
        "declined": len(declined),
        "theme": theme,
        "theme_name": label("dimension", theme, language()) if theme else "",
        "themes": [(one.id, label("dimension", one.id, language())) for one in load_scheme().dimensions],
        "computed": {"input": opened.input, "lessons": opened.model.lessons, "origin": opened.model.origin},
    }
    return render(request, "web/advise/networks.html", context)


def _read_theme(request: HttpRequest) -> str:
    """The dimension that the reader asks for; none where it is no dimension of the scheme."""
    wanted = request.GET.get("theme", "")[:10]
    return wanted if wanted in {one.id for one in load_scheme().dimensions} else ""


def _percent(share: float) -> str:
    return percent(share, language(), 1)


def _held(advised: Advised) -> int:
    return int(advised.opened.world.memberships[advised.row])


def _answers() -> dict[str, str]:
    return {"yes": _("yes"), "no": _("no"), "unlikely": _("unlikely"), "open": _("not known")}


def _costs() -> dict[str | None, str]:
    return {
        "none": _("free of charge"), "flat": _("one fee for all"), "size": _("by inhabitants"),
        "size_income": _("by inhabitants and income"), "annual": _("set each year"), None: _("not known"),
    }  # fmt: skip


def _grounds() -> dict[str, str]:
    return {"rule": _("a rule"), "observed": _("as its members are"), "unknown": _("not known")}


def _table(request: HttpRequest, city: City, rows: list[dict[str, Any]]) -> Table:
    answers, costs = _answers(), _costs()
    decided = read_states(city.id, "network")
    most = max((row["score"] for row in rows), default=1.0)

    def link(row: dict[str, Any]) -> SafeString:
        address = reverse("network", args=[row["id"]])
        long = format_html(' <span class="note" dir="auto">{}</span>', row["name"])
        more = long if row["name"] != row["network"] else ""
        return format_html('<a href="{}" dir="auto">{}</a>{}', address, row["network"], more)

    def decide(row: dict[str, Any]) -> SafeString:
        return show_accept(request, Suggestion("network", row["id"]), city.id, decided.get(row["id"]))

    columns = (
        Column("network", _("Network"), lambda row: row["network"], link),
        Column("works", _("Works on"), lambda row: _(", ").join(row["dimensions"]["names"]) or None),
        Column("score", _("Chance"), lambda row: row["score"],
               lambda row: bar(100 * row["score"], 100 * most, _percent(row["score"])), "number"),
        Column("may", _("Eligible"), lambda row: answers[row["eligible"]["answer"]]),
        Column("cost", _("Cost"), lambda row: costs[row["cost"]["kind"]]),
        Column("new", _("Members it does not meet yet"), lambda row: row["changes"]["new_members"], kind="number"),
        Column("decide", _("Decision"), lambda row: (decided.get(row["id"]) or (0, ""))[1], decide),
    )  # fmt: skip
    facets = (Facet("may", _("May it join?"), lambda row: row["eligible"]["answer"], lambda code: answers[code]),)
    return Table(columns, _("Networks"), sort="-score", file="networks-to-join", facets=facets, size=15)


def _explain(advised: Advised, rows: list[dict[str, Any]], ranks: bool) -> list[dict[str, Any]]:
    """The first networks with the parts of their scores as bars, the conditions, and what joining changes."""
    shown = Advised(advised.opened, advised.row, advised.networks[:_EXPLAINED], advised.notes)
    changes = forecast_networks(shown, ranks=ranks)
    most = max((abs(part["contribution"]) for row in rows[:_EXPLAINED] for part in row["parts"]), default=0.0) or 1.0
    grounds, answers = _grounds(), _answers()
    return [
        {
            **row,
            "chance": _percent(row["score"]),
            "shown_parts": [_draw(part, most) for part in row["parts"] if abs(part["contribution"]) >= LEVEL],
            "level_parts": [_draw(part, most) for part in row["parts"] if abs(part["contribution"]) < LEVEL],
            "checks": [
                {"sentence": check["sentence"], "ground": grounds[check["ground"]], "answer": answers[check["answer"]],
                 "is_rule": check["ground"] == "rule"}
                for check in row["eligible"]["checks"] if check["ground"] != "unknown"
            ],
            "may": answers[row["eligible"]["answer"]],
            "new_dimensions": [label("dimension", one, language()) for one in row["changes"]["new_dimensions"]],
            "indicators": [
                say_change(name, one["before"], one["after"])
                for name, one in changes[row["id"]]["indicators"].items()
            ],
            "rank": _span(changes[row["id"]]["rank"]),
        }
        for row in rows[:_EXPLAINED]
    ]  # fmt: skip


def _draw(part: dict[str, Any], most: float) -> dict[str, Any]:
    """A part with its bar from the middle: to the end of the line what speaks for it."""
    half = 50 * part["contribution"] / most
    return {**part, "x": 50 + min(half, 0), "width": abs(half), "for": half >= 0}


def _span(rank: dict[str, list[int]] | None) -> tuple[str, str] | None:
    if rank is None:
        return None
    before, after = ("–".join(number(end, language()) for end in rank[when]) for when in ("before", "after"))
    return before, after


PAGES = (path("city/<str:place_id>/networks/", show_networks, name="networks"),)
