"""Lay out the steps of an accepted suggestion in time, and say on which horizon it lies."""

from __future__ import annotations

from datetime import date, timedelta

from proxeny.advise.programme.model import Horizon, Kind, Step
from proxeny.advise.programme.order import order_steps
from proxeny.advise.programme.shipped import shipped_steps

SHORT, MEDIUM = 366, 3 * 366  # days; an assumption of this product: within a year, within three, later


def plan_steps(kind: Kind, begins: date, country: str = "", responsible: str = "") -> tuple[Step, ...]:
    """The shipped steps of a kind of advice from a day on, each beginning when the last it waits for is due.

    country: ISO code of the city; steps that only some countries' law asks for are left out elsewhere.

    >>> [step.key for step in plan_steps("network", date(2026, 1, 5), "DE")]
    ['conditions', 'budget', 'council', 'apply', 'member', 'take-part']
    """
    wanted = [one for one in shipped_steps()[kind] if not one.countries or country in one.countries]
    keys = {one.key for one in wanted}
    due: dict[str, date] = {}
    steps = []
    for one in wanted:
        after = tuple(key for key in one.after if key in keys)
        first = max((due[key] for key in after), default=begins)
        due[one.key] = first + timedelta(weeks=one.weeks)
        steps.append(Step(one.key, first, due[one.key], kind=one.key, after=after, responsible=responsible))
    return order_steps(steps)


def find_horizon(begins: date, due: date) -> Horizon:
    """Short: done within a year of the beginning; medium: within three; else long.

    >>> find_horizon(date(2026, 1, 1), date(2028, 1, 1))
    'medium'
    """
    days = (due - begins).days
    return "short" if days <= SHORT else "medium" if days <= MEDIUM else "long"
