"""Decisions on advice and the steps of a programme. One transaction each; a decision is taken back, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b

from proxeny.advise.programme.model import HORIZONS, KINDS, Expected, Horizon, Kind, Step
from proxeny.advise.programme.order import order_steps
from proxeny.advise.programme.planning import find_horizon, plan_steps
from proxeny.errors import FaultyInput, NotFound
from proxeny.register.lock import writing
from proxeny.register.models import Advice, ProgrammeStep
from proxeny.register.queries.advice import step_of
from proxeny.text import clean

_WORDS = 2_000
_NAME = 200
_MEMBERS = 200
_NOTHING = Expected()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a decision is about: for a partner or network its record id, for a union the ids of its cities."""

    kind: Kind
    subject: str = ""
    members: tuple[str, ...] = ()
    title: str = ""

    @property
    def key(self) -> str:
        """The record id; for a union a hash of who is in it, whatever their order."""
        if self.kind != "union":
            return self.subject
        named = "\n".join(sorted(set(self.members)))
        return "un:" + blake2b(named.encode(), digest_size=12).hexdigest()

    def check(self) -> None:
        """Raises `FaultyInput` for a kind that there is not, nothing suggested, or a union of fewer than two."""
        if self.kind not in KINDS:
            raise FaultyInput.of("advice-kind", text=clean(str(self.kind), 40), known=", ".join(KINDS))
        if self.kind == "union" and not 2 <= len(set(self.members)) <= _MEMBERS:
            raise FaultyInput.of("advice-union-size", count=len(set(self.members)), most=_MEMBERS)
        if self.kind != "union" and not self.subject:
            raise FaultyInput.of("advice-empty")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a suggestion is taken up: from when, by whom, on which horizon (None: as long as its steps take), why."""

    begins: date
    responsible: str = ""
    horizon: Horizon | None = None
    reason: str = ""
    country: str = ""
    expected: Expected = _NOTHING


@dataclass(frozen=True, slots=True)
class StepChange:
    """What is said anew of a step; empty or None: as it was. A new step needs title, begins and due."""

    title: str = ""
    begins: date | None = None
    due: date | None = None
    after: tuple[str, ...] | None = None
    responsible: str | None = None
    done: date | None = None
    undone: bool = False

    def of(self, old: Step | None, key: str) -> Step:
        """The step as it is to be. Raises `FaultyInput` for a new one that lacks words or days."""
        if old is None:
            if not self.title.strip():
                raise FaultyInput.of("programme-step-nameless")
            first = self.begins or self.due or datetime.now(UTC).date()
            old = Step(key, first, self.due or first)
        begins = self.begins or old.begins
        due = self.due or (old.due if old.due >= begins else begins)
        return replace(
            old, key=key, title=self.title or old.title, begins=begins, due=due,
            after=old.after if self.after is None else self.after,
            responsible=old.responsible if self.responsible is None else self.responsible,
            done=None if self.undone else self.done or old.done,
        )  # fmt: skip


def accept(city: str, one: Suggestion, wish: Wish, *, by: str = "") -> Advice:
    """Take a suggestion into the programme of a city with its shipped steps; a standing decision on it is taken back.

    Raises `FaultyInput`.
    """
    one.check()
    if one.subject == city:
        raise FaultyInput.of("advice-itself")
    steps = plan_steps(one.kind, wish.begins, wish.country, clean(wish.responsible, _NAME))
    horizon = wish.horizon or find_horizon(wish.begins, steps[-1].due)
    with writing():
        _take_back(city, one, by)
        made = _decision(city, one, "accepted", by, wish.reason)
        made.horizon, made.begins = horizon, wish.begins
        made.indicators = sorted(wish.expected.indicators)
        made.expected = _told(wish.expected)
        made.save()
        _store(made, steps)
    return made


def decline(city: str, one: Suggestion, *, by: str = "", reason: str = "") -> Advice:
    """Remember that a city is not interested; a standing decision on it is taken back. Raises `FaultyInput`."""
    one.check()
    with writing():
        _take_back(city, one, by)
        made = _decision(city, one, "declined", by, reason)
        made.save()
    return made


def withdraw(number: int, *, by: str = "") -> Advice:
    """Take a decision back: what was accepted leaves the programme, what was declined may be advised again.

    Raises `NotFound`.
    """
    with writing():
        found = Advice.objects.filter(pk=number, revoked__isnull=True).first()
        if found is None:
            raise NotFound.of("advice-unknown", number=number)
        found.revoked, found.revoked_by = datetime.now(UTC), clean(by, _NAME)
        found.save()
    return found


def put_step(number: int, step: Step, *, by: str = "") -> None:
    """Change a step of a goal, or add it where the goal has none of its key. Raises `NotFound`, `FaultyInput`.

    All steps are checked together: what must be done before, circles, days.
    """
    if step.due < step.begins:
        raise FaultyInput.of("programme-step-days", begins=step.begins.isoformat(), due=step.due.isoformat())
    if not (step.kind or step.title.strip()):
        raise FaultyInput.of("programme-step-nameless")
    with writing():
        goal = _goal(number)
        before = {row.key: row for row in goal.steps.all()}
        known = [step_of(row) for row in before.values() if row.key != step.key]
        whole = order_steps([*known, replace(step, key=clean(step.key, 40) or _free_key(before))])
        old = before.get(step.key)
        done_by = clean(by, _NAME) if step.done and not (old and old.done) else (old.done_by if old else "")
        goal.steps.all().delete()
        _store(goal, whole)
        if step.done:
            goal.steps.filter(key=step.key).update(done_by=done_by)


def change_step(number: int, key: str, change: StepChange, *, by: str = "") -> None:
    """Change a step of a goal, or add one. Raises `NotFound`, `FaultyInput`."""
    old = next((step_of(row) for row in _goal(number).steps.all() if row.key == key), None)
    put_step(number, change.of(old, key), by=by)


def drop_step(number: int, key: str) -> None:
    """Take a step out of a goal; what waited for it waits for what it waited for. Raises `NotFound`."""
    with writing():
        goal = _goal(number)
        steps = [step_of(row) for row in goal.steps.all()]
        gone = next((one for one in steps if one.key == key), None)
        if gone is None:
            raise NotFound.of("programme-step-unknown", step=clean(key, 60), number=number)
        kept = [replace(one, after=_without(one.after, gone)) for one in steps if one.key != key]
        goal.steps.all().delete()
        _store(goal, order_steps(kept))


def set_horizon(number: int, horizon: str) -> None:
    """Put a goal on another horizon. Raises `NotFound`, `FaultyInput`."""
    if horizon not in HORIZONS:
        raise FaultyInput.of("programme-horizon", text=clean(horizon, 40), known=", ".join(HORIZONS))
    with writing():
        goal = _goal(number)
        goal.horizon = horizon
        goal.save()


def _goal(number: int) -> Advice:
    found = Advice.objects.filter(pk=number, state="accepted", revoked__isnull=True).first()
    if found is None:
        raise NotFound.of("programme-goal-unknown", number=number)
    return found


def _without(after: Sequence[str], gone: Step) -> tuple[str, ...]:
    if gone.key not in after:
        return tuple(after)
    return tuple(dict.fromkeys([*(one for one in after if one != gone.key), *gone.after]))


def _free_key(known: object) -> str:
    return next(f"own-{at}" for at in range(1, 1000) if f"own-{at}" not in known)  # type: ignore[operator]


def _take_back(city: str, one: Suggestion, by: str) -> None:
    standing = Advice.objects.filter(city=city, kind=one.kind, subject=one.key, revoked__isnull=True)
    standing.update(revoked=datetime.now(UTC), revoked_by=clean(by, _NAME))


def _decision(city: str, one: Suggestion, state: str, by: str, reason: str) -> Advice:
    return Advice(
        city=city, kind=one.kind, subject=one.key, members=sorted(set(one.members)), title=clean(one.title, _WORDS),
        state=state, by=clean(by, _NAME), at=datetime.now(UTC), reason=clean(reason, _WORDS),
    )  # fmt: skip


def _store(goal: Advice, steps: Sequence[Step]) -> None:
    ProgrammeStep.objects.bulk_create(
        ProgrammeStep(
            goal=goal, position=at, key=step.key, kind=step.kind, title=clean(step.title, _WORDS),
            responsible=clean(step.responsible, _NAME), begins=step.begins, due=step.due, after=list(step.after),
            done=None if step.proven else step.done,
        )
        for at, step in enumerate(steps)
    )  # fmt: skip


def _told(expected: Expected) -> dict[str, object]:
    return {
        "indicators": {name: list(values) for name, values in expected.indicators.items()},
        "score": expected.score, "rank": expected.rank,
    }  # fmt: skip
