"""What a programme is made of: goals, their steps, and what each is expected to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["partner", "network", "union"]
Horizon = Literal["short", "medium", "long"]
State = Literal["done", "late", "ready", "waiting"]
KINDS: tuple[Kind, ...] = ("partner", "network", "union")
HORIZONS: tuple[Horizon, ...] = ("short", "medium", "long")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, from ``begins`` to ``due`` (both included), once the steps named in ``after`` are done.

    kind: a shipped step, whose words are in three languages; else ``title`` says it. done: the day it was done.
    proven: the register says that it was done, not a person.
    """

    key: str
    begins: date
    due: date
    kind: str = ""
    title: str = ""
    after: tuple[str, ...] = ()
    responsible: str = ""
    done: date | None = None
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What a goal is expected to change: indicator -> value before and after; and score and rank, each with bounds.

    score and rank: (low, high) before and (low, high) after, over the same draws; None where nothing was drawn.
    """

    indicators: Mapping[str, tuple[float | None, float]] = field(default_factory=dict)
    score: tuple[tuple[float, float], tuple[float, float]] | None = None
    rank: tuple[tuple[int, int], tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One accepted suggestion: its number, what it is about, its horizon, indicators and steps.

    subject: id of the place or organisation; members: ids of the cities of a union. names: language -> what the place
    or organisation is called in it.
    """

    number: int
    kind: Kind
    subject: str
    title: str
    horizon: Horizon
    steps: tuple[Step, ...] = ()
    members: tuple[str, ...] = ()
    expected: Expected = Expected()
    reason: str = ""
    by: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether every step is."""
        return bool(self.steps) and all(step.done for step in self.steps)

    @property
    def begins(self) -> date | None:
        """The first day of its first step."""
        return min((step.begins for step in self.steps), default=None)

    @property
    def due(self) -> date | None:
        """The last day of its last step."""
        return max((step.due for step in self.steps), default=None)

    def state(self, step: Step, today: date) -> State:
        """Done, late, ready to begin, or waiting for another step."""
        if step.done:
            return "done"
        if step.due < today:
            return "late"
        open_steps = {one.key for one in self.steps if not one.done}
        return "waiting" if open_steps & set(step.after) else "ready"


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of one city: its goals by horizon and date."""

    city: str
    name: str
    goals: Sequence[Goal] = ()

    def of(self, horizon: Horizon) -> list[Goal]:
        """The goals of one horizon."""
        return [goal for goal in self.goals if goal.horizon == horizon]

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return sum(len(goal.steps) for goal in self.goals)

    @property
    def steps_done(self) -> int:
        """How many of them are done."""
        return sum(bool(step.done) for goal in self.goals for step in goal.steps)
