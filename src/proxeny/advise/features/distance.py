"""How far apart they lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.cities import EARTH_KM
from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(km + 20), the same within a country, and nearness within about 100 km."""
    logs = np.log(question.km + np.float32(20.0))
    return [logs, logs * question.same_country, np.exp(question.km * np.float32(-0.01))]


def say(pair: Pair) -> Said:
    """Kilometres between them."""
    mine, theirs = pair.asked, pair.candidate
    placed = pair.cities.placed
    if not (placed[mine] and placed[theirs]):
        return Said(None, N_("How far apart they are is not known."))
    points = pair.cities.points.astype(np.float64)
    chord = float(np.linalg.norm(points[mine] - points[theirs]))
    km = round(2 * EARTH_KM * float(np.arcsin(min(chord / 2, 1.0))))
    return Said(km, N_("They are {km} km apart."), {"km": km})


FEATURES.add("distance")(
    Feature(
        title=N_("Distance"),
        formula="log(km + 20); the same if c = c'; exp(-km / 100)",
        source="Tinbergen 1962, Shaping the World Economy (gravity)",
        columns=("log_km", "log_km_at_home", "near"),
        compute=compute,
        say=say,
        turns=None,
    )
)
