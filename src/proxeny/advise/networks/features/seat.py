"""Members with the same place among the cities of their region, and capitals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 20.0
_CAPITALS = 10.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among cities of the class, and among capitals or all others."""
    capital = query.world.cities.capital.astype(np.int64)
    return [
        query.lift(query.of_class("seat", query.world.seat), _PRIOR),
        query.lift(query.of_class("capital", capital), _CAPITALS),
    ]


def say(pair: Pairing) -> Said:
    """The place of the city, beside that of the member in the middle."""
    place = pair.world.place_in_region
    known = place[pair.others][place[pair.others] > 0]
    mine = int(place[pair.city])
    if not mine or not len(known):
        return Said(None, N_("Your place among the cities of your region is not known."))
    usual = int(np.quantile(known, 0.5, method="nearest"))
    return Said(mine, N_("By inhabitants you are number {mine} in your region; its middle member is number {usual}."),
                {"mine": mine, "usual": usual})  # fmt: skip


FEATURES.add("seat")(
    Feature(
        title=N_("Your place in your region"),
        formula=(
            "log of (n + 20 p) / (N + 20) over p, by place among the gazetteer's cities of the first-level region: 1, "
            "2, 3-4, 5-10, 11-30, ...; the same among capitals or all others, prior 10"
        ),
        source="Christaller 1933, Die zentralen Orte in Süddeutschland (central places); inhabitants: GeoNames",
        columns=("seat_lift", "capital_lift"),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
