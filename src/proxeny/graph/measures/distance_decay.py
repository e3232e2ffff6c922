"""Distance decay."""

from __future__ import annotations

import numpy as np

from proxeny.graph.geography import km_between
from proxeny.graph.measures import MEASURES, Measure
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_

_BANDS = np.array([50, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 20100])
_PAIRS, _LEAST = 250_000, 10


def compute(subject: Subject) -> float | None:
    """The exponent: -1 means that a pair twice as far is tied half as often; None where it cannot be fitted."""
    with_place = np.flatnonzero(~np.isnan(subject.points[:, 0])).astype(np.int32)
    if len(with_place) < 3:
        return None
    drawn = np.random.default_rng([subject.sampling.seed, 4]).choice(with_place, (2, _PAIRS))
    apart = drawn[:, drawn[0] != drawn[1]]
    all_pairs = np.histogram(km_between(subject.points, apart[0], apart[1]), _BANDS)[0] / apart.shape[1]
    ties = np.histogram(subject.km[~np.isnan(subject.km)], _BANDS)[0]
    use = (ties >= _LEAST) & (all_pairs > 0)
    if use.sum() < 2:
        return None
    middle = np.log(np.sqrt(_BANDS[:-1] * _BANDS[1:])[use])
    slope = np.polyfit(middle, np.log(ties[use] / all_pairs[use]), 1, w=np.sqrt(ties[use]))[0]
    return float(slope)


MEASURES.add("distance_decay")(
    Measure(
        title=N_("Distance decay"),
        level="graph",
        formula="slope of log(ties / pairs of cities) over log(km), by bands of distance weighted by their ties",
        source="Tobler 1970; Krings and others 2009, J. Stat. Mech. L07003",
        not_when=N_("Pairs of cities are counted in a sample of 250,000; borders and oceans are no power law."),
        compute=compute,
        needs=("coordinates",),
        sampled=True,
    )
)
