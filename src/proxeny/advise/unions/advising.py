"""Which cities of an area could form a union: the best set, why each is in, and how far to trust it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from proxeny.advise.unions.asking import Asked, Choice, build_choice
from proxeny.advise.unions.doing_without import Loss, price_members
from proxeny.advise.unions.feasible import find_relaxations, find_together, loosen
from proxeny.advise.unions.parts import PARTS
from proxeny.advise.unions.problem import Floats, Longs
from proxeny.advise.unions.solving import Limits, Solved, solve
from proxeny.advise.unions.world import World
from proxeny.errors import Fault, FaultyInput

MOST_SOURCES = 6
_SECONDS_AGAIN = 4.0  # for each further solution: without a source, without a must-include
_SHARE_WITHOUT = 1 / 3  # of the time of the proof: for what each member is worth to the union


@dataclass(frozen=True, slots=True)
class Why:
    """One part of what a member brings: value (of a pair part: the mean over the others), and the points it adds.

    count: what the part's sentence counts. with_: the members it has it with, best first (numbers of candidates).
    """

    part: str
    value: float
    contribution: float
    count: int
    with_: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its candidate number, what it brings in all, why, and the loss without it (None: it must be in)."""

    at: int
    brings: float
    why: tuple[Why, ...]
    loss: Loss | None


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs that a city must be in: the objective with and without the wish. at: None for all together.

    low, high: the price at least and at most; the same where both choices are proven.
    """

    at: int | None
    with_it: float
    without_it: float
    low: float
    high: float

    @property
    def proven(self) -> bool:
        """Whether the price is known exactly."""
        return self.high - self.low <= 1e-6


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Without one source: how many of the members stay, and which come and go. source: empty where all are left out."""

    source: str
    records: int
    stay: int
    gone: tuple[int, ...]
    come: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, eq=False)
class Advice:
    """A union that is plausible. runners: the best candidates that are not in, best first.

    sources: how many speak of the candidates; steadiness is tried without the most talkative of them.
    """

    choice: Choice
    solved: Solved
    members: tuple[Member, ...]
    runners: tuple[int, ...]
    prices: tuple[Price, ...] = ()
    steadiness: tuple[Steadiness, ...] = ()
    sources: int = 0
    seconds: float = 0.0
    notes: tuple[Fault, ...] = field(default=())


def advise_union(world: World, asked: Asked, *, deep: bool = True) -> Advice:
    """The best union of an area, with reasons. deep: also losses if the others may change too, prices, steadiness.

    Rules that were not asked for are loosened as far as is needed. Raises `FaultyInput` naming each
    rule that alone would make it possible, `NotFound`, `UnknownName`.
    """
    begun = time.perf_counter()
    choice, solved = _solve(build_choice(world, asked))
    prices = _price_includes(choice, solved) if deep else ()
    weight = world.said_of(choice.scene.here)
    steady = _steady(world, choice, solved, weight) if deep else ()
    seconds = asked.limits.seconds * _SHARE_WITHOUT if deep else 0.0
    members = tuple(explain_members(choice, solved.chosen, price_members(choice.problem, solved, seconds)))
    return Advice(
        choice, solved, members, _runners(choice, solved.chosen), prices, steady, len(weight),
        time.perf_counter() - begun, _notes(choice),
    )  # fmt: skip


def _solve(choice: Choice) -> tuple[Choice, Solved]:
    """The best set, with usual rules loosened where they cannot be kept."""
    solved = solve(choice.problem, choice.asked.limits)
    if solved is None:
        asked = choice.asked
        problem = loosen(choice.problem, asked.max_per_country is None, asked.min_countries is None)
        solved = None if problem is None else solve(problem, asked.limits)
        if problem is None or solved is None:
            raise explain_impossible(choice)
        choice = replace(choice, problem=problem, loosened=True)
    return choice, solved


def explain_impossible(choice: Choice) -> FaultyInput:
    """Why no set keeps the rules: one fault for each rule that alone could be relaxed, and to what."""
    problem, places = choice.problem, choice.scene.world.places
    found = find_relaxations(problem)

    def named(numbers: tuple[int, ...]) -> str:
        return ", ".join(str(places["name"][int(choice.scene.here[at])]) for at in numbers)

    first = Fault(
        "union-impossible",
        params={
            "size": problem.rules.size, "countries": problem.rules.min_groups, "cap": problem.rules.cap,
            "candidates": problem.size, "has": len(choice.countries),
        },
    )  # fmt: skip
    if not found:
        found = find_together(problem)
        first = replace(first, code="union-impossible-together" if found else "union-impossible-anyhow")
    told = [
        Fault(
            f"union-relax-{one.rule.replace('_', '-')}", params={"now": one.now, "to": one.to, "names": named(one.drop)}
        )
        for one in found
    ]
    return FaultyInput(first, *told)


def explain_members(choice: Choice, chosen: Longs, losses: Mapping[int, Loss]) -> list[Member]:
    """Every member with the parts of what it brings, most first. losses: by member, of those that need not be in."""
    made = []
    for one in chosen:
        at = int(one)
        why = (*_city_why(choice, at), *_pair_why(choice, at, chosen))
        made.append(Member(at, sum(part.contribution for part in why), why, losses.get(at)))
    return sorted(made, key=lambda one: (-one.brings, one.at))


def _city_why(choice: Choice, at: int) -> list[Why]:
    told = []
    for name, values in choice.city_parts.items():
        if values[at] > 0:
            count = int(PARTS[name].count(choice.scene)[at])
            told.append(Why(name, float(values[at]), float(PARTS[name].weight * values[at]), count))
    return told


def _pair_why(choice: Choice, at: int, chosen: Longs) -> list[Why]:
    others = chosen[chosen != at]
    scale = 2.0 / max(choice.problem.rules.size - 1, 1)
    told = []
    for name, values in choice.pair_parts.items():
        row: Floats = values[at, others]
        if row.sum() <= 0:
            continue
        counted = (np.asarray(PARTS[name].count(choice.scene))[at, others] > 0) & (row > 0)
        best = others[np.argsort(-row, kind="stable")]
        with_ = tuple(int(one) for one in best if counted[np.flatnonzero(others == one)[0]])
        points = float(PARTS[name].weight * scale * row.sum())
        told.append(Why(name, float(row.mean()), points, int(counted.sum()), with_))
    return told


def _runners(choice: Choice, chosen: Longs, many: int = 10) -> tuple[int, ...]:
    """Candidates that would bring most beside the members, without those that are apart from a member."""
    problem = choice.problem
    worth = problem.gain + problem.fit[:, chosen].sum(axis=1)
    worth[chosen] = -np.inf
    worth[problem.apart[:, chosen].any(axis=1)] = -np.inf
    order = np.argsort(-worth, kind="stable")[:many]
    return tuple(int(at) for at in order if np.isfinite(worth[at]))


def _price_includes(choice: Choice, solved: Solved) -> tuple[Price, ...]:
    """The objective with and without each wish, and without all of them."""
    problem, forced = choice.problem, np.flatnonzero(choice.problem.forced)
    wishes: list[int | None] = [int(at) for at in forced] + ([None] if len(forced) > 1 else [])
    made = []
    for at in wishes:
        free = problem.forced.copy()
        free[forced if at is None else at] = False
        limits = Limits(min(_SECONDS_AGAIN, choice.asked.limits.seconds), seed=choice.asked.limits.seed)
        other = solve(replace(problem, forced=free), limits, solved.chosen)
        if other is not None:
            low, high = other.objective - solved.bound, other.bound - solved.objective
            made.append(Price(at, solved.objective, other.objective, max(low, 0.0), max(high, 0.0)))
    return tuple(made)


def _steady(world: World, choice: Choice, solved: Solved, weight: Mapping[str, int]) -> tuple[Steadiness, ...]:
    """The same question to the same candidates without each source, the most talkative first, and without all.

    Without all, only size and place are left: what stays then does not stay because of anything on record.
    """
    named = sorted(weight, key=lambda one: (-weight[one], one))[:MOST_SOURCES]
    worlds = [(source, world.without_source(source)) for source in named]
    if len(weight) > 1:
        worlds.append(("", world.without_records()))
    before, made = set(solved.chosen.tolist()), []
    for source, less in worlds:
        problem = replace(build_choice(less, choice.asked, choice.scene.here).problem, rules=choice.problem.rules)
        limits = Limits(min(_SECONDS_AGAIN, choice.asked.limits.seconds), 1e-3, choice.asked.limits.seed)
        other = solve(problem, limits, solved.chosen)
        if other is not None:
            after, records = set(other.chosen.tolist()), weight[source] if source else sum(weight.values())
            gone, come = tuple(sorted(before - after)), tuple(sorted(after - before))
            made.append(Steadiness(source, records, len(before & after), gone, come, other.status == "optimal"))
    return tuple(made)


def _notes(choice: Choice) -> tuple[Fault, ...]:
    """What a reader should know of the candidates."""
    notes = []
    if choice.problem.size < choice.open:
        params = {"candidates": choice.problem.size, "cities": choice.open}
        notes.append(Fault("union-candidates-cut", params=params, severity="warning"))
    if choice.left_out:
        notes.append(Fault("union-places-astray", params={"count": choice.left_out}, severity="warning"))
    if choice.outside:
        names = ", ".join(str(choice.scene.world.places["name"][at]) for at in choice.outside)
        notes.append(Fault("union-include-outside", params={"names": names}, severity="warning"))
    if choice.loosened:
        rules = choice.problem.rules
        params = {"cap": rules.cap, "countries": rules.min_groups}
        notes.append(Fault("union-rules-loosened", params=params, severity="warning"))
    if choice.asked.theme and not choice.city_parts.get("theme", np.zeros(1)).any():
        notes.append(Fault("union-theme-silent", params={"theme": choice.asked.theme}, severity="warning"))
    return tuple(notes)
