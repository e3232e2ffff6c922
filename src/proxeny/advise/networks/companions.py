"""Which networks keep company: ridge regression of each network on all others, never on the city itself.

B = -P / diag(P) with P the inverse of X'X + L, its diagonal zero. Source: Steck 2019, Embarrassingly shallow
autoencoders for sparse data, WWW, 3251-3257. X also holds country, size, kind and role of a city, so that B does not
say of two networks what their countries say already.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from proxeny.advise.networks.arrays import Floats, Ints
from proxeny.advise.networks.world import World

_RIDGE = 100.0
_PARTS = 5  # a city's weights are learned on the parts that it is not in
_SCALE = 5.0  # brings weights near one


class Companions:
    """Network held x network, learned for each part of the cities on the other parts, when a city of it asks."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._weights: dict[int, Floats] = {}

    @cached_property
    def part(self) -> Ints:
        """The part of each city."""
        found = np.zeros(self._world.cities.size, np.int64)
        found[self._world.belongs] = np.arange(len(self._world.belongs)) % _PARTS
        return found

    @cached_property
    def _whole(self) -> sparse.csr_matrix:
        """Members x networks, and what else is known of them."""
        world = self._world
        cities, rows = world.cities, world.belongs
        groups = (cities.country, cities.size_class, world.kind, world.role)
        held = sparse.csr_matrix(world.held[rows])
        return sparse.hstack([held, *(_one_hot(group[rows]) for group in groups)], format="csr")

    @cached_property
    def _total(self) -> Floats:
        return _square(self._whole)

    def of(self, city: int) -> Floats:
        """The weights for a city."""
        part = int(self.part[city])
        if part not in self._weights:
            own = self._whole[self.part[self._world.belongs] == part]
            ridge = _RIDGE * np.eye(len(self._total))
            inverse = cho_solve(cho_factor(self._total - _square(own) + ridge), np.eye(len(self._total)))
            weights = -inverse / np.diag(inverse)
            np.fill_diagonal(weights, 0.0)
            self._weights[part] = _SCALE * weights[: self._world.count, : self._world.count]
        return self._weights[part]


@lru_cache(maxsize=4)
def learn_companions(world: World) -> Companions:
    """The weights of a world."""
    return Companions(world)


def _square(whole: sparse.csr_matrix) -> Floats:
    return np.asarray((whole.T @ whole).toarray())


def _one_hot(group: Ints) -> sparse.csr_matrix:
    distinct, number = np.unique(group, return_inverse=True)
    count = len(group)
    return sparse.csr_matrix((np.ones(count), (np.arange(count), number.ravel())), shape=(count, len(distinct)))
