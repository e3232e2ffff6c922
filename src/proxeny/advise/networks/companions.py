"""Which networks keep company, and which go with what a city is: ridge regression of each network on all others and on
country, region, size, kind, rank and number of partners, never on the city itself.

B = -P / diag(P) with P the inverse of X'X + L, its diagonal zero. Source: Steck 2019, Embarrassingly shallow
autoencoders for sparse data, WWW, 3251-3257. The row of the city that asks is taken out of P by one step of rank one.
Source: Sherman and Morrison 1950, Annals of Mathematical Statistics 21, 124-127.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from scipy import sparse

from proxeny.advise.networks.arrays import Floats, Ints
from proxeny.advise.networks.world import World

_RIDGE = 10.0
_FEWEST = 2  # members that share a trait below which it says nothing of others
_SCALE = 5.0  # brings weights near one


class Companions:
    """The regression of a world's members; it answers for one city at a time, without that city."""

    def __init__(self, world: World) -> None:
        self._world = world

    @cached_property
    def traits(self) -> sparse.csr_matrix:
        """City x trait, one where it has it: of those that several members share."""
        world, cities = self._world, self._world.cities
        sized = cities.country * 12 + cities.size_class // 2
        groups = (cities.country, cities.region, sized, cities.size_class, world.kind, world.role, world.activity)
        return sparse.csr_matrix(sparse.hstack([_one_hot(group, world.belongs) for group in groups]))

    @cached_property
    def inverse(self) -> Floats:
        """P: networks first, then traits. `io.advising.companions` lays in one that was kept."""
        from scipy.linalg import cho_factor, cho_solve  # slow to import, and not needed where it was kept

        rows = self._world.belongs
        whole = sparse.hstack([sparse.csr_matrix(self._world.held[rows]), self.traits[rows]], format="csr")
        square = (whole.T @ whole).toarray()
        square[np.diag_indices_from(square)] += _RIDGE
        return np.asarray(cho_solve(cho_factor(square), np.eye(len(square))))

    @cached_property
    def narrow(self) -> Floats:
        """The columns of networks."""
        return np.ascontiguousarray(self.inverse[:, : self._world.count])

    @property
    def width(self) -> int:
        """Networks and traits."""
        return self._world.count + int(self.traits.shape[1])

    def lay(self, inverse: Floats, narrow: Floats) -> bool:
        """Lay in what was kept of the same members; False where it is of others."""
        fits = inverse.shape == (self.width, self.width) and narrow.shape == (self.width, self._world.count)
        if fits:
            self.__dict__.update(inverse=inverse, narrow=narrow)
        return fits

    def expect(self, city: int, known: Ints) -> tuple[Floats, Floats]:
        """What the networks known to be held, and what the city is, let one expect of each network."""
        count, narrow = self._world.count, self.narrow
        own = count + self.traits.indices[self.traits.indptr[city] : self.traits.indptr[city + 1]].astype(np.int64)
        by_held, by_own, peak = narrow[known].sum(axis=0), narrow[own].sum(axis=0), narrow.diagonal()
        held = np.flatnonzero(self._world.held[city])
        if len(held):  # it is among the members: take its row out
            row = np.concatenate([held, own])
            side, pull = self.inverse[row].sum(axis=0), narrow[row].sum(axis=0)
            pull = pull / (1.0 - side[row].sum())
            by_held, by_own = by_held + side[known].sum() * pull, by_own + side[own].sum() * pull
            peak = peak + side[:count] * pull
        company = -_SCALE * by_held / peak
        company[known] += _SCALE  # no network keeps company with itself
        return company, -_SCALE * by_own / peak


@lru_cache(maxsize=4)
def learn_companions(world: World) -> Companions:
    """The regression of a world, made when a city asks."""
    return Companions(world)


def chance_of(expected: float) -> float:
    """What is expected as a share of cities: the regression is of yes and no.

    >>> chance_of(1.0), chance_of(-0.3)
    (0.2, 0.0)
    """
    return min(max(expected / _SCALE, 0.0), 1.0)


def _one_hot(group: Ints, members: Ints) -> sparse.csr_matrix:
    """City x value of a trait that several members share."""
    count = np.bincount(group[members], minlength=int(group.max(initial=0)) + 1)
    number = np.where(count >= _FEWEST, np.cumsum(count >= _FEWEST) - 1, -1)[group]
    rows = np.flatnonzero(number >= 0)
    width = int((count >= _FEWEST).sum())
    return sparse.csr_matrix((np.ones(len(rows)), (rows, number[rows])), shape=(len(group), width))
