"""A question: for these cities, how does each candidate look? What several features need is computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from proxeny.advise.cities import EARTH_KM, Cities, Flags, Floats, Ints
from proxeny.advise.ground import Grid, Ground
from proxeny.advise.relations import Matrix, Relations

_UNPLACED_KM = 3_000.0  # distance that stands for an unknown one


@dataclass(frozen=True, eq=False)
class Question:
    """``asked``: rows of the cities that ask. Matrices have a row each and a column for every city."""

    relations: Relations
    asked: Ints

    @property
    def cities(self) -> Cities:
        """The cities."""
        return self.relations.cities

    @property
    def ground(self) -> Ground:
        """Who lies near whom."""
        return self.relations.ground

    @cached_property
    def country(self) -> Ints:
        """Country of each asking city."""
        return self.cities.country[self.asked]

    @cached_property
    def region(self) -> Ints:
        """Region of each asking city."""
        return self.cities.region[self.asked]

    @cached_property
    def same_country(self) -> Flags:
        """Whether both lie in one country."""
        return np.asarray(self.country[:, None] == self.cities.country[None])

    @cached_property
    def km(self) -> Floats:
        """Distances in km; 3,000 where one has no coordinates."""
        cosine = np.clip(self.cities.points[self.asked] @ self.cities.points.T, -1.0, 1.0)
        km = np.arccos(cosine) * np.float32(EARTH_KM)
        km[:, ~self.cities.placed] = _UNPLACED_KM
        km[~self.cities.placed[self.asked]] = _UNPLACED_KM
        return np.asarray(km, np.float32)

    @cached_property
    def size_gap(self) -> Floats:
        """Difference of the logarithms of inhabitants, zero where one is not known."""
        cities = self.cities
        gap = cities.log_people[self.asked][:, None] - cities.log_people[None]
        return np.asarray(gap * (cities.counted[self.asked][:, None] & cities.counted[None]), np.float32)

    @cached_property
    def partners(self) -> Matrix:
        """Ties of the asking cities."""
        return self.relations.ties[self.asked]

    @cached_property
    def shared(self) -> Floats:
        """Number of partners in common."""
        made = (self.partners @ self.relations.ties).toarray()
        made[np.arange(len(self.asked)), self.asked] = 0.0
        return np.asarray(made, np.float32)

    @cached_property
    def walked(self) -> Floats:
        """Personalised PageRank with restart 0.5, twelve steps."""
        start = np.zeros((self.cities.size, len(self.asked)), np.float32)
        start[self.asked, np.arange(len(self.asked))] = 1.0
        reached = start
        for _ in range(12):
            reached = np.float32(0.5) * start + np.float32(0.5) * (self.relations.stepping @ reached)
        return np.asarray(reached.T)

    @cached_property
    def strolled(self) -> Floats:
        """The same of a walk that also steps to cities nearby, with restart 0.35, seven steps."""
        start = np.zeros((self.cities.size, len(self.asked)), np.float32)
        start[self.asked, np.arange(len(self.asked))] = 1.0
        reached = start
        for _ in range(7):
            reached = np.float32(0.35) * start + np.float32(0.65) * (self.relations.strolling @ reached)
        return np.asarray(reached.T)

    @cached_property
    def adamic_adar(self) -> Floats:
        """Shared partners, each weighted by one over the logarithm of its own partners."""
        made = (self.partners @ self.relations.rare).toarray()
        made[np.arange(len(self.asked)), self.asked] = 0.0
        return np.asarray(made, np.float32)

    @cached_property
    def three_steps(self) -> Floats:
        """Paths of three ties, each tie divided by the root of both degrees."""
        evened = self.relations.evened
        return np.asarray((evened[self.asked] @ evened @ evened).toarray(), np.float32)

    def partners_near(self, width: int) -> tuple[Floats, Floats]:
        """Partners of the asking city near each candidate, and partners of each candidate near the city; weighted."""
        if width in self.ground.near:
            kernel, ties = self.ground.near[width], self.relations.ties
            near_mine, near_theirs = self.partners @ kernel, kernel[self.asked] @ ties
            return np.asarray(near_mine.toarray(), np.float32), np.asarray(near_theirs.toarray(), np.float32)
        grid, counts = self.ground.far[width], self.relations.by_cell[width]
        mine = np.zeros((len(self.asked), grid.kernel.shape[0] + 1), np.float32)
        mine[:, :-1] = (counts[self.asked] @ grid.kernel).toarray()
        cell = grid.cell[self.asked]
        theirs = (counts @ grid.kernel[cell].T).toarray().T * (cell >= 0)[:, None]
        return mine[:, grid.cell], np.asarray(theirs, np.float32)

    def alike_ties(self, width: int) -> Floats:
        """Ties between cities of like size around the asking city and around each candidate, weighted by kernels."""
        grid, sized, alike = self.ground.far[width], self.relations.sized_ties[width], self.ground.alike
        cells, cell = grid.kernel.shape[0], grid.cell[self.asked]
        here = grid.kernel[np.maximum(cell, 0)].toarray()[:, sized.cell]
        here *= alike[self.cities.size_class[self.asked]][:, sized.size] * (cell >= 0)[:, None]
        reached = sized.ties @ here.T  # (cell and size) x asked
        made = np.zeros((len(self.asked), cells + 1, 12), np.float32)
        for each in range(len(self.asked)):
            some = np.flatnonzero(reached[:, each])  # pairs of cell and size, each once: no sums are lost
            place = np.zeros((cells, 12), np.float32)
            place[sized.cell[some], sized.size[some]] = reached[some, each]
            rows = np.unique(sized.cell[some])
            made[each, :-1] = grid.kernel[rows].T @ (place[rows] @ alike)
        return made[:, grid.cell, self.cities.size_class]

    def near_ties(self, width: int) -> Floats:
        """Ties between the surroundings of the asking city and those of each candidate, weighted by kernels."""
        if width in self.ground.near:
            kernel = self.ground.near[width]
            return np.asarray((kernel[self.asked] @ self.relations.ties @ kernel).toarray(), np.float32)
        grid = self.ground.far[width]
        return spread_over_cells(grid, grid.cell[self.asked], self.relations.far_ties[width])


def spread_over_cells(grid: Grid, asked: Ints, ties: Matrix) -> Floats:
    """Kernel of the asking cells x ties of cells x kernel of each city's cell; nothing for a city that is nowhere."""
    made = np.zeros((len(asked), grid.kernel.shape[0] + 1), np.float32)
    placed = asked >= 0
    reached = grid.kernel[asked[placed]] @ ties
    made[placed, :-1] = (reached @ grid.kernel).toarray()  # the kernel is symmetric
    return made[:, grid.cell]  # -1 is the last column: nothing
