"""Which networks keep company: ridge regression of each network on all others, never on the city itself.

B = -P / diag(P) with P the inverse of X'X + L, its diagonal zero. Source: Steck 2019, Embarrassingly shallow
autoencoders for sparse data, WWW, 3251-3257. X also holds country, size, kind and role of a city, so that B does not
say of two networks what their countries say already.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from proxeny.advise.networks.arrays import Floats, Ints
from proxeny.advise.networks.world import World

_RIDGE = 100.0
_PARTS = 5  # a city's weights are learned on the parts that it is not in
_SCALE = 5.0  # brings weights near one


@dataclass(frozen=True, eq=False)
class Companions:
    """Part -> network held x network: weights learned on the other parts; ``part`` of each city."""

    weights: tuple[Floats, ...]
    part: Ints

    def of(self, city: int) -> Floats:
        """The weights for a city."""
        return self.weights[int(self.part[city])]


@lru_cache(maxsize=4)
def learn_companions(world: World) -> Companions:
    """Learn the weights of a world, in parts."""
    cities, rows = world.cities, world.belongs
    groups = (cities.country, cities.size_class, world.kind, world.role)
    beside = np.concatenate([_one_hot(group) for group in groups], axis=1)
    whole = np.concatenate([world.held, beside], axis=1)[rows]
    part = np.zeros(cities.size, np.int64)
    part[rows] = np.arange(len(rows)) % _PARTS
    total = whole.T @ whole
    ridge = _RIDGE * np.eye(len(total))
    made = []
    for one in range(_PARTS):
        own = whole[part[rows] == one]
        factor = cho_factor(total - own.T @ own + ridge)
        inverse = cho_solve(factor, np.eye(len(total)))
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0.0)
        made.append(_SCALE * weights[: world.count, : world.count])
    return Companions(tuple(made), part)


def _one_hot(group: Ints) -> Floats:
    distinct, number = np.unique(group, return_inverse=True)
    made = np.zeros((len(group), len(distinct)))
    made[np.arange(len(group)), number.ravel()] = 1.0
    return made
