"""Outlines that somebody gives: a box in degrees, or the polygons of a GeoJSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from proxeny.advise.unions.problem import Floats
from proxeny.errors import FaultyInput

Rings = tuple[tuple[Floats, ...], ...]
LONGEST = 8_000_000  # characters of a GeoJSON outline
MOST_POINTS = 200_000
_DEEPEST = 20
_NUMBER = r"([-+−]?\d+(?:[.٫]\d+)?)\s*°?"
_BETWEEN = r"\s*[,;،؛\s]\s*"
_BOX = re.compile(rf"^[\[(]?\s*{_BETWEEN.join([_NUMBER] * 4)}\s*[\])]?$")


def match_box(text: str) -> tuple[float, float, float, float] | None:
    """Four numbers with commas, semicolons or spaces between them, in any digits; None where it is something else.

    >>> match_box("[27, 40; 42 47.5]"), match_box("TR,BG,RO,UA")
    ((27.0, 40.0, 42.0, 47.5), None)
    """
    found = _BOX.match(text)
    if found is None:
        return None
    west, south, east, north = (float(one.replace("٫", ".").replace("−", "-")) for one in found.groups())
    return west, south, east, north


def read_box(west: float, south: float, east: float, north: float) -> Rings:
    """The rings of a box; west of the antimeridian and east of it where it lies across. Raises `FaultyInput`."""
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90 and west != east):
        raise FaultyInput.of("area-box-wrong", west=west, south=south, east=east, north=north)
    spans = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
    return tuple((np.array([[left, south], [right, south], [right, north], [left, north]]),) for left, right in spans)


def read_rings(text: str) -> Rings:
    """The polygons of a GeoJSON text (RFC 7946), each its outline and its holes, whichever way they wind.

    Longitudes to 360 on both sides are taken for an outline across the antimeridian. Raises `FaultyInput`.
    """
    if len(text) > LONGEST:
        raise FaultyInput.of("area-geojson-large", most=LONGEST)
    try:
        rings = tuple(_read_polygons(json.loads(text), 0))
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise FaultyInput.of("area-geojson-wrong") from error
    if not rings:
        raise FaultyInput.of("area-geojson-empty")
    points = np.concatenate([ring for polygon in rings for ring in polygon])
    if len(points) > MOST_POINTS:
        raise FaultyInput.of("area-geojson-points", points=len(points), most=MOST_POINTS)
    _check_degrees(points)
    return rings


def _check_degrees(points: Floats) -> None:
    first, second = np.abs(points).max(axis=0)
    if first <= 360 and second <= 90:
        return
    if first <= 90 and second <= 360:
        raise FaultyInput.of("area-geojson-swapped")
    raise FaultyInput.of("area-geojson-degrees", x=f"{first:g}", y=f"{second:g}")


def _read_polygons(value: Any, depth: int) -> Iterator[tuple[Floats, ...]]:
    """The polygons of any GeoJSON object, however deep."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    kind = value["type"]
    if kind == "FeatureCollection":
        for one in value["features"]:
            yield from _read_polygons(one, depth + 1)
    elif kind == "GeometryCollection":
        for one in value["geometries"]:
            yield from _read_polygons(one, depth + 1)
    elif kind == "Feature":
        if value["geometry"] is not None:
            yield from _read_polygons(value["geometry"], depth + 1)
    elif kind in {"Polygon", "MultiPolygon"}:
        for polygon in [value["coordinates"]] if kind == "Polygon" else value["coordinates"]:
            if polygon:  # an empty geometry is allowed and holds nothing
                yield tuple(_read_ring(ring) for ring in polygon)


def _read_ring(points: Any) -> Floats:
    ring = np.array([[_number(point[0]), _number(point[1])] for point in points], dtype=np.float64)
    if len(ring) < 3 or not np.isfinite(ring).all():
        raise ValueError("not a ring")
    return ring


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    return float(value)
