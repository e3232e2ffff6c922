"""What is more than chance: a measure of the whole graph beside its null models."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.text import clean
from proxeny.web.rooms.graph.city import show_value
from proxeny.web.rooms.graph.held import DRAWS, climb, hold

_MOST = 200


def show_chance(request: HttpRequest) -> HttpResponse:
    """The ladder of the measure asked for."""
    from proxeny.graph.measures import MEASURES
    from proxeny.graph.nulls import NULLS

    held = hold()
    if not held.subject.graph.tie_count:
        return render(request, "web/graph/empty.html", {"title": _("What is more than chance?")})
    fit = [name for name in MEASURES if MEASURES[name].nulls]
    asked = clean(request.GET.get("measure", ""), 40)
    measure = asked if asked in fit else "distance"
    typed = request.GET.get("draws", "")
    draws = min(max(int(typed), 2), _MOST) if typed.isascii() and typed.isdigit() else DRAWS
    ladder = climb(held, measure, draws)
    one = MEASURES[measure]
    numbers = [value for rung in ladder.rungs for value in (rung.low, rung.high, rung.mean) if value is not None]
    if ladder.observed is not None:
        numbers.append(ladder.observed)
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    wide = (high - low) or 1.0

    def place(value: float | None) -> str | None:
        return None if value is None else f"{190 + 390 * (value - low) / wide:.1f}"

    rungs: list[dict[str, Any]] = [
        {
            "title": _(NULLS[rung.name].title), "keeps": _(NULLS[rung.name].keeps),
            "not_when": _(NULLS[rung.name].not_when), "source": NULLS[rung.name].source,
            "mean": show_value(rung.mean), "low": show_value(rung.low), "high": show_value(rung.high),
            "p": show_value(rung.p), "absent": rung.absent, "draws": rung.draws, "y": 30 + 34 * number,
            "x": place(rung.mean), "from": place(rung.low if rung.low is not None else rung.mean),
            "width": _width(place(rung.low), place(rung.high)),
        }
        for number, rung in enumerate(ladder.rungs)
    ]  # fmt: skip
    explained = ladder.explained_by_country
    context = {
        "trail": [(_("Graph"), reverse("graph:home")), (_("What is more than chance?"), "")],
        "choices": [(name, _(MEASURES[name].title), name == measure) for name in fit],
        "title": _(one.title), "not_when": _(one.not_when), "formula": one.formula, "source": one.source,
        "observed": show_value(ladder.observed, ladder.unit), "mark": place(ladder.observed),
        "rungs": rungs, "draws": draws, "unit": ladder.unit,
        "explained": None if explained is None else round(100 * explained, 1),
        "computed": held.computed,
    }  # fmt: skip
    return render(request, "web/graph/chance.html", context)


def _width(low: str | None, high: str | None) -> str:
    return f"{max(float(high) - float(low), 1.0):.1f}" if low and high else "1"
