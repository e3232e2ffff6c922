"""The first page of the room: which cities can be told apart?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from proxeny.assess.answering import build_answer
from proxeny.assess.result import Assessment
from proxeny.errors import Fault, FaultyInput, NotFound
from proxeny.register.queries.assessments import read_assessment
from proxeny.report.calendar import digits, percent
from proxeny.report.labels import country
from proxeny.report.words import explain_fault, language
from proxeny.web.dating import read_day
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.rooms.assess.drawing import rank_lines
from proxeny.web.templatetags.ui import bar, interval

_DRAWN = 24
_CODES = {"assess-answer-told": "assess-cities-told", "assess-answer-none": "assess-cities-none"}


def show_home(request: HttpRequest) -> HttpResponse:
    """The answer in a sentence, the rank intervals of the first cities, the table, and how it was computed."""
    asked = read_day(request)
    try:
        made = read_assessment(asked.day)
    except (NotFound, FaultyInput) as problem:
        empty = explain_fault(problem.faults[0])
        return render(request, "web/assess/empty.html", {"section": "assess", "asked": asked, "empty": empty})
    rows = _rows(made)
    table = _table(made, asked.day.isoformat())
    if answer := table.download(request, rows):
        return answer
    answer_ = build_answer(made, language())
    shown = {key: digits(value, language()) for key, value in answer_.params.items()}
    context = {
        "section": "assess",
        "asked": asked,
        "made": made,
        "answer": explain_fault(Fault(_CODES.get(answer_.code, answer_.code), params=shown)),
        "lines": rank_lines(made, rows[:_DRAWN]),
        "units": len(made.run.units),
        "tiers": _tiers(made),
        "table": table.show(request, rows),
        "notes": [explain_fault(note) for note in made.run.notes],
    }
    return render(request, "web/assess/home.html", context)


def _tiers(made: Assessment) -> list[tuple[str, int]]:
    """How many cities every tier holds."""
    return [
        (_("Tier {number}").format(number=digits(place, language())), len(units))
        for place, units in enumerate(made.tiers(), 1)
    ]


def _rows(made: Assessment) -> list[dict[str, Any]]:
    lands = dict(zip(made.data.units, made.data.groups["country"], strict=True))
    return [{**row, "country": lands[row["unit"]]} for row in made.results(language()).to_dicts()]


def _table(made: Assessment, day: str) -> Table:
    most = max((row["score_high"] or 0 for row in made.results().to_dicts()), default=100.0)

    def link(row: dict[str, Any]) -> str:
        return format_html('<a href="{}?on={}">{}</a>', reverse("assess:city", args=[row["unit"]]), day, row["name"])

    def ranks(row: dict[str, Any]) -> str:
        if row["rank_low"] is None:
            return "–"
        return digits(f"{row['rank_low']}–{row['rank_high']}", language())

    columns = (
        Column("name", _("City"), lambda row: row["name"], link),
        Column("country", _("Country"), lambda row: country(row["country"], language()) if row["country"] else None),
        Column("tier", _("Tier"), lambda row: row["tier"], kind="number"),
        Column("rank_low", _("Rank interval"), lambda row: row["rank_low"], ranks, "number",
               order=lambda row: row["rank_mean"]),
        Column("rank_high", _("Worst rank"), lambda row: row["rank_high"], kind="number"),
        Column("score", _("Score over all draws"), lambda row: row["score_low"],
               lambda row: interval(row["score_low"], _middle(row), row["score_high"], most, 0), "number",
               order=lambda row: row["rank_mean"] and -row["rank_mean"]),
        Column("measured", _("Measured weight"), lambda row: row["measured"],
               lambda row: bar(100 * row["measured"], 100, _percent(row["measured"])), "number"),
    )  # fmt: skip
    facets = (
        Facet("tier", _("Tier"), lambda row: str(row["tier"] or "-"), lambda code: digits(code, language())),
        Facet("country", _("Country"), lambda row: row["country"] or "-", lambda code: country(code, language())),
    )
    return Table(columns, _("Cities"), sort="rank_low", file="assessment", facets=facets, size=50)


def _percent(share: float) -> str:
    return percent(share, language())


def _middle(row: dict[str, Any]) -> float | None:
    return None if row["score_low"] is None else (row["score_low"] + row["score_high"]) / 2
