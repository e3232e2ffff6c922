"""The order of steps: what comes before what, and a clear word where that goes round in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proxeny.advise.programme.model import Step
from proxeny.errors import Fault, raise_if_any
from proxeny.text import clean

MOST = 60  # steps of one goal


def order_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps so that each comes after those it waits for; among those that are free, by day and key.

    Raises `FaultyInput` naming the steps of a circle, steps that are not there, and steps due before one they wait for
    may end. Source: Kahn 1962, Communications of the ACM 5, 558-562 (topological order).
    """
    named = {step.key: step for step in steps}
    faults = [Fault("programme-steps-many", params={"count": len(steps), "most": MOST})] if len(steps) > MOST else []
    faults += [
        Fault("programme-step-missing", params={"step": clean(step.key, 60), "before": clean(one, 60)})
        for step in steps
        for one in step.after
        if one not in named
    ]
    raise_if_any(faults)
    waiting = {step.key: set(step.after) for step in steps}
    found: list[Step] = []
    while waiting:
        free = sorted((named[key] for key, before in waiting.items() if not before), key=lambda one: (one.due, one.key))
        if not free:
            circle = " → ".join(find_circle(waiting))
            raise_if_any([Fault("programme-circle", params={"circle": clean(circle, 300)})])
        found.append(free[0])
        del waiting[free[0].key]
        for before in waiting.values():
            before.discard(free[0].key)
    raise_if_any(_late(found, named))
    return tuple(found)


def find_circle(waiting: Mapping[str, set[str]]) -> list[str]:
    """One circle among steps that wait for each other, closed: the first step is also the last.

    >>> find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})
    ['b', 'c', 'b']
    """
    key = min(waiting)
    walked: list[str] = []
    while key not in walked:
        walked.append(key)
        key = min(waiting[key])
    return [*walked[walked.index(key) :], key]


def _late(steps: Sequence[Step], named: Mapping[str, Step]) -> list[Fault]:
    """Steps that begin before one they wait for is due."""
    return [
        Fault(
            "programme-step-early",
            params={
                "step": clean(step.key, 60), "begins": step.begins.isoformat(),
                "before": clean(one, 60), "due": named[one].due.isoformat(),
            },
        )
        for step in steps
        for one in step.after
        if step.begins < named[one].due and not named[one].done
    ]  # fmt: skip
