"""The reading order of text boxes on a page: columns from right to left where the page is written so."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_DEEP = 40


@dataclass(frozen=True, slots=True)
class Box:
    """A block of text and where it stands; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


def is_rtl(text: str) -> bool:
    """Whether most letters with a direction run from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > sum(kind == "L" for kind in kinds)


def order_boxes(boxes: Sequence[Box]) -> list[Box]:
    """Left-to-right pages keep the order they come in; others are cut into bands and columns, right column first."""
    if not is_rtl("".join(box.text for box in boxes)):
        return list(boxes)
    return _cut(list(boxes), _DEEP)


def _cut(boxes: list[Box], depth: int) -> list[Box]:
    if len(boxes) < 2 or depth == 0:
        return sorted(boxes, key=lambda box: (-box.y1, -box.x1))
    bands = _split(sorted(boxes, key=lambda box: -box.y1), lambda box: (-box.y1, -box.y0))
    if len(bands) > 1:
        return [box for band in bands for box in _cut(band, depth - 1)]
    columns = _split(sorted(boxes, key=lambda box: -box.x1), lambda box: (-box.x1, -box.x0))
    if len(columns) > 1:
        return [box for column in columns for box in _cut(column, depth - 1)]
    return sorted(boxes, key=lambda box: (-box.y1, -box.x1))


def _split(boxes: list[Box], reach: Callable[[Box], tuple[float, float]]) -> list[list[Box]]:
    """Groups of boxes that overlap along one axis, in order."""
    groups: list[list[Box]] = []
    end: float | None = None
    for box in boxes:
        start, stop = reach(box)
        if end is None or start >= end:
            groups.append([box])
            end = stop
        else:
            groups[-1].append(box)
            end = max(end, stop)
    return groups
