"""What decides when a goal is reached: the room of every open step, and the steps that have none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from proxeny.advise.programme.model import Goal, Step


def find_room(goal: Goal) -> Mapping[str, int]:
    """Key of every open step -> days by which it may be late before the goal's last day moves.

    The total float of the critical path method: a step may end when the first of those that wait for it has to begin,
    if they take as long as is planned; one for which nothing waits may end on the goal's last day. Gaps that the plan
    leaves between steps are room. Source: J. E. Kelley, M. R. Walker, "Critical-path planning and scheduling",
    Eastern Joint Computer Conference (1959) 160-173.

    >>> first = Step("a", date(2026, 1, 1), date(2026, 1, 11))
    >>> long = Step("b", date(2026, 1, 11), date(2026, 1, 31), after=("a",))
    >>> short = Step("c", date(2026, 1, 11), date(2026, 1, 16), after=("a",))
    >>> dict(find_room(Goal(1, "network", "nw:A", "A", "short", (first, long, short))))
    {'a': 0, 'b': 0, 'c': 15}
    """
    last = goal.due
    if last is None:
        return {}
    steps = {step.key: step for step in goal.steps if not step.done}
    followers: dict[str, list[str]] = {key: [] for key in steps}
    for step in steps.values():
        for before in step.after:
            if before in followers:
                followers[before].append(step.key)
    latest: dict[str, date] = {}
    for key in _last_first(steps, followers):
        ends = [latest[one] - (steps[one].due - steps[one].begins) for one in followers[key]]
        latest[key] = min(ends, default=last)
    return {key: (latest[key] - step.due).days for key, step in steps.items() if key in latest}


def find_critical(goal: Goal) -> tuple[Step, ...]:
    """The open steps without room, in the order of the goal: a day lost with one is a day lost for the goal."""
    room = find_room(goal)
    return tuple(step for step in goal.steps if room.get(step.key, 1) <= 0)


def _last_first(steps: Mapping[str, Step], followers: Mapping[str, list[str]]) -> list[str]:
    """Keys so that every step comes after those that wait for it; steps of a goal never wait in a circle."""
    found: list[str] = []
    waiting = {key: set(after) for key, after in followers.items()}
    while waiting:
        free = [key for key, after in waiting.items() if not after]
        if not free:
            break
        for key in free:
            found.append(key)
            del waiting[key]
        for after in waiting.values():
            after.difference_update(free)
    return found
