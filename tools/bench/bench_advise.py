"""Advice on partners: how often it is right beside simple methods, and how long an answer takes.

    python tools/bench advise advise=SNAPSHOT             ties of the snapshot, candidates in the data
    python tools/bench advise advise=SNAPSHOT advise=all  also among all gazetteer cities, and from source to source

SNAPSHOT is a folder that 'proxeny snapshot' wrote. Two thousand hidden partners are asked for (seed 1), and all those
that a newer source adds.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from figures import show

from proxeny.advise.backtest import Protocol
from proxeny.advise.partners import Wish, advise_many, advise_partners
from proxeny.io.advising.opening import open_adviser
from proxeny.io.advising.telling import tell_trial
from proxeny.io.advising.trying import TRIALS, try_advice
from proxeny.io.snapshot import read_snapshot

BARS = {"known": {"hits_10": 22.0, "hits_50": 35.0, "mrr": 13.0}, "across_sources": {"hits_10": 12.0}}
FIGURES = ("hits_10", "hits_50", "mrr")


def main(*options: str) -> None:
    """Print every figure with its bar; shares and ranks in hundredths."""
    folders = [Path(one) for one in options if one != "all"]
    if not folders:
        print("not measured: no snapshot named; advise=FOLDER")
        return
    tables = read_snapshot(folders[0])
    start = time.process_time()
    for name in TRIALS if "all" in options else TRIALS[:1]:
        asked = 0 if name == "across_sources" else 2_000
        for trial in tell_trial(try_advice(tables, Protocol(questions=asked), [name]))["trials"].values():
            _show_trial(name, trial)
    show("learn and try, CPU", time.process_time() - start, "s")
    _show_times(tables)


def _show_trial(name: str, trial: dict[str, Any]) -> None:
    model, *rivals = trial["methods"]
    bars = dict(BARS.get(name, {}))
    if name == "all":
        bars["hits_10"] = 200 * next(one["hits_10"] for one in rivals if one["method"] == "personalised_pagerank")
    for figure in FIGURES:
        show(f"{name}: {figure}", 100 * model[figure], "%", bars.get(figure), least=True)
    show(f"{name}: hits_10 lies between", 100 * model["low"], "%")
    show(f"{name}: hits_10 and", 100 * model["high"], "%")
    for one in rivals:
        for figure in FIGURES:
            show(f"{name}: {one['method']}, {figure}", 100 * one[figure], "%")
    for part in ("cold", "warm", "cold_partners"):
        one = trial[part][0]
        bar = 12.0 if part == "cold" and name == "known" else None
        show(f"{name}: {part}, hits_10 of {one['questions']}", 100 * one["hits_10"], "%", bar, least=True)
    for figure in ("error", "first_ten_error"):
        show(f"{name}: calibration, {figure}", 100 * trial["calibration"][figure], "%", 2.0)
    show(f"{name}: calibration, first ten, by chance", 100 * trial["calibration"]["first_ten_by_chance"], "%")


def _show_times(tables: Mapping[str, pl.DataFrame]) -> None:
    opened = open_adviser(tables, "known")
    advise_partners(opened.adviser, 0)
    cities = np.random.default_rng(1).permutation(opened.cities.size)[:64]
    start = time.process_time()
    for city in cities[:16]:
        advise_partners(opened.adviser, int(city))
    show("one city with reasons, CPU", (time.process_time() - start) / 16, "s", 1.0)
    start = time.process_time()
    advise_many(opened.adviser, cities, Wish(n=50))
    show("each of many cities, CPU", (time.process_time() - start) / 64, "s")
