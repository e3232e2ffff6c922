"""A small map for the sheet of a union: the shore or line that gives the area its name, the members, their ties."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from proxeny.advise.unions.areas import areas

Plain = dict[str, Any]
Box = tuple[float, float, float, float]
WIDE, TALL = 174.0, 92.0  # millimetres at most
_EDGE = 0.06  # of the span of the members, on each side
_LETTER, _LINE = 1.3, 3.2  # millimetres of a letter and of a line of a label
_DOTS = 3_000  # of a shore at most
_ASIDE = 1.6


@dataclass
class _Labels:
    """Boxes that are taken; a label goes where there is room, or nowhere."""

    taken: list[Box] = field(default_factory=list)

    def find(self, x: float, y: float, text: str, size: tuple[float, float]) -> tuple[float, float, float, str] | None:
        """Left edge, upper edge and width of a label beside a point, and on which side of it the words stand."""
        wide = round(_LETTER * len(text), 2)
        for left, top, side in (
            (x + _ASIDE, y - _LINE / 2, "left"), (x - _ASIDE - wide, y - _LINE / 2, "right"),
            (x - wide / 2, y - _ASIDE - _LINE, "center"), (x - wide / 2, y + _ASIDE, "center"),
        ):  # fmt: skip
            box = (left, top, left + wide, top + _LINE)
            within = left >= 0 and top >= 0 and box[2] <= size[0] and box[3] <= size[1]
            if within and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                return round(left, 2), round(top, 2), wide, side
        return None


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_union(told: Plain) -> Plain | None:
    """Size, shore, ties and cities in millimetres from the upper left; None for an area without shore or line.

    Equirectangular, true to scale along the middle latitude.
    """
    area = areas().get(told.get("area_id", ""))
    placed = [one for one in told["members"] if one["lat"] is not None and one["lon"] is not None]
    if area is None or area.near is None or len(placed) < 2:
        return None
    shape = _Shape([one["lon"] for one in placed], [one["lat"] for one in placed])
    at = {one["id"]: shape.put(one["lon"], one["lat"]) for one in placed}
    dots = [shape.put(lon, lat) for lon, lat in area.near.tolist() if shape.holds(lon, lat)]
    dots = dots[:: max(1, math.ceil(len(dots) / _DOTS))]
    labels = _Labels([(x - 1, y - 1, x + 1, y + 1) for x, y in at.values()])
    cities = []
    for one in placed:
        x, y = at[one["id"]]
        cities.append({"at": [x, y], "name": one["place"], "label": labels.find(x, y, one["place"], shape.size)})
    ties = [
        [*at[one["a_id"]], *at[one["b_id"]]] for one in told["within"]["ties"] if {one["a_id"], one["b_id"]} <= set(at)
    ]
    return {"size": list(shape.size), "shore": dots, "ties": ties, "cities": cities}


class _Shape:
    """From degrees to millimetres."""

    def __init__(self, lon: Sequence[float], lat: Sequence[float]) -> None:
        self._turn = math.cos(math.radians((min(lat) + max(lat)) / 2))
        span = max((max(lon) - min(lon)) * self._turn, max(lat) - min(lat), 0.5)
        edge = _EDGE * span
        self._west, self._east = min(lon) - 2 * edge / self._turn, max(lon) + 2 * edge / self._turn
        self._south, self._north = min(lat) - edge, max(lat) + edge
        wide, tall = (self._east - self._west) * self._turn, self._north - self._south
        self._scale = min(WIDE / wide, TALL / tall)
        self.size = (round(wide * self._scale, 2), round(tall * self._scale, 2))

    def put(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies on the paper."""
        return (
            round((lon - self._west) * self._turn * self._scale, 2), round((self._north - lat) * self._scale, 2)
        )  # fmt: skip

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies on the paper."""
        return self._west <= lon <= self._east and self._south <= lat <= self._north
