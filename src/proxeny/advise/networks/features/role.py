"""Members with the same place among the cities of their country: largest, second cities, small towns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 20.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among cities of the class."""
    return [query.lift(query.of_class("role", query.world.role), _PRIOR)]


def say(pair: Pairing) -> Said:
    """The place of the city, beside that of the member in the middle."""
    place = pair.world.place_in_country
    known = place[pair.others][place[pair.others] > 0]
    mine = int(place[pair.city])
    if not mine or not len(known):
        return Said(None, N_("Your place among the cities of your country is not known."))
    usual = int(np.quantile(known, 0.5, method="nearest"))
    return Said(mine, N_("By inhabitants you are number {mine} in your country; its middle member is number {usual}."),
                {"mine": mine, "usual": usual})  # fmt: skip


FEATURES.add("role")(
    Feature(
        title=N_("Your place in your country"),
        formula="log of (n + 20 p) / (N + 20) over p, by place among the gazetteer's cities: 1, 2-3, 4-10, 11-30, ...",
        source="Taylor 2004, World City Network, on first and second cities; inhabitants: GeoNames",
        columns=("role_lift",),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
