"""What speaks for or against a network: one file each, with its formula, its source and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from proxeny.advise.features import N_, Said
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
class Beside:
    """How a fact stands beside other networks: a sentence for a part that speaks for it, against it, or for neither.

    A part is what a network has more or less than an ordinary candidate, so a fact alone may sound like its opposite.
    """

    more: str
    less: str
    level: str

    def words(self, contribution: float) -> str:
        """The sentence for a contribution.

        >>> SIZED.words(-0.3)
        'It is smaller than an ordinary network.'
        """
        if abs(contribution) < LEVEL:
            return self.level
        return self.more if contribution > 0 else self.less


LEVEL = 0.05  # a contribution smaller than this moves no chance by more than a twentieth
COUNTED = Beside(
    N_("For its size that is more than usual."),
    N_("For its size that is less than usual."),
    N_("For its size that is as usual."),
)
ALIKE = Beside(
    N_("Cities like you in this belong to it more often than to others."),
    N_("Cities like you in this belong to it less often than to others."),
    N_("Cities like you in this belong to it as often as to others."),
)
JOINED = Beside(
    N_("It goes with your networks more than others do."),
    N_("Others go with your networks more than it does."),
    N_("It goes with your networks as others do."),
)
SIZED = Beside(
    N_("It is larger than an ordinary network."),
    N_("It is smaller than an ordinary network."),
    N_("It is as large as an ordinary network."),
)


@dataclass(frozen=True, slots=True)
class Feature:
    """What is declared of a feature.

    columns: the numbers it gives the model. compute: of a query, a matrix (asking cities x networks) for each column;
    it may use nothing but the query. say: the fact of one pairing, its value None where nothing is known. beside: how
    it stands beside other networks.
    """

    title: str
    formula: str
    source: str
    columns: tuple[str, ...]
    compute: Callable[[Query], Sequence[Floats]]
    say: Callable[[Pairing], Said]
    beside: Beside


FEATURES: Registry[Feature] = Registry("advise_network_feature", "proxeny.advise.networks.features")
