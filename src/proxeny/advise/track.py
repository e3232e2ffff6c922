"""How often advice was right for cities like this one, and how sure a single proposal is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.cities import Floats

Doubles = NDArray[np.float64]
CLASSES = ((0, 0), (1, 2), (3, 9), (10, 1_000_000))  # known ties of the city that asks


@dataclass(frozen=True, slots=True)
class Track:
    """For cities with so many known ties: how many questions were tried, and how often the partner was found.

    hits_10, hits_50: shares with the hidden partner among the first 10 or 50; low, high: 95 % interval of hits_10.
    """

    least: int
    most: int
    questions: int
    hits_10: float
    hits_50: float
    mrr: float
    low: float
    high: float

    @property
    def cold(self) -> bool:
        """Whether it is about cities without a known tie."""
        return self.most == 0


def wilson(hits: float, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927, Journal of the American Statistical Association 22, 209-212).

    >>> tuple(round(end, 3) for end in wilson(2, 10))
    (0.057, 0.51)
    """
    if not count:
        return 0.0, 1.0
    share, z = hits / count, 1.959964
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * float(np.sqrt(share * (1 - share) / count + z * z / (4 * count * count)))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def track_of(ranks: Doubles, least: int = 0, most: int = 1_000_000) -> Track:
    """The record of these mid-ranks."""
    count = len(ranks)
    hits = float((ranks <= 10).sum())
    low, high = wilson(hits, count)
    if not count:
        return Track(least, most, 0, 0.0, 0.0, 0.0, low, high)
    found = float((ranks <= 50).mean())
    return Track(least, most, count, hits / count, found, float((1.0 / ranks).mean()), low, high)


def tracks_of(ranks: Doubles, ties: Floats) -> tuple[Track, ...]:
    """The record by known ties of the city that asks."""
    return tuple(track_of(ranks[(ties >= least) & (ties <= most)], least, most) for least, most in CLASSES)


@dataclass(frozen=True, eq=False)
class TrackRecord:
    """Tracks by class of city; and what a probability of the model has been worth.

    said, true: steps of the logarithm of a probability that the model states, and of how often it came true.
    """

    tracks: Sequence[Track]
    said: Doubles
    true: Doubles

    def of(self, ties: int) -> Track:
        """The record of cities with so many known ties."""
        return next(one for one in self.tracks if one.least <= ties <= one.most)

    def correct(self, log_chance: Floats | Doubles) -> Floats:
        """Probabilities as they came true."""
        if not len(self.said):
            return np.exp(log_chance)
        return np.asarray(np.exp(np.interp(log_chance, self.said, self.true)), np.float32)


def calibrate(log_chance: Doubles, happened: NDArray[np.bool_]) -> tuple[Doubles, Doubles]:
    """Steps of stated and observed log probability, by pooling adjacent violators over forty classes.

    The classes promise the same number of events each, so that those of large probabilities are narrow.

    Source: Zadrozny and Elkan 2002, KDD, 694-699 (isotonic calibration).
    """
    order = np.argsort(log_chance, kind="stable")
    promised = np.cumsum(np.exp(log_chance[order]))
    ends = np.searchsorted(promised, promised[-1] * np.arange(1, 40) / 40)
    groups = [one for one in np.split(order, np.unique(ends)) if len(one)]
    said = np.array([np.log(np.exp(log_chance[one]).mean()) for one in groups])
    pools: list[list[float]] = []
    for one in groups:
        pools.append([float(happened[one].sum()), float(len(one)), 1.0])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            last = pools.pop()
            pools[-1] = [mine + its for mine, its in zip(pools[-1], last, strict=True)]
    true = np.concatenate([np.full(int(size), max(hits, 0.5) / count) for hits, count, size in pools])
    return said, np.log(true)
