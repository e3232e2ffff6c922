"""Who lies near whom: Gaussian kernels of distance among cities, and among cells of a grid where they reach far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from proxeny.advise.cities import EARTH_KM, Cities, Floats, Ints

NEAR = (8, 25)  # km: kernels among cities themselves
FAR = (70, 200)  # km: kernels among cells half as wide
_REACH = 2.5  # times the width, beyond which a kernel is zero
_NEAREST = 12  # others around a city to which a walk may step
_SIZE_SPREAD = 0.8  # classes of size (a factor of two each) that count as alike


@dataclass(frozen=True, eq=False)
class Grid:
    """Cells: which cell each city lies in (-1: nowhere), and the kernel between cells."""

    cell: Ints
    kernel: sparse.csr_matrix


@dataclass(frozen=True, eq=False)
class Ground:
    """What of distance is computed once for a set of cities."""

    cities: Cities

    @cached_property
    def near(self) -> dict[int, sparse.csr_matrix]:
        """Width in km -> kernel exp(-(d/h)^2 / 2) among cities, one on the diagonal."""
        return {width: self._among_cities(width) for width in NEAR}

    def _among_cities(self, width: int) -> sparse.csr_matrix:
        size, placed = self.cities.size, np.flatnonzero(self.cities.placed)
        kernel = _kernel(self.cities.points[placed], width).tocoo()
        made = sparse.csr_matrix((kernel.data, (placed[kernel.row], placed[kernel.col])), shape=(size, size))
        made.setdiag(1.0)
        return made.astype(np.float32)

    @cached_property
    def nearest(self) -> tuple[sparse.csr_matrix, Floats]:
        """The twelve nearest others of each city, by the kernel of 25 km, rows evened to one; and the sums."""
        kernel = self.near[25].tocoo()
        apart = kernel.row != kernel.col
        row, column, weight = kernel.row[apart], kernel.col[apart], kernel.data[apart]
        order = np.lexsort((column, -weight, row))
        row, column, weight = row[order], column[order], weight[order]
        first = np.searchsorted(row, row)
        kept = np.arange(len(row)) - first < _NEAREST
        size = self.cities.size
        made = sparse.csr_matrix((weight[kept], (row[kept], column[kept])), shape=(size, size))
        total = np.asarray(made.sum(axis=1), np.float32).ravel()
        evened = sparse.diags_array(1.0 / np.maximum(total, 1e-6)) @ made
        return sparse.csr_matrix(evened, dtype=np.float32), total

    @cached_property
    def far(self) -> dict[int, Grid]:
        """Width in km -> grid with its kernel."""
        return {width: self._among_cells(width) for width in FAR}

    def _among_cells(self, width: int) -> Grid:
        placed = self.cities.placed
        table = self.cities.table
        lat, lon = (table[name].fill_null(0.0).to_numpy() for name in ("lat", "lon"))
        step = width / 2.0 / 111.2  # degrees of latitude
        row = np.floor(lat / step)
        column = np.floor(lon * np.cos(np.radians((row + 0.5) * step)) / step)
        keys = np.stack([row, column], axis=1)[placed]
        distinct, number = np.unique(keys, axis=0, return_inverse=True)
        cell = np.full(len(table), -1, np.int64)
        cell[placed] = number.ravel()
        if not len(distinct):
            return Grid(cell, sparse.csr_matrix(np.zeros((0, 0), np.float32)))
        sums = np.stack([np.bincount(cell[placed], weights=axis) for axis in self.cities.points[placed].T], axis=1)
        centre = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        return Grid(cell, _kernel(centre, width).astype(np.float32).tocsr())

    @cached_property
    def alike(self) -> Floats:
        """Kernel between classes of size."""
        classes = np.arange(12)
        spread = np.exp(-0.5 * ((classes[:, None] - classes[None]) / _SIZE_SPREAD) ** 2)
        return np.asarray(spread.astype(np.float32))


def _kernel(points: Floats, width: int) -> sparse.csr_matrix:
    tree = cKDTree(points.astype(np.float64))
    found = tree.sparse_distance_matrix(tree, _REACH * width / EARTH_KM, output_type="coo_matrix")
    weights = np.exp(-0.5 * (found.data * EARTH_KM / width) ** 2)
    made = sparse.csr_matrix((weights, (found.row, found.col)), shape=found.shape)
    made.setdiag(1.0)
    return made
