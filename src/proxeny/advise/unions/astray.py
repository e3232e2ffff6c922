"""Places whose country and coordinates contradict each other."""

from __future__ import annotations

import numpy as np

from proxeny.advise.unions.geometry import on_sphere
from proxeny.advise.unions.problem import Flags, Floats
from proxeny.graph.geography import EARTH_KM

_AROUND = 12  # neighbours that vouch for a country
_FAR = 250 / EARTH_KM  # farther neighbours vouch for nothing
_ASTRAY = 400 / EARTH_KM
_ENOUGH = 20  # places of a country that is asked


def find_astray(lon: Floats, lat: Floats, listed: np.ndarray) -> Flags:
    """Places of a country whose other places are all far away, while those around are others': one of the two is wrong.

    listed: the country of each. Far: the fifth nearest place of the country is farther than 400 km. Countries with few
    places are not asked.
    """
    from scipy.spatial import cKDTree

    known = np.flatnonzero(np.isfinite(lon + lat) & (listed != ""))
    found = np.zeros(len(lon), np.bool_)
    if len(known) <= _AROUND:
        return found
    points, country = on_sphere(lon[known], lat[known]), listed[known]
    far, near = cKDTree(points).query(points, k=_AROUND)
    alone = np.asarray(far < _FAR).all(axis=1) & ((country[near] == country[:, None]).sum(axis=1) <= 2)
    for code in np.unique(country[alone]):
        mine, asked = country == code, np.flatnonzero(alone & (country == code))
        if mine.sum() >= _ENOUGH:
            apart, _ = cKDTree(points[mine]).query(points[asked], k=6)
            found[known[asked[np.asarray(apart)[:, -1] > _ASTRAY]]] = True
    return found
