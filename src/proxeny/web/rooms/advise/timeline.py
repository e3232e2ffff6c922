"""The picture of a programme: a line of time, a row for each goal, a bar for each of its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import jdatetime

from proxeny.advise.programme.model import Goal, Programme
from proxeny.report.calendar import digits
from proxeny.report.programme.words import say_day, say_goal, say_state, say_step
from proxeny.report.words import language

_WIDTH = 1000.0


def draw_timeline(programme: Programme, today: date) -> dict[str, Any] | None:
    """Rows of bars from the first day to the last, years, and today; from right to left where the page runs so."""
    days = [day for goal in programme.goals for day in (goal.begins, goal.due) if day]
    if not days:
        return None
    first, last = min([*days, today]) - timedelta(days=20), max([*days, today]) + timedelta(days=20)
    scale = _Scale(first, last, language() == "fa")
    return {
        "width": int(_WIDTH),
        "today": scale.at(today),
        "years": _years(scale),
        "rows": [
            {"goal": goal, "words": say_goal(goal), "bars": _bars(goal, scale, today)} for goal in programme.goals
        ],
    }


class _Scale:
    """Where a day lies on the line."""

    def __init__(self, first: date, last: date, turned: bool) -> None:
        self.first, self.last, self.turned = first, last, turned

    def at(self, day: date) -> float:
        """Its place along the line."""
        share = _WIDTH * (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_WIDTH - share if self.turned else share, 1)

    def span(self, begins: date, due: date) -> tuple[float, float]:
        """The lower end and the width of a bar."""
        ends = sorted((self.at(begins), self.at(due + timedelta(days=1))))
        return ends[0], round(max(ends[1] - ends[0], 3.0), 1)


def _bars(goal: Goal, scale: _Scale, today: date) -> list[dict[str, Any]]:
    made = []
    for step in goal.steps:
        x, width = scale.span(step.begins, step.due)
        state = goal.state(step, today)
        words = f"{say_step(goal, step)}: {say_day(step.begins)} – {say_day(step.due)}, {say_state(state)}"
        made.append({"x": x, "width": max(round(width - 4, 1), 2.0), "state": state, "words": words})
    return made


def _years(scale: _Scale) -> list[dict[str, Any]]:
    """The first day of each year of the reader's calendar."""
    found: list[tuple[float, str]] = []
    if language() == "fa":
        start = jdatetime.date.fromgregorian(date=scale.first).year
        begins: Sequence[tuple[date, int]] = [
            (jdatetime.date(year, 1, 1).togregorian(), year) for year in range(start, start + 40)
        ]
    else:
        begins = [(date(year, 1, 1), year) for year in range(scale.first.year, scale.first.year + 40)]
    for day, year in begins:
        if scale.first <= day <= scale.last:
            found.append((scale.at(day), digits(year, language())))
    return [{"x": x, "words": words} for x, words in found]
