"""GeoJSON (RFC 7946): cities as points, ties as great circles, split where they cross the 180th meridian."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from proxeny.graph.exchange import FORMATS, Format
from proxeny.graph.exchange.values import rows_of
from proxeny.graph.geography import unit_vectors
from proxeny.graph.kernels import Floats
from proxeny.graph.model import Graph

_STEP = np.radians(5.0)  # a point at least every five degrees of an arc
Line = list[tuple[float, float]]


def write(graph: Graph) -> Mapping[str, bytes]:
    """One file. A city without coordinates, and a tie with such an end, has the geometry null, and is there."""
    points = unit_vectors(graph)
    ids, features = graph.nodes["id"].to_list(), []
    for row in rows_of(graph.nodes):
        lat, lon = row.pop("lat", None), row.pop("lon", None)
        spot = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append({"type": "Feature", "id": row["id"], "geometry": spot, "properties": row})
    told = rows_of(graph.ties) if graph.ties.height else iter([{} for _ in range(graph.tie_count)])
    for u, v, weight, row in zip(*graph.ends.tolist(), graph.weight, told, strict=True):
        about = {"source": ids[u], "target": ids[v], "weight": float(weight), **row}
        features.append({"type": "Feature", "geometry": _line(points[u], points[v]), "properties": about})
    return {"": (json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n").encode()}


def _line(a: Floats, b: Floats) -> dict[str, object] | None:
    if np.isnan(a).any() or np.isnan(b).any():
        return None
    parts = split_line(draw_arc(a, b))
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def draw_arc(a: Floats, b: Floats) -> Line:
    """Longitude and latitude along the great circle from a to b (points on the unit sphere)."""
    angle = 2 * np.arcsin(min(float(np.linalg.norm(a - b)) / 2, 1.0))
    steps = max(int(np.ceil(angle / _STEP)), 1)
    share = np.linspace(0.0, 1.0, steps + 1)
    if angle < 1e-9 or np.pi - angle < 1e-9:
        way = a + (b - a) * share[:, None]
    else:
        way = (np.sin((1 - share) * angle)[:, None] * a + np.sin(share * angle)[:, None] * b) / np.sin(angle)
    lon, lat = (
        np.degrees(np.arctan2(way[:, 1], way[:, 0])),
        np.degrees(np.arctan2(way[:, 2], np.hypot(way[:, 0], way[:, 1]))),
    )
    return [(round(float(x), 5), round(float(y), 5)) for x, y in zip(lon, lat, strict=True)]


def split_line(line: Line) -> list[Line]:
    """The parts of a line on either side of the 180th meridian, each ending on it.

    >>> split_line([(170.0, 0.0), (-170.0, 10.0)])
    [[(170.0, 0.0), (180.0, 5.0)], [(-180.0, 5.0), (-170.0, 10.0)]]
    """
    parts: list[Line] = [[line[0]]]
    for (x, y), (to_x, to_y) in pairwise(line):
        if abs(to_x - x) > 180:
            side = 180.0 if x > 0 else -180.0
            over = to_x + 2 * side
            at = y if over == x else y + (to_y - y) * (side - x) / (over - x)
            parts[-1].append((side, round(at, 5)))
            parts.append([(-side, round(at, 5))])
        parts[-1].append((to_x, to_y))
    return [part for part in parts if len(part) > 1]


FORMATS.add("geojson")(Format("GeoJSON", (".geojson",), write))
