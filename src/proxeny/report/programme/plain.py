"""A programme as plain values, with its words in the reader's language."""

from __future__ import annotations

from datetime import date

from proxeny.advise.programme.critical import find_critical, find_room
from proxeny.advise.programme.model import Goal, Programme
from proxeny.report.programme.words import say_critical, say_expected, say_goal, say_horizon, say_kind, say_step

Plain = dict[str, object]


def tell_programme(programme: Programme, today: date) -> Plain:
    """The whole programme."""
    return {
        "city": programme.city, "name": programme.name, "on": today.isoformat(), "steps": programme.steps,
        "steps_done": programme.steps_done, "goals": [tell_goal(goal, today) for goal in programme.goals],
    }  # fmt: skip


def tell_goal(goal: Goal, today: date) -> Plain:
    """One goal with its steps; room: days by which a step may be late before the goal's last day moves."""
    room = find_room(goal)
    return {
        "number": goal.number, "kind": goal.kind, "kind_words": say_kind(goal.kind), "subject": goal.subject,
        "members": list(goal.members), "words": say_goal(goal), "horizon": goal.horizon,
        "horizon_words": say_horizon(goal.horizon), "reason": goal.reason, "by": goal.by, "done": goal.done,
        "begins": _iso(goal.begins), "due": _iso(goal.due),
        "expected": {
            "indicators": {name: {"before": a, "after": b} for name, (a, b) in goal.expected.indicators.items()},
            "score": goal.expected.score, "rank": goal.expected.rank, "sentences": say_expected(goal),
        },
        "steps": [
            {"key": step.key, "words": say_step(goal, step), "after": list(step.after), "responsible": step.responsible,
             "begins": _iso(step.begins), "due": _iso(step.due), "done": _iso(step.done), "proven": step.proven,
             "state": goal.state(step, today), "room_days": room.get(step.key),
             "critical": room.get(step.key, 1) <= 0}
            for step in goal.steps
        ],
        "critical": [step.key for step in find_critical(goal)], "critical_words": say_critical(goal),
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
