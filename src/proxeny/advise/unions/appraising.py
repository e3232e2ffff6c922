"""Would these cities make a union? A given set beside random sets of the same make and beside real unions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from proxeny.advise.unions.advising import Member, explain_members
from proxeny.advise.unions.areas import Area
from proxeny.advise.unions.asking import MOST_SIZE, Asked, Choice, build_choice
from proxeny.advise.unions.organs import Organs, propose_organs
from proxeny.advise.unions.problem import Floats, Longs
from proxeny.advise.unions.summing import Within, sum_up
from proxeny.advise.unions.world import World
from proxeny.errors import FaultyInput
from proxeny.graph.geography import SIZES

DRAWS = 999
_UNION_LEAST, _UNION_MOST = 8, 400  # members of a network that is taken for a union
_UNION_COUNTRIES = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of the set beside random sets: their mean and middle 95 of 100, and the share that reach the set's."""

    measure: str
    value: float
    mean: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class RealUnion:
    """A network of the register as a union: its cities, countries, share of foreign pairs tied, and overlap."""

    network: int
    cities: int
    countries: int
    density: float
    common: int


@dataclass(frozen=True, eq=False)
class Appraisal:
    """rows: the different cities, in the given order. repeated: given more than once (row, times).

    density: share of the pairs in two countries that are tied. exchangeable: members for which another could be drawn.
    by_activity: ties across borders that cities as active as these would have, see `expect_ties`. unions: real ones,
    the nearest in density first. gaps: dimensions in which nobody is at work. missing:
    countries without a member with which the members are tied most.
    """

    rows: Longs
    repeated: tuple[tuple[int, int], ...]
    countries: tuple[tuple[str, int], ...]
    within: Within
    density: float
    beside: tuple[Beside, ...]
    draws: int
    exchangeable: int
    by_activity: float
    unions: tuple[RealUnion, ...]
    better_than: float | None
    members: tuple[Member, ...]
    choice: Choice
    objective: float
    additions: tuple[int, ...]
    together: tuple[tuple[int, int], ...]
    missing: tuple[tuple[str, int], ...]
    gaps: tuple[str, ...]
    organs: Organs


def appraise_set(world: World, given: Sequence[int], *, seed: int = 1, draws: int = DRAWS) -> Appraisal:
    """Appraise a set of places by their numbers. Raises `FaultyInput` where fewer than two cities are left."""
    times = Counter(int(at) for at in given)
    rows = np.array(list(times), np.int64)
    if len(rows) < 2:
        raise FaultyInput.of("union-set-small", count=len(rows))
    if len(rows) > MOST_SIZE * 5:
        raise FaultyInput.of("union-set-large", count=len(rows), most=MOST_SIZE * 5)
    within = sum_up(world, rows)
    counts = Counter(str(code) for code in world.country[rows])
    choice, chosen = _as_choice(world, rows)
    members = tuple(explain_members(choice, chosen, {})) if len(rows) <= MOST_SIZE else ()
    additions = _additions(choice, chosen)
    pool = _exchangeable(world, rows)
    beside = _beside(world, rows, pool, seed, draws)
    density = _density(world, rows)
    unions = _real_unions(world, rows)
    better = float(np.mean([density > one.density for one in unions])) if unions else None
    apart = choice.problem.apart
    together = tuple(
        (int(choice.scene.here[a]), int(choice.scene.here[b]))
        for i, a in enumerate(chosen)
        for b in chosen[i + 1 :]
        if apart[a, b]
    )
    brings = {int(choice.scene.here[one.at]): one.brings for one in members} or {int(at): 0.0 for at in rows}
    return Appraisal(
        rows, tuple((at, many) for at, many in times.items() if many > 1),
        tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
        within, density, beside, draws, int(sum(many for many, one in pool if len(one) > many)),
        expect_ties(world, rows),
        tuple(sorted(unions, key=lambda one: (abs(one.density - density), one.network))), better, members, choice,
        choice.problem.value(chosen), additions, together, _missing(world, rows),
        tuple(one.dimension for one in within.strengths if not one.members),
        propose_organs(world, brings, additions, (within.shared, within.strengths)),
    )  # fmt: skip


def _as_choice(world: World, rows: Longs) -> tuple[Choice, Longs]:
    """The set as one solution of the question to its own countries; and its numbers among the candidates."""
    codes = frozenset(str(code) for code in world.country[rows])
    ids = world.places["id"]
    asked = Asked(
        Area("countries", {"en": ", ".join(sorted(codes))}, "countries", countries=codes), min(len(rows), MOST_SIZE),
        1, len(rows), tuple(ids[int(at)] for at in rows), candidates=max(250, len(rows) + 100),
    )  # fmt: skip
    choice = build_choice(world, asked)
    return choice, np.flatnonzero(np.isin(choice.scene.here, rows))


def _additions(choice: Choice, chosen: Longs, many: int = 10) -> tuple[int, ...]:
    problem = choice.problem
    worth = problem.gain + problem.fit[:, chosen].sum(axis=1)
    worth[chosen] = -np.inf
    worth[problem.apart[:, chosen].any(axis=1)] = -np.inf
    order = np.argsort(-worth, kind="stable")[:many]
    return tuple(int(choice.scene.here[at]) for at in order if np.isfinite(worth[at]))


def _size_class(world: World) -> Longs:
    people = world.people
    return np.where(people > 0, np.searchsorted(SIZES, people, side="right") - 1, -1)


def _exchangeable(world: World, rows: Longs) -> list[tuple[int, Longs]]:
    """For each country and class of size among the cities: how many they are, and all with any record like them.

    The cities themselves are among these, recorded or not.
    """
    size, known = _size_class(world), (world.records > 0) & world.cities()
    own = np.zeros(world.size, np.bool_)
    own[rows] = True
    kinds = sorted({(str(world.country[at]), int(size[at])) for at in rows})
    alike = [(world.country == country) & (size == class_) for country, class_ in kinds]
    return [(int((own & one).sum()), np.flatnonzero((known | own) & one)) for one in alike]


def _density(world: World, rows: Longs) -> float:
    """Share of the pairs in two countries that are tied; 0 where there is no such pair."""
    country = world.country[rows]
    abroad = country[:, None] != country[None, :]
    tied = world.tied[rows][:, rows].toarray() > 0
    return float((tied & abroad).sum() / abroad.sum()) if abroad.any() else 0.0


def _measures(world: World, rows: Longs) -> Floats:
    """Ties within across borders, pairs that share a network, dimensions at work."""
    country = world.country[rows]
    abroad = np.triu(country[:, None] != country[None, :], 1)
    tied = world.tied[rows][:, rows].toarray() > 0
    together = (world.belongs[rows] @ world.belongs[rows].T).toarray() > 0
    return np.array(
        [(tied & abroad).sum(), (together & abroad).sum(), (world.strength[rows].sum(axis=0) > 0).sum()], np.float64
    )


def _beside(world: World, rows: Longs, pool: list[tuple[int, Longs]], seed: int, draws: int) -> tuple[Beside, ...]:
    """The set's figures beside sets with as many cities of each country and class of size, each drawn without return.

    p is that of a Monte Carlo test with the set itself among the draws (A. C. A. Hope, JRSS B 30 (1968) 582-598).
    """
    draw = np.random.default_rng(seed)
    own = _measures(world, rows)
    found = np.empty((draws, len(own)))
    for at in range(draws):
        drawn = [one if many == len(one) else draw.choice(one, many, replace=False) for many, one in pool]
        found[at] = _measures(world, np.concatenate(drawn))
    names = ("ties", "shared_pairs", "dimensions")
    low, high = np.quantile(found, [0.025, 0.975], axis=0)
    return tuple(
        Beside(name, float(own[i]), float(found[:, i].mean()), float(low[i]), float(high[i]),
               float((1 + (found[:, i] >= own[i]).sum()) / (draws + 1)))
        for i, name in enumerate(names)
    )  # fmt: skip


def expect_ties(world: World, rows: Longs) -> float:
    """Ties across borders among cities as active as these, if each spread its ties with a country by chance.

    sum over pairs of k(i, C(j)) k(j, C(i)) / M(C(i), C(j)), k the ties of a city with a country, M those between two
    countries: the configuration model (M. E. J. Newman, PNAS 103 (2006) 8577-8582) within each pair of countries. Each
    term is at most 1.
    """
    codes, number = np.unique(world.country, return_inverse=True)
    a, b = world.ends
    between = np.zeros((len(codes), len(codes)))
    np.add.at(between, (number[a], number[b]), 1.0)
    between = between + between.T
    with_each = np.zeros((world.size, len(codes)))
    np.add.at(with_each, (np.r_[a, b], np.r_[number[b], number[a]]), 1.0)
    own, country = with_each[rows][:, number[rows]], number[rows]
    among = between[np.ix_(country, country)]
    expected = np.minimum(own * own.T / np.maximum(among, 1.0), 1.0)
    return float(expected[np.triu(country[:, None] != country[None, :], 1)].sum())


def _real_unions(world: World, rows: Longs) -> list[RealUnion]:
    """Networks of the register with enough cities of enough countries."""
    table, held = world.belongs.tocsc(), set(rows.tolist())
    cities, found = world.cities(), []
    for network in range(world.networks.height):
        everyone = table.indices[table.indptr[network] : table.indptr[network + 1]].astype(np.int64)
        members = everyone[cities[everyone]]
        codes = set(world.country[members].tolist())
        if _UNION_LEAST <= len(members) <= _UNION_MOST and len(codes) >= _UNION_COUNTRIES:
            common = len(held & set(members.tolist()))
            found.append(RealUnion(network, len(members), len(codes), _density(world, members), common))
    return found


def _missing(world: World, rows: Longs, many: int = 5) -> tuple[tuple[str, int], ...]:
    """Countries without a member with which the members have most ties."""
    own = set(world.country[rows].tolist()) | {""}
    partners = world.country[world.tied[rows].indices]
    counted = Counter(str(code) for code in partners if code not in own)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:many])
