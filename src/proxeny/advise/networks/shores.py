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
_WINDOW = 0.25  # degrees of latitude, 28 km


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
    """The shores of these cities: of the seas that have a coast in ``areas.yaml``.

    Only points of a coast within a quarter of a degree of latitude are looked at.
    """
    coasts = {name: one.near for name, one in areas().items() if one.kind == "sea" and one.near is not None}
    points = np.concatenate(list(coasts.values()))
    number = np.repeat(np.arange(1, len(coasts) + 1), [len(one) for one in coasts.values()])
    order = np.argsort(points[:, 1], kind="stable")
    points, number = points[order], number[order]
    at = np.flatnonzero(cities.placed)
    lat = cities.table["lat"].to_numpy()[at].astype(np.float64)
    first, last = (np.searchsorted(points[:, 1], lat + one) for one in (-_WINDOW, _WINDOW))
    city = np.repeat(at, last - first)
    begin = np.cumsum(last - first) - (last - first)
    point = np.arange(len(city)) + np.repeat(first - begin, last - first)
    shore = on_sphere(points[:, 0], points[:, 1]).astype(np.float32)
    cosine = np.einsum("pd,pd->p", cities.points[city], shore[point])
    km = np.sqrt(np.maximum(2.0 - 2.0 * cosine, 0.0)) * EARTH_KM
    sea, near = np.zeros(cities.size, np.int64), np.zeros(cities.size, np.bool_)
    within = np.flatnonzero(km <= _REACH_KM)
    within = within[np.lexsort((-number[point[within]], -km[within]))]  # the nearest and first sea comes last and stays
    sea[city[within]] = number[point[within]]
    near[city[km <= NEAR_KM]] = True
    return Shores(("", *coasts), sea, near)
