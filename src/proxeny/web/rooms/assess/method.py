"""How it is computed: the recipe, and the audit of ten steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from proxeny.api_evidence import agreement_of_weights
from proxeny.assess.audit.checklist import Check, audit
from proxeny.assess.recipe.default import default_recipe, default_text
from proxeny.assess.recipe.model import Indicator
from proxeny.assess.result import Assessment
from proxeny.errors import message
from proxeny.register.queries.assessments import read_assessment
from proxeny.report.calendar import decimal, digits, number
from proxeny.report.card import factor_words, words_of
from proxeny.report.labels import label
from proxeny.report.words import language
from proxeny.web.dating import read_day
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.evidence.ranking import grade_words


def show_recipe(request: HttpRequest) -> HttpResponse:
    """The recipe as the pages use it: steps, choices that are varied, indicators with goalposts and weights."""
    if "yaml" in request.GET:
        headers = {"Content-Disposition": 'attachment; filename="five-levels.yaml"'}
        return HttpResponse(default_text(), content_type="application/yaml; charset=utf-8", headers=headers)
    recipe = default_recipe()
    table = _indicators()
    if answer := table.download(request, recipe.indicators):
        return answer
    steps = [
        (label("assess_step", step.name, language()), step.method, _settings(step.settings)) for step in recipe.steps
    ]
    choices = [
        (
            factor_words(choice.id),
            [option.label for option in choice.options] or [_("drawn from the counts of sources")],
        )
        for choice in recipe.uncertainty.choices
    ]
    context = {
        "section": "assess",
        "recipe": recipe,
        "steps": steps,
        "choices": choices,
        "table": table.show(request, recipe.indicators),
        "kappas": [(grade_words()[name], one) for name, one in agreement_of_weights().items()],
        "kappa": agreement_of_weights()["explicit_structural"],
        "trail": [(_("Assessment"), reverse("assess:home")), (_("Recipe"), "")],
    }
    return render(request, "web/assess/recipe.html", context)


def _settings(settings: Any) -> str:
    return digits(
        ", ".join(
            f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}" for key, value in settings.items()
        ),
        language(),
    )


def _indicators() -> Table:
    here = language()

    def post(value: float | None) -> str:
        return "–" if value is None else number(value, here)

    columns: tuple[Column, ...] = (
        Column("indicator", _("Indicator"), lambda one: one.label.get(here) or one.id),
        Column("parent", _("Dimension"), lambda one: words_of_parent(one, here)),
        Column("low", _("Low goalpost"), lambda one: one.low, lambda one: post(one.low), "number"),
        Column("high", _("High goalpost"), lambda one: one.high, lambda one: post(one.high), "number"),
        Column("frequency", _("Sources that name it"), lambda one: one.frequency, kind="number"),
    )
    return Table(columns, _("Indicators"), file="recipe", size=50, find=False)


def words_of_parent(one: Indicator, here: str) -> str:
    """What the group of an indicator is called."""
    return next(
        (group.label.get(here) or group.id for group in default_recipe().groups if group.id == one.parent), one.parent
    )


_MOST = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the audit in words."""

    title: str
    state: str
    figures: list[tuple[str, list[str]]]


def show_audit(request: HttpRequest) -> HttpResponse:
    """The ten steps of the Handbook, filled in from the data."""
    made = read_assessment(read_day(request).day)
    steps = [Step(_(message(check.code).what), check.state, _figures(made, check)) for check in audit(made)]
    context = {
        "section": "assess",
        "steps": steps,
        "look": sum(step.state == "look" for step in steps),
        "trail": [(_("Assessment"), reverse("assess:home")), (_("Audit"), "")],
    }
    return render(request, "web/assess/audit.html", context)


def _figures(made: Assessment, check: Check) -> list[tuple[str, list[str]]]:
    return [
        (label("assess_figure", key, language()), _say(made, value))
        for key, value in check.figures.items()
        if value is not None and value not in ({}, [], "")
    ]


def _say(made: Assessment, value: object) -> list[str]:
    """A figure of the audit in words; ids of groups and indicators by their labels."""
    here = language()
    if isinstance(value, float):
        return [decimal(value, here, 2)]
    if isinstance(value, int):
        return [number(value, here)]
    if isinstance(value, dict):
        return [f"{_name(made, key)}: {', '.join(_say(made, one))}" for key, one in list(value.items())[:_MOST]]
    if isinstance(value, list):
        return [_(", ").join(_say(made, one)) if isinstance(one, list) else _say(made, one)[0] for one in value[:_MOST]]
    return ["–" if value is None else _name(made, value)]


def _name(made: Assessment, name: object) -> str:
    known = {"weight": _("weight"), "works": _("correlation"), "share": _("share")}
    text = str(name)
    return known.get(text) or factor_words(words_of(made, text, language()))
