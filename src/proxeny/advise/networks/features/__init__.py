"""What speaks for or against a network: one file each, with its formula, its source and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from proxeny.advise.features import Said
from proxeny.advise.networks.arrays import Floats, Ints
from proxeny.advise.networks.query import Query
from proxeny.advise.networks.world import World
from proxeny.registry import Registry


@dataclass(frozen=True, eq=False)
class Pairing:
    """A city and a network, as row and number."""

    world: World
    city: int
    network: int

    @cached_property
    def others(self) -> Ints:
        """Rows of the network's members without the city itself."""
        members = np.flatnonzero(self.world.held[:, self.network])
        return np.asarray(members[members != self.city])

    def name(self, network: int) -> str:
        """What a network is called for short: its acronym, else its name."""
        row = self.world.networks.row(int(network), named=True)
        return str(row["acronym"] or row["name"] or row["id"])


@dataclass(frozen=True, slots=True)
class Feature:
    """What is declared of a feature.

    columns: the numbers it gives the model. compute: of a query, a matrix (asking cities x networks) for each column;
    it may use nothing but the query. say: the sentence of one pairing.
    """

    title: str
    formula: str
    source: str
    columns: tuple[str, ...]
    compute: Callable[[Query], Sequence[Floats]]
    say: Callable[[Pairing], Said]


FEATURES: Registry[Feature] = Registry("advise_network_feature", "proxeny.advise.networks.features")
