"""Advice on networks: how often it is right beside simple methods, and how long learning and an answer take.

    python tools/bench networks networks=SNAPSHOT

SNAPSHOT is a folder that 'proxeny snapshot' wrote. Every membership is hidden in turn (seed 1), but for those of the
Covenant of Mayors: once with its memberships known, and once ("bare") with the Covenant out of the data altogether. A
random tenth is hidden at once five times over (seeds 1 to 5).
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import polars as pl
from figures import show

from proxeny.advise.networks.backtest import measure_networks, measure_tenth, tell_track
from proxeny.advise.networks.learning import learn
from proxeny.advise.networks.ranking import score_networks, suggest_networks
from proxeny.advise.networks.world import World, build_world
from proxeny.io.places.gazetteer import load_places
from proxeny.io.snapshot import read_snapshot

BARS = {"mrr": 55.0, "hits_5": 70.0}


def main(*options: str) -> None:
    """Print every figure with its bar; shares and ranks in hundredths, seconds of the processor."""
    if not options:
        print("not measured: no snapshot named; networks=FOLDER")
        return
    world = build_world(read_snapshot(Path(options[0])), load_places())
    start = time.process_time()
    model = learn(world, 1)
    show("learn, CPU", time.process_time() - start, "s")
    if model is None:
        print("not measured: too few memberships")
        return
    suggest_networks(world, model, int(world.belongs[0]))
    start = time.process_time()
    for city in world.belongs[:20]:
        suggest_networks(world, model, int(city))
    show("all networks for one city with their parts, CPU", (time.process_time() - start) / 20, "s", 1.0)
    start = time.process_time()
    score_networks(world, model, np.asarray(world.belongs[:1_000], np.int64))
    show("a list of 1,000 cities, CPU", time.process_time() - start, "s")
    _show_trials(world, "")
    tables = read_snapshot(Path(options[0]))
    kept = tables["memberships"].filter(pl.col("network") != "nw:COM-EU")
    _show_trials(build_world({**tables, "memberships": kept}, load_places()), "bare_")


def _show_trials(world: World, prefix: str) -> None:
    for name, trial in tell_track(measure_networks(world))["trials"].items():
        for one in trial["methods"]:
            for figure in ("mrr", "hits_5"):
                bar = BARS[figure] if one["method"] == "proxeny" and name == "warm" else None
                what = f"{prefix}{name} ({trial['hidden']} hidden): {one['method']}, {figure}"
                show(what, 100 * one[figure]["value"], "%", bar, least=True)
        show(f"{prefix}{name}: calibration, mean of ten groups", 100 * trial["calibration_error"], "%", 2.0)
    draws = [measure_tenth(world, seed=seed)[0] for seed in range(1, 6)]
    for method in (one.method for one in draws[0].methods):
        for figure in ("mrr", "hits_5"):
            values = [getattr(one, figure).value for draw in draws for one in draw.methods if one.method == method]
            bar = BARS[figure] if method == "proxeny" else None
            what = f"{prefix}tenth_warm, mean of five draws: {method}, {figure}"
            show(what, 100 * float(np.mean(values)), "%", bar, least=True)
