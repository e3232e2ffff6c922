"""The record of advice as plain values, for JSON and pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.backtest import Backtest
from proxeny.advise.track import Doubles, Track
from proxeny.home import product_version
from proxeny.io.advising.trying import Trial

Plain = dict[str, Any]
Flags = NDArray[np.bool_]


def tell_trial(trial: Trial) -> Plain:
    """All trials of the data, the first also at the top: figures of the model, beside every baseline."""
    told = {name: tell_backtest(one) for name, one in trial.trials.items()}
    first = next(iter(told.values()))
    model = first["methods"][0]
    return {
        "hits_at_10": model["hits_10"], "hits_at_50": model["hits_50"], "mrr": model["mrr"],
        "cold": first["cold"][0], "calibration_error": first["calibration"]["error"],
        "trials": told, "seed": trial.protocol.seed, "input": trial.input, "version": product_version(),
    }  # fmt: skip


def tell_backtest(one: Backtest) -> Plain:
    """One trial: every method, cold start apart, by known ties, and calibration."""
    names, learned = list(one.ranked.ranks), one.learned.model

    def by(chosen: Flags | None = None) -> list[Plain]:
        return [{"method": name, **_figures(one.track(name, chosen))} for name in names]

    return {
        "ties": one.ties,
        "hidden": one.hidden,
        "questions": len(one.ranked.ties_asked),
        "candidates": one.candidates,
        "protocol": asdict(one.protocol),
        "methods": by(),
        "cold": by(one.cold),
        "warm": by(~one.cold),
        "cold_partners": by(one.ranked.ties_partner == 0),
        "by_ties": [{**asdict(track), "class": "cold" if track.cold else "warm"} for track in one.by_ties("model")],
        "calibration": tell_calibration(one),
        "model": {"origin": learned.origin, "trees": learned.trees.count, **learned.about},
    }


def _figures(track: Track) -> Plain:
    return {name: getattr(track, name) for name in ("questions", "mrr", "hits_10", "low", "high", "hits_50")}


def tell_calibration(one: Backtest) -> Plain:
    """Stated against observed frequency, by tenths of what was stated; of single candidates, and of the first ten.

    error: the mean absolute difference over the tenths of candidates; first_ten_error: of whether one of the first ten
    proposals is the partner, which asks more. by_chance: the error to be expected with so few questions if every
    stated chance were true.
    """
    chance, true = one.stated_chances, one.ranked.came_true
    ten = _tenths(chance[:, :10].sum(axis=1), np.asarray(true[:, :10].any(axis=1)))
    pairs = _tenths(chance.ravel(), true.ravel())
    return {
        "error": _error(pairs), "by_chance": _by_chance(pairs), "candidates": pairs,
        "first_ten_error": _error(ten), "first_ten_by_chance": _by_chance(ten), "first_ten": ten,
    }  # fmt: skip


def _tenths(said: Doubles, true: Flags) -> list[Plain]:
    order = np.argsort(said, kind="stable")
    groups = [group for group in np.array_split(order, 10) if len(group)]
    return [
        {"predicted": float(said[group].mean()), "observed": float(true[group].mean()), "count": len(group)}
        for group in groups
    ]


def _by_chance(tenths: list[Plain]) -> float:
    """The mean absolute difference of shares that are drawn with the stated chances: root of 2 p (1 - p) / (pi n)."""
    total = sum(one["count"] for one in tenths)
    sums = (one["count"] * one["predicted"] * (1.0 - one["predicted"]) for one in tenths)
    return float(sum(np.sqrt(2.0 / np.pi * max(one, 0.0)) for one in sums) / max(total, 1))


def _error(tenths: list[Plain]) -> float:
    total = sum(one["count"] for one in tenths)
    return float(sum(one["count"] * abs(one["predicted"] - one["observed"]) for one in tenths) / max(total, 1))
