"""Which cities of an area could form a union: the best set, why each is in, and how far to trust it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from proxeny.advise.unions.asking import Asked, Choice, build_choice, weigh
from proxeny.advise.unions.clock import FOREVER, Clock
from proxeny.advise.unions.doing_without import Loss, price_members
from proxeny.advise.unions.feasible import find_relaxations, find_together, loosen
from proxeny.advise.unions.parts import PARTS
from proxeny.advise.unions.pricing import Price, price_wishes
from proxeny.advise.unions.problem import Floats, Longs, Problem
from proxeny.advise.unions.solving import Limits, Solved, solve
from proxeny.advise.unions.world import World
from proxeny.errors import Fault, FaultyInput

MOST_SOURCES = 6
_PROOF = 0.7  # of the time, where more is asked for than the union
_LOSSES = 0.4  # of what is then left: for what each member is worth to the union
_PRICES = 0.4  # of what is then left: for what each wish costs; the rest is for the sources
_SECONDS_WITHOUT = 0.3  # less than this does not do for weights without a source


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

    All of it keeps the time limit: a part of the time is kept for what stands beside the proof; what it does not do for
    is bounded, or left out and said. Rules that were not asked for are loosened as far as is needed. Raises
    `FaultyInput` naming each rule that alone would make it possible, `Undecided`, `NotFound`, `UnknownName`.
    """
    begun, clock = time.perf_counter(), Clock(asked.limits.seconds)
    choice, solved = _solve(build_choice(world, asked), clock.part(_PROOF if deep else 1.0))
    losses, solved = _price(choice.problem, solved, clock.part(_LOSSES) if deep else None)
    prices = price_wishes(choice.problem, solved, asked.limits.seed, clock.part(_PRICES)) if deep else ()
    weight = world.said_of(choice.scene.here)
    members = tuple(explain_members(choice, solved.chosen, losses))
    steady = _steady(world, choice, solved, weight, clock) if deep else ()
    return Advice(
        choice, solved, members, _runners(choice, solved.chosen), prices, steady, len(weight),
        time.perf_counter() - begun, _notes(choice, _untried(weight, steady) if deep else 0, len(weight)),
    )  # fmt: skip


def _solve(choice: Choice, clock: Clock) -> tuple[Choice, Solved]:
    """The best set, with usual rules loosened where they cannot be kept."""
    seed, gap = choice.asked.limits.seed, choice.asked.limits.gap
    solved = solve(choice.problem, Limits(clock.left, gap, seed))
    if solved is None:
        asked = choice.asked
        problem = loosen(choice.problem, asked.max_per_country is None, asked.min_countries is None, clock)
        solved = None if problem is None else solve(problem, Limits(clock.left, gap, seed))
        if problem is None or solved is None:
            raise explain_impossible(choice, clock)
        choice = replace(choice, problem=problem, loosened=True)
    return choice, solved


def _price(problem: Problem, solved: Solved, clock: Clock | None) -> tuple[dict[int, Loss], Solved]:
    """What is lost without each member; and a better set than the one in hand, where solving again came upon one."""
    if clock is None:
        return price_members(problem, solved)[0], solved
    losses, better = price_members(problem, solved, clock)
    while better is not None:
        solved = replace(solved, chosen=better, objective=problem.value(better))
        losses, better = price_members(problem, solved, clock)
    return losses, solved


def explain_impossible(choice: Choice, clock: Clock = FOREVER) -> FaultyInput:
    """Why no set keeps the rules: one fault for each rule that alone could be relaxed, and to what."""
    problem, places = choice.problem, choice.scene.world.places
    found = find_relaxations(problem, clock)

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
        found = find_together(problem, clock)
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
    counts = {name: np.asarray(PARTS[name].count(choice.scene)) for name in (*choice.city_parts, *choice.pair_parts)}
    made = []
    for one in chosen:
        at = int(one)
        why = (*_city_why(choice, at, counts), *_pair_why(choice, at, chosen, counts))
        made.append(Member(at, sum(part.contribution for part in why), why, losses.get(at)))
    return sorted(made, key=lambda one: (-one.brings, one.at))


def _city_why(choice: Choice, at: int, counts: Mapping[str, np.ndarray]) -> list[Why]:
    return [
        Why(name, float(values[at]), float(PARTS[name].weight * values[at]), int(counts[name][at]))
        for name, values in choice.city_parts.items()
        if values[at] > 0
    ]


def _pair_why(choice: Choice, at: int, chosen: Longs, counts: Mapping[str, np.ndarray]) -> list[Why]:
    others = chosen[chosen != at]
    scale = 2.0 / max(choice.problem.rules.size - 1, 1)
    told = []
    for name, values in choice.pair_parts.items():
        row: Floats = values[at, others]
        if row.sum() <= 0:
            continue
        counted = (counts[name][at, others] > 0) & (row > 0)
        best = np.argsort(-row, kind="stable")
        with_ = tuple(int(one) for one in others[best[counted[best]]])
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


def _steady(
    world: World, choice: Choice, solved: Solved, weight: Mapping[str, int], clock: Clock
) -> tuple[Steadiness, ...]:
    """The same question to the same candidates without each source, and without all, while there is time.

    Without all, only size and place are left: what stays then does not stay because of anything on record. That comes
    first, then the sources, the most talkative first.
    """
    named = sorted(weight, key=lambda one: (-weight[one], one))[:MOST_SOURCES]
    asked = ([""] if len(weight) > 1 else []) + named
    before, made = set(solved.chosen.tolist()), []
    for place, source in enumerate(asked):
        if clock.left < _SECONDS_WITHOUT:
            break
        turn = clock.part(1 / (len(asked) - place))
        less = world.without_source(source) if source else world.without_records()
        problem, _city, _pair = weigh(choice.scene.seen_by(less), choice.asked, choice.problem.rules)
        other = solve(problem, Limits(turn.left, 1e-3, choice.asked.limits.seed), solved.chosen)
        if other is not None:
            after, records = set(other.chosen.tolist()), weight[source] if source else sum(weight.values())
            gone, come = tuple(sorted(before - after)), tuple(sorted(after - before))
            made.append(Steadiness(source, records, len(before & after), gone, come, other.status == "optimal"))
    return tuple(sorted(made, key=lambda one: (not one.source, named.index(one.source) if one.source else 0)))


def _untried(weight: Mapping[str, int], steady: Sequence[Steadiness]) -> int:
    """Sources that were to be left out in turn, for which the time did not do."""
    return min(len(weight), MOST_SOURCES) - sum(bool(one.source) for one in steady)


def _notes(choice: Choice, untried: int, sources: int) -> tuple[Fault, ...]:
    """What a reader should know of the candidates."""
    notes = []
    if untried:
        params = {"untried": untried, "sources": min(sources, MOST_SOURCES)}
        notes.append(Fault("union-sources-untried", params=params, severity="warning"))
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
