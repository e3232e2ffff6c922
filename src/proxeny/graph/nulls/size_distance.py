"""Size and distance: a gravity model with every city's ties, and ties by distance and class of size, in the mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.graph.geography import SIZES, km_between
from proxeny.graph.kernels import Floats, Ints, Longs, Words
from proxeny.graph.kernels.gravity import fit_gravity
from proxeny.graph.kernels.swapping import draw_weighted
from proxeny.graph.nulls import NULLS, Drawer, Null
from proxeny.graph.subject import Subject
from proxeny.graph.words import N_

BANDS = (
    25.0, 50.0, 75.0, 100.0, 150.0, 200.0, 300.0, 400.0, 600.0, 800.0,
    1100.0, 1600.0, 2200.0, 3200.0, 4500.0, 6400.0, 9000.0, 12800.0,
)  # fmt: skip  # upper bounds in km
MOST_CELLS = 3500
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Cells:
    """Nodes gathered by where they are and how large they are: ``of`` each node its cell; one for each if few."""

    of: Ints
    points: Floats  # mean place of each cell; not a number where it is not known
    sizes: Ints


def gather_cells(subject: Subject) -> Cells:
    """Every node its own cell where there are few; else the cells of a grid fine enough to stay below `MOST_CELLS`."""
    count = subject.graph.size
    if count <= MOST_CELLS:
        return Cells(np.arange(count, dtype=np.int32), subject.points, subject.sizes)
    lat = subject.graph.nodes["lat"].fill_null(np.nan).to_numpy().astype(np.float64)
    lon = subject.graph.nodes["lon"].fill_null(np.nan).to_numpy().astype(np.float64)
    for step in (0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0):
        row = np.nan_to_num(np.floor(lat / step), nan=-1000.0).astype(np.int64)
        column = np.nan_to_num(np.floor(lon / step), nan=-1000.0).astype(np.int64)
        key = (row * 4001 + column) * (len(SIZES) + 1) + subject.sizes + 1
        names, of = np.unique(key, return_inverse=True)
        if len(names) <= MOST_CELLS:
            break
    held = np.bincount(of)
    middle = np.stack([np.bincount(of, subject.points[:, axis]) / held for axis in range(3)], axis=1)
    long = np.linalg.norm(middle, axis=1, keepdims=True)
    sizes = np.zeros(len(names), np.int32)
    sizes[of] = subject.sizes
    return Cells(of.astype(np.int32), middle / np.where(long > 0, long, 1.0), sizes)


def prepare(subject: Subject) -> Drawer:
    """Fit the model, then draw a pair of cells by its weight and a city in each."""
    graph, cells = subject.graph, gather_cells(subject)
    count = len(cells.sizes)
    wanted = _tie_classes(subject)
    pair_class = _pair_classes(cells)
    observed = np.bincount(wanted, minlength=int(max(wanted.max(initial=0), pair_class.max(initial=0))) + 1)
    degree = subject.degrees.astype(np.float64)
    mass = np.bincount(cells.of, degree, count).astype(np.float64)
    squares = np.bincount(cells.of, degree**2, count).astype(np.float64)
    weight = fit_gravity(mass, squares, pair_class, observed.astype(np.float64), _ROUNDS)
    order = np.argsort(cells.of, kind="stable").astype(np.int32)
    first = np.concatenate([[0], np.cumsum(np.bincount(cells.of, minlength=count))]).astype(np.int64)
    within = _running(degree[order], first)
    rows, columns = np.cumsum(weight.sum(axis=1)), np.cumsum(weight, axis=1)

    def draw(state: Words) -> Ints:
        a, b = draw_weighted(rows, columns, first, within, graph.tie_count, state)
        return np.stack([order[a], order[b]])

    return draw


def _tie_classes(subject: Subject) -> Longs:
    """Of each tie: its band of distance and the classes of size of its ends, as one number."""
    ends, sizes = subject.graph.ends, subject.sizes
    return _classes(subject.km, sizes[ends[0]], sizes[ends[1]])


def _pair_classes(cells: Cells) -> Ints:
    """The same for each pair of cells, by the distance of their middles."""
    count = len(cells.sizes)
    each = np.arange(count, dtype=np.int32)
    found = np.empty((count, count), np.int32)
    for row in range(count):
        km = km_between(cells.points, np.full(count, row, np.int32), each)
        found[row] = _classes(km, np.full(count, cells.sizes[row]), cells.sizes)
    return found


def _classes(km: Floats, one: Ints, other: Ints) -> Longs:
    band = np.where(np.isnan(km), len(BANDS) + 1, np.searchsorted(BANDS, np.nan_to_num(km)))
    low, high = np.minimum(one, other) + 1, np.maximum(one, other) + 1
    return np.asarray((band * (len(SIZES) + 1) + low) * (len(SIZES) + 1) + high).astype(np.int64)


def _running(weights: Floats, first: Longs) -> Floats:
    """Cumulative weights that begin anew in each cell."""
    total = np.cumsum(weights)
    before = np.concatenate([[0.0], total])[first[:-1]]
    return np.asarray(total - np.repeat(before, np.diff(first)))


NULLS.add("size_distance")(
    Null(
        title=N_("Size and distance"),
        order=4,
        keeps=N_(
            "on average each city’s number of ties, and how many ties lie in each band of distance between each pair "
            "of classes of population"
        ),
        source="Expert, Evans, Blondel and Lambiotte 2011, PNAS 108, 7663-7668 (gravity null model, bands of distance)",
        not_when=N_(
            "Many cities share a cell of the grid, so distances below about 50 km are rough; it knows no borders."
        ),
        prepare=prepare,
        needs=("coordinates",),
    )
)
