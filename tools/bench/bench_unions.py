"""Unions: how long the proof takes, beside HiGHS alone on the same problem; and real unions found again.

    python tools/bench unions unions=SNAPSHOT              unions of 20 from 250 candidates, and real unions again
    python tools/bench unions unions=SNAPSHOT unions=highs also HiGHS alone on the whole problem, a minute each
    python tools/bench unions unions=SNAPSHOT unions=others only all further networks of the data, found again

SNAPSHOT is a folder that 'proxeny snapshot' wrote. Times are of the process, one thread.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from figures import show

from proxeny.advise.unions.advising import advise_union
from proxeny.advise.unions.areas import areas, find_area
from proxeny.advise.unions.asking import Asked, build_choice
from proxeny.advise.unions.linear import solve_linear
from proxeny.advise.unions.rediscovering import FAMILY, KNOWN, Real, rediscover, sum_up_record
from proxeny.advise.unions.solving import Limits, solve
from proxeny.advise.unions.world import World
from proxeny.io.advising.worlds import open_world
from proxeny.io.snapshot import read_snapshot

ASKED = (
    ("black_sea", 20), ("baltic_sea", 20), ("mediterranean", 20), ("danube", 20), ("european_union", 20),
    ("balkans", 20), ("baltic_sea", 40), ("europe", 30),
)  # fmt: skip
HARD: tuple[dict[str, Any], ...] = (
    {"area": "mediterranean", "size": 20, "min_countries": 12, "max_per_country": 2, "candidates": 400},
    {"area": "black_sea", "size": 20, "min_countries": 6, "theme": "SEC", "candidates": 400},
    {"area": "baltic_sea", "size": 60, "candidates": 400},
    {"area": "europe", "size": 40, "candidates": 500},
    {"area": "europe", "size": 100, "candidates": 500},
    {"area": "europe", "size": 60, "min_countries": 45, "max_per_country": 2, "candidates": 400, "theme": "DEV"},
    {"area": "mediterranean", "size": 60, "min_countries": 18, "candidates": 400},
)
BAR = 10.0
LIMITS = (1.0, 3.0)  # seconds, for all that stands in the answer
OVER = 0.5
AGAIN = (*KNOWN, *FAMILY)


def main(*options: str) -> None:
    """Print every figure with its bar."""
    folders = [Path(one) for one in options if one not in {"highs", "others"}]
    if not folders:
        print("not measured: no snapshot named; unions=FOLDER")
        return
    start = time.process_time()
    world = open_world(read_snapshot(folders[0]))
    show("open the world, CPU", time.process_time() - start, "s")
    if "others" in options:
        _show_others(world)
        return
    for area, size in ASKED:
        _show_proof(world, Asked(areas()[area], size), alone="highs" in options)
    for rules in HARD:
        _show_proof(world, Asked(**{**rules, "area": areas()[rules["area"]]}), alone=False)
    for rules in HARD:
        for limit in LIMITS:
            _show_limit(world, Asked(**{**rules, "area": areas()[rules["area"]], "limits": Limits(limit)}))
    start = time.process_time()
    advise_union(world, Asked(areas()["black_sea"], 20))
    show("black_sea, 20: with prices and steadiness, CPU", time.process_time() - start, "s")
    for real in AGAIN:
        _show_again(world, real)


def _show_proof(world: World, asked: Asked, *, alone: bool) -> None:
    area, size = asked.area.id, asked.size
    start = time.process_time()
    choice = build_choice(world, asked)
    show(f"{area}, {size} of {choice.problem.size}: weights, CPU", time.process_time() - start, "s")
    start = time.process_time()
    found = solve(choice.problem, Limits(seconds=120))
    assert found is not None
    asked_for = choice.problem.size <= 250 and size <= 40  # what the bar speaks of, and more; the others are harder
    took = time.process_time() - start
    show(f"{area}, {size} of {choice.problem.size}: {found.status}, CPU", took, "s", BAR if asked_for else None)
    show(f"{area}, {size}: gap", 100 * found.gap, "%", 0.0001 if asked_for else None)
    if alone:
        start = time.process_time()
        answer = solve_linear(choice.problem, 60.0)
        gap = 100 * (answer.bound - found.objective) / found.objective
        show(f"{area}, {size}: HiGHS alone, CPU", time.process_time() - start, "s")
        show(f"{area}, {size}: HiGHS alone, {'proven' if answer.proven else 'not proven'}, bound above by", gap, "%")


def _show_limit(world: World, asked: Asked) -> None:
    """How far the whole answer (weights, proof, prices, losses, sources) goes beyond its time limit."""
    what = f"{asked.area.id}, {asked.size} of {asked.candidates}, limit {asked.limits.seconds:g} s"
    start, wall = time.process_time(), time.perf_counter()
    found = advise_union(world, asked)
    cpu, took = time.process_time() - start, time.perf_counter() - wall
    show(f"{what}: beyond the limit, wall ({found.solved.status})", max(took - asked.limits.seconds, 0.0), "s", OVER)
    show(f"{what}: CPU", cpu, "s")
    show(f"{what}: gap", 100 * found.solved.gap, "%")


def _show_again(world: World, real: Real) -> None:
    if real.network not in set(world.networks["id"]):
        return
    found = rediscover(world, real)
    rivals = max(found.precision["degree"], found.precision["population"])
    bar = round(100 * (rivals + 1 / real.size), 6) if real in KNOWN else None  # a city more than the better plain order
    what = f"{real.network} in {real.area}, k = {real.size}"
    show(f"{what}: precision at k ({found.status}, {found.members} members, {real.role})",
         100 * found.precision["union"], "%", bar, least=True)  # fmt: skip
    for name in ("degree", "population"):
        show(f"{what}: by {name}", 100 * found.precision[name], "%")
    show(f"{what}: by chance", 100 * found.chance, "%")


def _show_others(world: World) -> None:
    """Networks that had no part in anything, each in the countries of its members."""
    found = []
    for at, network in enumerate(world.networks["id"]):
        members = world.held.filter(world.held["network"] == at)["at"].to_numpy()
        members = members[world.cities()[members]]
        codes = sorted({str(code) for code in world.country[members]})
        if network in {one.network for one in AGAIN} or not 10 <= len(members) <= 300 or len(codes) < 3:
            continue
        real = Real(network, ",".join(codes), min(len(members), 60))
        found.append(rediscover(world, real, Limits(1.5), find_area(real.area, str)))
        show(f"{network}, k = {real.size}: {found[-1].precision}", 100 * found[-1].precision["union"], "%")
    record = sum_up_record(found)
    show(f"{len(found)} other networks: {record.better} better, {record.equal} equal, {record.worse} worse; mean gain "
         f"({100 * record.low:+.1f} to {100 * record.high:+.1f})", 100 * record.gain, "%", 0.0, least=True)  # fmt: skip
