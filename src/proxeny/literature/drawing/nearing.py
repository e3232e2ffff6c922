"""Parts of a network that nothing links: drawn near each other, for nothing says how far apart they belong."""

from __future__ import annotations

import numpy as np

from proxeny.literature.graph import Floats, Graph, Ints
from proxeny.literature.mapping import FieldMap

_GAP, _STEP, _ROOM = 0.12, 0.05, 0.03  # in radii of the largest part: around it, tried further out, around small parts


def draw_near(field: FieldMap) -> tuple[Floats, Floats]:
    """Places to draw the terms at: those of the map, but for parts that stand far off, which are brought near.

    The largest part stays where it is; each other one is moved towards it, as it is, until it is just outside and
    covers no other. Distances within a part are those of the layout; distances between parts never meant anything.
    """
    x, y = field.terms["x"].to_numpy().astype(float), field.terms["y"].to_numpy().astype(float)
    ends = field.links["first"].to_numpy(), field.links["second"].to_numpy()
    parts = Graph.of_links(*ends, np.ones(field.links.height), field.terms.height).components()
    if not parts.size or parts.max() == 0:
        return x, y
    return _bring(x, y, parts)


def _bring(x: Floats, y: Floats, parts: Ints) -> tuple[Floats, Floats]:
    sizes = np.bincount(parts)
    main = int(sizes.argmax())
    middles = np.stack([np.bincount(parts, weights=one) / sizes for one in (x, y)])
    reach = np.zeros(sizes.size)
    np.maximum.at(reach, parts, np.hypot(x - middles[0, parts], y - middles[1, parts]))
    unit = float(reach[main]) or 1.0
    taken = [(float(middles[0, main]), float(middles[1, main]), float(reach[main]) + _GAP * unit)]
    moved = middles.copy()
    away = np.hypot(*(middles - middles[:, [main]]))
    for part in map(int, np.argsort(away, kind="stable")):
        if part != main:
            moved[:, part] = _place(middles[:, part], float(away[part]), float(reach[part]) + _ROOM * unit, taken, unit)
            taken.append((float(moved[0, part]), float(moved[1, part]), float(reach[part]) + _ROOM * unit))
    shift = moved - middles
    return x + shift[0, parts], y + shift[1, parts]


def _place(middle: Floats, away: float, room: float, taken: list[tuple[float, float, float]], unit: float) -> Floats:
    """The nearest free place on the line from the largest part; where it stood, if that is nearer."""
    centre = np.array(taken[0][:2])
    direction = (middle - centre) / away if away else np.array([1.0, 0.0])
    at = taken[0][2] + room
    while at < away:
        tried = np.asarray(centre + direction * at)
        if all(np.hypot(tried[0] - x, tried[1] - y) >= room + other for x, y, other in taken):
            return tried
        at += _STEP * unit
    return middle
