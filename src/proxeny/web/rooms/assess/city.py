"""One city: why it stands where it stands, beside whom, what moves it, and what to find out next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from proxeny.assess.explaining import explain_unit
from proxeny.assess.result import Assessment
from proxeny.assess.uncertainty.evaluating import build_world
from proxeny.assess.whatif.worth import Worth, value_information
from proxeny.errors import Fault, NotFound
from proxeny.register.queries.assessments import read_assessment
from proxeny.report.calendar import decimal, digits, number
from proxeny.report.card import build_card, card_answer, explain_missing, factor_words, words_of
from proxeny.report.card_pdf import card_to_pdf
from proxeny.report.words import language
from proxeny.web.dating import read_day
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.assess.drawing import Leaf, leaves_of, part_lines
from proxeny.web.templatetags.ui import status

_BESIDE, _NEXT = 12, 6


@dataclass(frozen=True, slots=True)
class Beside:
    """Another city that cannot be told apart from this one: in which share of the draws it ranks before it."""

    unit: str
    name: str
    share: str


def show_city(request: HttpRequest, place_id: str) -> HttpResponse:
    """A city by dimension against all others, decomposed down to indicators, records and sources."""
    asked = read_day(request)
    made = read_assessment(asked.day)
    _check(made, place_id)
    part = explain_unit(made, place_id)
    leaves = leaves_of(made, part)
    table = _table(place_id, asked.day.isoformat())
    if answer := table.download(request, leaves):
        return answer
    context = {
        "section": "assess",
        "asked": asked,
        "made": made,
        "place_id": place_id,
        "name": made.data.name(place_id, language()),
        "answer": card_answer(made, place_id, language()),
        "lines": part_lines(made, part),
        "table": table.show(request, leaves),
        "beside": _beside(made, place_id),
        "moves": _moves(made, place_id),
        "next": _next(made, place_id),
        "trail": [(_("Assessment"), reverse("assess:home")), (made.data.name(place_id, language()), "")],
    }
    return render(request, "web/assess/city.html", context)


def show_card(request: HttpRequest, place_id: str) -> HttpResponse:
    """The report card of a city as PDF, in the language of the page."""
    made = read_assessment(read_day(request).day)
    _check(made, place_id)
    pdf = card_to_pdf(build_card(made, place_id, explain_unit(made, place_id), language()))
    headers = {"Content-Disposition": 'inline; filename="report-card.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _check(made: Assessment, place_id: str) -> None:
    if place_id not in made.run.units:
        raise NotFound(Fault("assess-city-unassessed", params={"id": place_id[:80]}))


def _beside(made: Assessment, unit: str) -> list[Beside]:
    """The cities nearest to an even chance of ranking before this one."""
    if made.drawn is None:
        return []
    row = made.run.units.index(unit)
    wins = made.drawn.spread.wins[:, row]
    order = np.argsort(np.abs(wins - made.drawn.spread.wins[row]), kind="stable")
    least = 1 - made.recipe.uncertainty.confidence
    near = [place for place in order if place != row and least < wins[place] < 1 - least][:_BESIDE]
    found = []
    for place in sorted(near, key=lambda one: -wins[one]):
        other = made.run.units[place]
        found.append(Beside(other, made.data.name(other, language()), digits(f"{wins[place]:.0%}", language())))
    return found


def _moves(made: Assessment, unit: str) -> list[tuple[str, float]]:
    if made.sensitivity is None:
        return []
    shares = made.sensitivity.of_unit(unit, "total", "rank")
    pairs = [
        (factor_words(name), 100 * max(0.0, share))
        for name, share in zip(made.sensitivity.factors, shares, strict=True)
    ]
    return sorted(pairs, key=lambda one: -one[1])


def _next(made: Assessment, unit: str) -> list[tuple[str, str, Worth]]:
    """What to find out next, in words."""
    worth = [one for one in _worth(made, unit) if one.gain > 0][:_NEXT]
    return [(words_of(made, one.indicator, language()), decimal(one.gain, language(), 1), one) for one in worth]


def _worth(made: Assessment, unit: str) -> tuple[Worth, ...]:
    if made.drawn is None:
        return ()
    world = build_world(made.recipe, made.data, made.seed)
    return tuple(value_information(world, unit, made.drawn.scores, made.recipe.uncertainty.interval))


def _table(place_id: str, day: str) -> Table:
    here = language()

    def value(leaf: Leaf) -> object:
        part = leaf.part
        if part.value is None:
            return format_html('<span class="note">{}</span>', explain_missing(part.why))
        shown = number(part.value, here)
        if part.value_low is not None and part.value_high is not None and part.value_high > part.value_low:
            shown += f" ({number(part.value_low, here)}–{number(part.value_high, here)})"
        address = reverse("figure", args=[place_id, leaf.id])
        return format_html('<a href="{}?on={}">{}</a>', address, day, shown)

    def link(leaf: Leaf) -> object:
        name = format_html('<a href="{}">{}</a>', reverse("model-item", args=[leaf.id]), leaf.label)
        return format_html("{} {}", name, status(leaf.status)) if leaf.status else name

    columns: tuple[Column, ...] = (
        Column("indicator", _("Indicator"), lambda leaf: leaf.label, link),
        Column("group", _("Dimension"), lambda leaf: leaf.group),
        Column("value", _("Measured"), lambda leaf: leaf.part.value, value, "number"),
        Column("score", _("Score"), lambda leaf: leaf.part.score, _score, "number"),
        Column("median", _("Median of all"), lambda leaf: leaf.part.median,
               lambda leaf: decimal(leaf.part.median, here, 0) if leaf.part.median is not None else "–", "number"),
        Column("weight", _("Weight"), lambda leaf: leaf.part.effective,
               lambda leaf: digits(f"{leaf.part.effective:.1%}", here), "number"),
        Column("records", _("Records"), _records, kind="number"),
        Column("sources", _("Sources"), lambda leaf: len(leaf.part.sources), kind="number"),
    )  # fmt: skip
    return Table(columns, _("Indicators"), file="city", size=50, find=False)


def _score(leaf: Leaf) -> Any:
    return "–" if leaf.part.score is None else decimal(leaf.part.score, language(), 0)


def _records(leaf: Leaf) -> int:
    return sum(len(ids) for ids in leaf.part.records.values())
