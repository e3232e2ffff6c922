"""Importance as plain values for JSON and pages."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from proxeny.evidence.importance.concordance import tau_b
from proxeny.evidence.importance.measure import Importance


def tell_importance(found: Importance, labels: Mapping[str, str] = {}) -> dict[str, object]:
    """Everything: settings, one entry per indicator in the order of rank, leave-one-out, saturation, concordance."""
    names = found.matrix.indicators
    curve = found.saturation
    told: dict[str, object] = {
        "sources": len(found.matrix.sources),
        "coders": found.coders,
        "grades": list(found.settings.grades),
        "bootstrap": found.settings.replicates,
        "seed": found.settings.seed,
        "indicators": tell_indicators(found, labels),
        "frequencies": {one: int(found.frequencies[index]) for index, one in enumerate(names)},
        "ranks": {one: int(found.ranks[index]) for index, one in enumerate(names)},
        "ranking": found.ranking.to_dicts(),
        "leave_one_out": tell_left_out(found),
        "saturation": {
            "read": curve.read.astype(int).tolist(),
            "mean": [round(one, 3) for one in curve.mean.tolist()],
            "low": curve.low.tolist(),
            "high": curve.high.tolist(),
            "new_per_source_at_end": round(curve.new_at_end, 4),
        },
        "weights": {one: round(float(found.weights.mean[index]), 10) for index, one in enumerate(names)},
        "dirichlet": {one: float(found.weights.alpha[index]) for index, one in enumerate(names)},
        "concordance": None,
    }
    if found.concordance is not None:
        about = found.concordance
        told["concordance"] = {
            "tau_b": "undefined: no variation" if about.tau is None else round(about.tau, 10),
            "low": about.low, "high": about.high, "indicators": list(about.indicators),
        }  # fmt: skip
    return told


def tell_indicators(found: Importance, labels: Mapping[str, str]) -> list[dict[str, object]]:
    """One entry per indicator: frequency, rank, and the intervals of both."""
    entries = []
    for index in found.order():
        name = found.matrix.indicators[index]
        entry: dict[str, object] = {"indicator": name, "label": labels.get(name, "")}
        entry |= {"frequency": int(found.frequencies[index]), "rank": int(found.ranks[index])}
        if found.resamples is not None:
            low, high = found.resamples.rank_interval()
            less, more = found.resamples.frequency_interval()
            entry |= {"rank_low": int(low[index]), "rank_high": int(high[index])}
            entry |= {"frequency_low": int(less[index]), "frequency_high": int(more[index])}
            entry |= {"among_first_3": round(float(found.resamples.among(3)[index]), 4)}
        away = found.left_out[:, index]
        entry |= {"rank_without_one_low": int(away.min()), "rank_without_one_high": int(away.max())}
        entry |= {"weight": round(float(found.weights.mean[index]), 10)}
        entry |= {"weight_sd": round(float(found.weights.deviation[index]), 10)}
        entry["sources"] = [
            one.id for one, named in zip(found.matrix.sources, found.named[:, index], strict=True) if named
        ]
        entries.append(entry)
    return entries


def tell_left_out(found: Importance) -> list[dict[str, object]]:
    """For each source: how many ranks move without it, by how much at most, and tau-b with the ranking of all."""
    entries = []
    for source, ranks in zip(found.matrix.sources, found.left_out, strict=True):
        shift = np.abs(ranks - found.ranks)
        tau = tau_b(-ranks.astype(float), -found.ranks.astype(float))
        most = int(shift.argmax())
        entries.append({
            "source": source.id, "title": source.title, "moved": int((shift > 0).sum()), "largest": int(shift.max()),
            "indicator": found.matrix.indicators[most] if shift.max() else "", "tau_b": tau,
        })  # fmt: skip
    return sorted(entries, key=lambda one: (-int(str(one["largest"])), -int(str(one["moved"])), str(one["source"])))
