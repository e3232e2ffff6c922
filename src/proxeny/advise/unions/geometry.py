"""Points on the globe: inside an outline, and how far from a shore or a line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from proxeny.graph.geography import EARTH_KM

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def read_points(text: str) -> Floats:
    """Points written ``lon lat, lon lat``, one row each.

    >>> read_points("27.2 42, 29 41.1").tolist()
    [[27.2, 42.0], [29.0, 41.1]]
    """
    numbers = text.replace(",", " ").split()
    return np.array(numbers, dtype=np.float64).reshape(-1, 2)


def inside(outline: Floats, lon: Floats, lat: Floats) -> Flags:
    """Which points lie in a polygon (even-odd rule on the plane of degrees; not across the antimeridian).

    >>> inside(read_points("0 0, 2 0, 2 2, 0 2"), np.array([1.0, 3.0]), np.array([1.0, 1.0])).tolist()
    [True, False]
    """
    order = np.argsort(lat, kind="stable")
    east, north = lon[order], lat[order]
    ends = np.roll(outline, -1, axis=0)
    # A horizontal ray crosses an edge whose ends lie on both sides of it: only the places between its latitudes ask.
    first = np.searchsorted(north, np.minimum(outline[:, 1], ends[:, 1]), "left")
    last = np.searchsorted(north, np.maximum(outline[:, 1], ends[:, 1]), "left")
    found = np.zeros(len(lon), dtype=np.bool_)
    for at in np.flatnonzero(last > first):
        (x1, y1), (x2, y2), asked = outline[at], ends[at], slice(first[at], last[at])
        found[asked] ^= east[asked] < (x2 - x1) * (north[asked] - y1) / (y2 - y1) + x1
    back = np.empty_like(found)
    back[order] = found
    return back


def on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Points on the unit sphere, one row each."""
    east, north = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)


def km_to(points: Floats, lon: Floats, lat: Floats) -> Floats:
    """Kilometres from each place to the nearest of ``points`` (great circle); not a number where a place has none."""
    from scipy.spatial import cKDTree

    known = np.isfinite(lon) & np.isfinite(lat)
    far = np.full(len(lon), np.nan)
    if known.any() and len(points):
        chord, _ = cKDTree(on_sphere(points[:, 0], points[:, 1])).query(on_sphere(lon[known], lat[known]))
        far[known] = 2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0.0, 1.0))
    return far


def along(line: Floats, step_km: float = 5.0) -> Floats:
    """A line as points no farther apart than ``step_km``."""
    made = [line[:1]]
    for a, b in pairwise(line):
        middle = np.cos(np.radians((a[1] + b[1]) / 2))
        km = float(np.hypot((b[0] - a[0]) * middle, b[1] - a[1]) * 111.2)
        parts = max(int(np.ceil(km / step_km)), 1)
        made.append(a + (b - a) * np.arange(1, parts + 1)[:, None] / parts)
    return np.concatenate(made)
