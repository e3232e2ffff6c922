"""How far cities lie from the shores of the seas, and on which sea."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from proxeny.advise.cities import EARTH_KM, Cities
from proxeny.advise.networks.arrays import Flags, Ints
from proxeny.advise.unions.areas import areas
from proxeny.advise.unions.geometry import on_sphere

NEAR_KM = 10.0  # on the shore
_REACH_KM = 25.0  # of a sea
_AT_ONCE = 1_000


@dataclass(frozen=True, eq=False)
class Shores:
    """``sea``: number in ``seas`` of the sea within 25 km of each city; 0: none, or not known where it lies.

    near: whether a shore is within 10 km.
    """

    seas: tuple[str, ...]
    sea: Ints
    near: Flags


@lru_cache(maxsize=4)
def find_shores(cities: Cities) -> Shores:
    """The shores of these cities: of the seas that have a coast in ``areas.yaml``."""
    coasts = {
        name: on_sphere(one.near[:, 0], one.near[:, 1]).astype(np.float32)
        for name, one in areas().items()
        if one.kind == "sea" and one.near is not None
    }
    km = np.full((cities.size, len(coasts)), np.inf, np.float32)
    for begin in range(0, cities.size, _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        for at, points in enumerate(coasts.values()):
            cosine = (cities.points[part] @ points.T).max(axis=1)
            km[part, at] = np.sqrt(np.maximum(2.0 - 2.0 * cosine, 0.0)) * EARTH_KM
    km[~cities.placed] = np.inf
    nearest = km.min(axis=1, initial=np.inf)
    sea = np.where(nearest <= _REACH_KM, 1 + km.argmin(axis=1), 0) if len(coasts) else np.zeros(cities.size, np.int64)
    return Shores(("", *coasts), np.asarray(sea, np.int64), np.asarray(nearest <= NEAR_KM))
