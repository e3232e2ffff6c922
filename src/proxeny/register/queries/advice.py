"""Read decisions on advice: the programme of a city with its progress, and what it is not interested in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from proxeny.advise.programme.model import HORIZONS, Expected, Goal, Programme, Step
from proxeny.advise.programme.progress import read_progress
from proxeny.errors import NotFound
from proxeny.register.models import Advice, ProgrammeStep
from proxeny.register.queries.pages import read_entities
from proxeny.register.queries.tables import read_agreements, read_involved, read_records

_LONG = "9999-12-31"


def read_declined(city: str, kind: str = "") -> frozenset[str]:
    """What a city is not interested in: ids of places or organisations, or keys of unions."""
    found = Advice.objects.filter(city=city, state="declined", revoked__isnull=True)
    return frozenset((found.filter(kind=kind) if kind else found).values_list("subject", flat=True))


def read_decisions(city: str, state: str = "", kind: str = "") -> list[Advice]:
    """The standing decisions of a city, newest first."""
    wanted = {name: value for name, value in (("state", state), ("kind", kind)) if value}
    return list(Advice.objects.filter(city=city, revoked__isnull=True, **wanted).order_by("-at", "-id"))


def read_states(city: str, kind: str) -> Mapping[str, tuple[int, str]]:
    """Subject -> (number, ``accepted`` or ``declined``) of the standing decisions of a city."""
    found = Advice.objects.filter(city=city, kind=kind, revoked__isnull=True)
    return {subject: (number, state) for number, subject, state in found.values_list("pk", "subject", "state")}


def read_cities() -> list[tuple[str, int]]:
    """The cities that have a programme, with how many goals, most goals first."""
    found = Advice.objects.filter(state="accepted", revoked__isnull=True).values_list("city", flat=True)
    counts: dict[str, int] = {}
    for city in found:
        counts[city] = counts.get(city, 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def read_programme(city: str, name: str, today: date) -> Programme:
    """The programme of a city, with what the register proves of it by today."""
    rows = Advice.objects.filter(city=city, state="accepted", revoked__isnull=True).prefetch_related("steps")
    tables = _tables(city)
    goals = [read_progress(goal_of(row), city, tables, today) for row in rows]
    order = {horizon: at for at, horizon in enumerate(HORIZONS)}
    goals.sort(key=lambda one: (order[one.horizon], str(one.due or _LONG), one.number))
    return Programme(city, name, tuple(goals))


def find_goal(number: int) -> Advice:
    """An accepted suggestion that stands. Raises `NotFound`."""
    found = Advice.objects.filter(pk=number, state="accepted", revoked__isnull=True).first()
    if found is None:
        raise NotFound.of("programme-goal-unknown", number=number)
    return found


def goal_of(row: Advice) -> Goal:
    """A stored decision as a goal."""
    entity = read_entities([row.subject]).get(row.subject)
    names = {one: str(getattr(entity, f"name_{one}", "") or "") for one in ("en", "tr", "fa")}
    title = row.title if row.kind == "union" or entity is None or not entity.known else str(entity.name)
    return Goal(
        row.pk, row.kind, row.subject, title or row.subject, row.horizon,
        tuple(step_of(one) for one in row.steps.all()), tuple(row.members), _expected(row.expected), row.reason, row.by,
        names,
    )  # fmt: skip


def step_of(row: ProgrammeStep) -> Step:
    """A stored step."""
    return Step(
        row.key, row.begins, row.due, kind=row.kind, title=row.title, after=tuple(row.after),
        responsible=row.responsible, done=row.done,
    )  # fmt: skip


def _expected(told: Mapping[str, Any]) -> Expected:
    pairs = {name: (before, after) for name, (before, after) in (told.get("indicators") or {}).items()}
    spans = {name: told.get(name) and tuple(tuple(one) for one in told[name]) for name in ("score", "rank")}
    return Expected(pairs, **spans)


def _tables(city: str) -> Mapping[str, pl.DataFrame]:
    return {
        "agreements": read_agreements([city]),
        "memberships": read_records("memberships", "member", [city]),
        "activities": read_involved("activities", "activity", [city]),
    }
