"""Do the weights of a union's parts hold for unions that had no part in choosing them? Leave one union out.

    python tools/bench union_weights union_weights=SNAPSHOT

Forty sets of weights are drawn around the stated ones (each times 2^N(0, 0.8)). For each real union the best on all
others is used for it; beside it the stated weights, and the better of the plain orders by ties and by population.
Shares are of what can be found; intervals are percentile bootstraps over unions. Sets are those of the search alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from figures import show

from proxeny.advise.unions.areas import find_area
from proxeny.advise.unions.asking import Asked, Choice, build_choice
from proxeny.advise.unions.parts import PARTS
from proxeny.advise.unions.problem import Floats
from proxeny.advise.unions.rediscovering import FAMILY, KNOWN, PARTS_ALLOWED, Real
from proxeny.advise.unions.searching import search
from proxeny.advise.unions.world import World
from proxeny.io.advising.worlds import open_world
from proxeny.io.snapshot import read_snapshot

SETS, SPREAD, STARTS = 40, 0.8, 2


@dataclass(frozen=True, eq=False)
class Case:
    """A real union: the question to its area, which candidates are members, what can be found, the plain orders."""

    real: Real
    choice: Choice
    member: Floats
    reach: float
    plain: float


def main(*options: str) -> None:
    """Print the mean share found with stated weights, with those of the other unions, and by plain order."""
    if not options:
        print("not measured: no snapshot named; union_weights=FOLDER")
        return
    world = open_world(read_snapshot(Path(options[0])))
    cases = [_read(world, real) for real in (*KNOWN, *FAMILY) if real.network in set(world.networks["id"])]
    stated = np.array([PARTS[name].weight for name in PARTS_ALLOWED])
    draw = np.random.default_rng(1)
    sets = [stated, *(stated * 2 ** draw.normal(0.0, SPREAD, len(stated)) for _ in range(SETS))]
    found = np.array([[_share(case, weights) for case in cases] for weights in sets])
    plain = np.array([case.plain for case in cases])
    left_out = []
    for at in range(len(cases)):
        others = np.delete(found, at, axis=1).mean(axis=1)
        left_out.append(found[others.argmax(), at])
    show(f"{len(cases)} unions: better plain order, mean", 100 * plain.mean(), "%")
    for name, values in (("stated weights", found[0]), ("weights of the other unions", np.array(left_out))):
        low, high = _interval(values - plain)
        show(f"{name}: mean", 100 * values.mean(), "%")
        show(
            f"{name}: above the plain order ({100 * low:+.1f} to {100 * high:+.1f})", 100 * (values - plain).mean(), "%"
        )
    means = found[1:].mean(axis=1)
    show("drawn weights: worst mean", 100 * means.min(), "%", 100 * plain.mean(), least=True)
    show("drawn weights: best mean, chosen with hindsight", 100 * means.max(), "%")


def _read(world: World, real: Real) -> Case:
    area, less = find_area(real.area, lambda _: ""), world.without_networks()
    number = world.networks["id"].to_list().index(real.network)
    everyone = world.held.filter(world.held["network"] == number)["at"].to_numpy()
    choice = build_choice(less, Asked(area, real.size, parts=PARTS_ALLOWED))
    cities = np.flatnonzero(area.covers(world.lon, world.lat, world.country) & world.cities())
    true = np.isin(cities, everyone)
    reach = min(int(true.sum()), real.size) / real.size
    orders = (np.asarray(less.tied.sum(axis=1)).ravel()[cities], world.people[cities])
    plain = max(float(true[np.argsort(-worth, kind="stable")[: real.size]].sum()) for worth in orders) / real.size
    return Case(real, choice, np.isin(choice.scene.here, everyone).astype(np.float64), reach, plain / reach)


def _share(case: Case, weights: Floats) -> float:
    choice, by_name = case.choice, dict(zip(PARTS_ALLOWED, weights, strict=True))
    problem = choice.problem
    gain = sum((by_name[name] * one for name, one in choice.city_parts.items()), np.zeros(problem.size))
    fit = sum((by_name[name] * one for name, one in choice.pair_parts.items()), np.zeros(problem.fit.shape))
    weighed = replace(problem, gain=gain, fit=fit * 2.0 / (case.real.size - 1))
    found = search(weighed, starts=STARTS)
    return 0.0 if found is None else float(case.member[found].sum()) / case.real.size / case.reach


def _interval(values: Floats) -> tuple[float, float]:
    drawn = np.random.default_rng(2).integers(0, len(values), (4000, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)
