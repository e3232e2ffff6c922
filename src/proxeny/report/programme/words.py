"""The words of a programme: horizons, kinds, states, steps, and what a goal is expected to change."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from proxeny.advise.programme.critical import find_critical
from proxeny.advise.programme.model import Goal, Step
from proxeny.advise.programme.shipped import step_words
from proxeny.report.calendar import decimal, digits, number, show_date
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.text import clean

_SHOWN = 300
_NAMELESS = {"en": "", "tr": "", "fa": ""}


def say_horizon(horizon: str) -> str:
    """``Short term``, with the years it means."""
    return {
        "short": _("Short term (within a year)"),
        "medium": _("Medium term (within three years)"),
        "long": _("Long term (later)"),
    }[horizon]


def say_kind(kind: str) -> str:
    """What a goal is for."""
    return {"partner": _("Partner city"), "network": _("City network"), "union": _("Union of cities")}[kind]


def say_goal(goal: Goal) -> str:
    """The goal as a sentence."""
    chosen, _script = choose_name(goal.title, {**_NAMELESS, **goal.names}, language())
    title = clean(chosen, _SHOWN)
    return {
        "partner": _("A partnership with {title}"),
        "network": _("Membership of {title}"),
        "union": _("Found a union: {title}"),
    }[goal.kind].format(title=title)


def say_step(goal: Goal, step: Step) -> str:
    """What is to be done."""
    if step.title:
        return clean(step.title, _SHOWN)
    words = step_words(goal.kind, step.kind)
    return words.get(language()) or words.get("en") or step.key


def say_critical(goal: Goal) -> str:
    """Which steps decide when the goal is reached; empty where nothing is open."""
    steps = find_critical(goal)
    if not steps:
        return ""
    words = _("The end is decided by: {steps}. A day lost there is a day lost for the goal.")
    return words.format(steps=_(", then ").join(say_step(goal, one) for one in steps))


def say_state(state: str) -> str:
    """How far a step is."""
    return {"done": _("done"), "late": _("late"), "ready": _("can begin"), "waiting": _("waits")}[state]


def say_day(day: date | None) -> str:
    """A day in the reader's calendar."""
    shown = show_date(day, "day", language())
    return shown.words if shown else ""


def say_progress(done: int, steps: int) -> str:
    """How many steps are done."""
    here = language()
    return _("{done} of {steps} steps are done.").format(done=number(done, here), steps=number(steps, here))


def say_indicator(name: str) -> str:
    """What an indicator of the scheme is called; its code where the scheme has none of it."""
    for one in load_scheme().indicators:
        if one.id == name:
            return one.label.get(language()) or one.id
    return clean(name, 40)


def say_change(name: str, before: float | None, after: float) -> str:
    """An indicator before and after; that there was no data is said."""
    here = language()
    was = _("no data") if before is None else number(before, here)
    words = _("{indicator}: from {before} to {after}.")
    return words.format(indicator=say_indicator(name), before=was, after=number(after, here))


def say_expected(goal: Goal) -> list[str]:
    """What the goal is expected to change, a sentence for each indicator, for the score and for the rank."""
    here = language()
    found = [say_change(name, *pair) for name, pair in sorted(goal.expected.indicators.items())]
    if goal.expected.score is not None:
        (a, b), (c, d) = goal.expected.score
        spans = {name: decimal(value, here, 1) for name, value in zip("abcd", (a, b, c, d), strict=True)}
        found.append(_("Score in the assessment: from {a}–{b} to {c}–{d}.").format(**spans))
    if goal.expected.rank is not None:
        (e, f), (g, h) = goal.expected.rank
        ends = {name: digits(value, here) for name, value in zip("abcd", (e, f, g, h), strict=True)}
        found.append(_("Rank in the assessment: from {a}–{b} to {c}–{d}.").format(**ends))
    return found
