"""Unions: how long the proof takes, beside HiGHS alone on the same problem; and real unions found again.

    python tools/bench unions unions=SNAPSHOT              unions of 20 from 250 candidates, and UBC and MedCities again
    python tools/bench unions unions=SNAPSHOT unions=highs also HiGHS alone on the whole problem, a minute each

SNAPSHOT is a folder that 'proxeny snapshot' wrote. Times are of the process, one thread.
"""

from __future__ import annotations

import time
from pathlib import Path

from figures import show

from proxeny.advise.unions.advising import advise_union
from proxeny.advise.unions.areas import areas
from proxeny.advise.unions.asking import Asked, build_choice
from proxeny.advise.unions.linear import solve_linear
from proxeny.advise.unions.rediscovering import KNOWN, rediscover
from proxeny.advise.unions.solving import Limits, solve
from proxeny.advise.unions.world import World
from proxeny.io.advising.worlds import open_world
from proxeny.io.snapshot import read_snapshot

ASKED = (
    ("black_sea", 20), ("baltic_sea", 20), ("mediterranean", 20), ("danube", 20), ("european_union", 20),
    ("balkans", 20), ("baltic_sea", 40), ("europe", 30),
)  # fmt: skip
BAR = 10.0
AGAIN = (*KNOWN, ("nw:FAIC", "adriatic_ionian", 25), ("nw:KIMO", "north_sea", 30))


def main(*options: str) -> None:
    """Print every figure with its bar."""
    folders = [Path(one) for one in options if one != "highs"]
    if not folders:
        print("not measured: no snapshot named; unions=FOLDER")
        return
    start = time.process_time()
    world = open_world(read_snapshot(folders[0]))
    show("open the world, CPU", time.process_time() - start, "s")
    for area, size in ASKED:
        _show_proof(world, area, size, alone="highs" in options)
    start = time.process_time()
    advise_union(world, Asked(areas()["black_sea"], 20))
    show("black_sea, 20: with prices and steadiness, CPU", time.process_time() - start, "s")
    for network, area, size in AGAIN:
        _show_again(world, network, area, size)


def _show_proof(world: World, area: str, size: int, *, alone: bool) -> None:
    start = time.process_time()
    choice = build_choice(world, Asked(areas()[area], size))
    show(f"{area}, {size} of {choice.problem.size}: weights, CPU", time.process_time() - start, "s")
    start = time.process_time()
    found = solve(choice.problem, Limits(seconds=120))
    assert found is not None
    show(f"{area}, {size} of {choice.problem.size}: {found.status}, CPU", time.process_time() - start, "s", BAR)
    show(f"{area}, {size}: gap", 100 * found.gap, "%", 0.0001)
    if alone:
        start = time.process_time()
        answer = solve_linear(choice.problem, 60.0)
        gap = 100 * (answer.bound - found.objective) / found.objective
        show(f"{area}, {size}: HiGHS alone, CPU", time.process_time() - start, "s")
        show(f"{area}, {size}: HiGHS alone, {'proven' if answer.proven else 'not proven'}, bound above by", gap, "%")


def _show_again(world: World, network: str, area: str, size: int) -> None:
    found = rediscover(world, network, areas()[area], size)
    rivals = max(found.precision["degree"], found.precision["population"])
    better = 100 * (rivals + 1 / size)  # one city more than the better of the plain orders
    bar = round(better, 6) if (network, area, size) in KNOWN else None
    what = f"{network}, k = {size}: precision at k ({found.status})"
    show(what, 100 * found.precision["union"], "%", bar, least=True)
    for name in ("degree", "population"):
        show(f"{network}, k = {size}: by {name}", 100 * found.precision[name], "%")
    show(f"{network}, k = {size}: by chance", 100 * found.chance, "%")
