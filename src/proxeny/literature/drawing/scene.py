"""What is drawn where: circles, lines and labels that do not cover each other; the same for SVG, PDF and PNG."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from proxeny.literature.drawing.colours import of_cluster, of_share
from proxeny.literature.drawing.nearing import draw_near
from proxeny.literature.mapping import FieldMap

WIDTH, HEIGHT, MARGIN = 1200.0, 800.0, 60.0
_MOST_LINES = 1000
_MOST_RINGS = 25
_LEAST, _MOST = 3.0, 26.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A node: centre, radius, colour, and its label where there is room for it."""

    x: float
    y: float
    radius: float
    colour: str
    label: str
    size: float  # of the label; 0: not shown


@dataclass(frozen=True, slots=True)
class Line:
    """A link: both ends, width, colour."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Where a node stands in 95 of 100 resampled maps: centre, half axes, degrees clockwise."""

    x: float
    y: float
    long: float
    short: float
    turn: float
    colour: str


@dataclass(frozen=True, slots=True)
class Scene:
    """All of a drawing, back to front, in units of a page of `WIDTH` x `HEIGHT`."""

    lines: tuple[Line, ...]
    circles: tuple[Circle, ...]
    low: float | None = None
    high: float | None = None
    ellipses: tuple[Ellipse, ...] = ()


def build_scene(field: FieldMap, colour: str = "cluster", *, sure: bool = False) -> Scene:
    """The drawing of a map, coloured by ``cluster`` or by a column of the terms (``year_shrunk``, ``newness`` ...).

    ``sure``: with ellipses that show how sure the places of the labelled terms are, where the map was resampled. Of
    the links the thousand strongest are drawn. Labels are set from the weightiest term on, where they are free.
    """
    places = draw_near(field)
    x, y = _fit(*places)
    weights = _weights(field.terms)
    top = float(weights.max(initial=1.0)) or 1.0
    radii = _LEAST + (_MOST - _LEAST) * np.sqrt(weights / top) * min(1.0, 12 / max(field.terms.height, 1) ** 0.4)
    colours, low, high = _colours(field.terms, colour)
    sizes = _place_labels(field.terms["label"].to_list(), x, y, radii, weights / top)
    circles = [
        Circle(float(x[at]), float(y[at]), float(radii[at]), colours[at], field.terms["label"][at], sizes[at])
        for at in map(int, np.argsort(-weights, kind="stable")[::-1])
    ]
    ellipses = _ellipses(field.terms, x, y, [colours, sizes], _scale(*places)) if sure else ()
    lines = () if ellipses else tuple(_lines(field.links, x, y, colours))
    return Scene(lines, tuple(circles), low, high, ellipses)


def _ellipses(
    terms: pl.DataFrame, x: np.ndarray, y: np.ndarray, looks: list[list[Any]], scale: float
) -> tuple[Ellipse, ...]:
    """One for each labelled term of the most frequent; links are left out then, for both at once cannot be read."""
    if "spread_long" not in terms.columns:
        return ()
    colours, sizes = looks
    often = terms.select(pl.Series(_weights(terms)).rank("ordinal", descending=True)).to_series().to_list()
    found = terms.select("spread_long", "spread_short", "spread_angle").iter_rows()
    return tuple(
        Ellipse(float(x[at]), float(y[at]), long * scale, short * scale, -angle, colours[at])
        for at, (long, short, angle) in enumerate(found)
        if sizes[at] and often[at] <= _MOST_RINGS
    )


def _weights(terms: pl.DataFrame) -> np.ndarray:
    name = "occurrences" if "occurrences" in terms.columns else "strength"
    return np.asarray(np.maximum(terms[name].cast(pl.Float64).to_numpy(), 0.0))


def _fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places on the page, the second axis upward."""
    scale = _scale(x, y)
    middle_x, middle_y = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
    return WIDTH / 2 + (x - middle_x) * scale, HEIGHT / 2 - (y - middle_y) * scale


def _scale(x: np.ndarray, y: np.ndarray) -> float:
    wide, high = float(np.ptp(x)) or 1.0, float(np.ptp(y)) or 1.0
    return min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)


def _colours(terms: pl.DataFrame, by: str) -> tuple[list[str], float | None, float | None]:
    if by == "cluster":
        return [of_cluster(number) for number in terms["cluster"]], None, None
    known = terms[by].drop_nulls()
    if not known.len():
        return [of_share(None)] * terms.height, None, None
    low, high = (float(known.quantile(share, "linear") or 0.0) for share in (0.02, 0.98))
    spread = (high - low) or 1.0
    return [of_share(None if one is None else (one - low) / spread) for one in terms[by]], low, high


def _lines(links: pl.DataFrame, x: np.ndarray, y: np.ndarray, colours: list[str]) -> list[Line]:
    strongest = links.sort(["weight", "first", "second"], descending=[True, False, False]).head(_MOST_LINES)
    top = float(strongest["weight"].to_numpy().max(initial=1e-9))
    return [
        Line(float(x[a]), float(y[a]), float(x[b]), float(y[b]), 0.3 + 2.2 * (weight / top) ** 0.5, colours[a])
        for a, b, weight in strongest.select("first", "second", "weight").reverse().iter_rows()
    ]


def text_width(text: str, size: float) -> float:
    """About how wide a text is when set in ``size``."""
    return size * sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def _place_labels(
    labels: list[str], x: np.ndarray, y: np.ndarray, radii: np.ndarray, shares: np.ndarray
) -> list[float]:
    """The size of each label; 0 where a weightier one stands already."""
    sizes = [0.0] * len(labels)
    taken: list[tuple[float, float, float, float]] = []
    for at in map(int, np.argsort(-radii, kind="stable")):
        size = 8.0 + 12.0 * float(shares[at]) ** 0.5
        half = text_width(labels[at][:60], size) / 2 + 1
        left, right = x[at] - half, x[at] + half
        low, high = y[at] - size * 0.6, y[at] + size * 0.6
        inside = left > 2 and right < WIDTH - 2
        if inside and not any(left < r and right > l and low < h and high > w for l, r, w, h in taken):  # noqa: E741
            taken.append((left, right, low, high))
            sizes[at] = size
    return sizes
