"""What the register proves of a programme: a step is done when its records say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from proxeny.advise.programme.model import Goal, Step
from proxeny.advise.programme.shipped import shipped_steps

Tables = Mapping[str, pl.DataFrame]
_GONE = ("former", "applied", "suspended")
_UNSIGNED = ("draft", "ended")


def read_progress(goal: Goal, city: str, tables: Tables, today: date) -> Goal:
    """The goal with the steps done that the register proves; what a proven step waited for is done with it.

    Not so what only some countries' law asks for: that a city is a member does not prove that it was permitted to be.

    tables: ``agreements``, ``memberships`` and ``activities`` of the city. The day is the first that a record states,
    or ``today`` where none does.
    """
    proofs = {one.key: one.proven for one in shipped_steps().get(goal.kind, ()) if one.proven}
    lawful = {one.key for one in shipped_steps().get(goal.kind, ()) if one.countries}
    found: dict[str, date] = {}
    for step in goal.steps:
        day = _prove(proofs.get(step.kind, ""), goal, city, tables, today) if step.kind else None
        if day is not None:
            found[step.key] = day
    for key in list(found):
        _carry_back(key, found[key], goal.steps, found)
    steps = tuple(
        replace(one, done=found[one.key], proven=True)
        if one.key in found and not one.done and one.kind not in lawful
        else one
        for one in goal.steps
    )
    return replace(goal, steps=steps)


def _carry_back(key: str, day: date, steps: Sequence[Step], found: dict[str, date]) -> None:
    """Whoever is a member has applied, and the council has decided."""
    step = next(one for one in steps if one.key == key)
    for before in step.after:
        if before not in found:
            found[before] = day
            _carry_back(before, day, steps, found)


def _prove(proof: str, goal: Goal, city: str, tables: Tables, today: date) -> date | None:
    if proof in {"membership", "organ"}:
        held = tables["memberships"].filter(
            (pl.col("member") == city) & (pl.col("network") == goal.subject)
            & ~pl.col("state").fill_null("").is_in(_GONE)
        )  # fmt: skip
        if proof == "organ":
            held = held.filter(pl.col("organs").list.len().fill_null(0) > 0)
        return _first_day(held, today)
    others = set(goal.members or (goal.subject,)) - {city}
    column = "parties" if proof == "agreement" else "partners"
    held = tables["agreements" if proof == "agreement" else "activities"] if proof else pl.DataFrame()
    if held.is_empty():
        return None
    if proof == "agreement":
        held = held.filter(~pl.col("state").fill_null("").is_in(_UNSIGNED))
    whole = pl.col(column).fill_null([])
    if proof == "activity":
        whole = pl.concat_list(whole, pl.col("organiser").fill_null(""))
    wanted = sorted(others if goal.kind == "union" else {goal.subject})
    named = held.with_columns(whole.alias("all"))
    both = pl.all_horizontal(*[pl.col("all").list.contains(one) for one in wanted])
    return _first_day(named.filter(both), today)


def _first_day(held: pl.DataFrame, today: date) -> date | None:
    """The first day that these records state; ``today`` where they state none; None without records."""
    if held.is_empty():
        return None
    names = [name for name in ("valid_from", "signed") if name in held.columns]
    days = [day for name in names for day in held[name].drop_nulls().to_list() if len(str(day)) == 10]
    known = [date.fromisoformat(str(day)) for day in days]
    return min((day for day in known if day <= today), default=today)
