"""Members on a shore, and on the same sea."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query
from proxeny.advise.networks.shores import find_shores

_PRIOR = 20.0
_SEA = 5.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among cities on a shore or away from it, and among those of the sea; zero away from any."""
    shores = find_shores(query.world.cities)
    at_sea = (shores.sea[query.asked] > 0)[:, None]
    return [
        query.lift(query.of_class("shore", shores.near.astype(np.int64)), _PRIOR),
        query.lift(query.of_class("sea", shores.sea) * at_sea, _SEA),
    ]


def say(pair: Pairing) -> Said:
    """The share of members on a shore."""
    if not pair.world.cities.placed[pair.city]:
        return Said(None, N_("Where you lie is not known."))
    near = find_shores(pair.world.cities).near
    percent = round(100 * float(near[pair.others].mean())) if len(pair.others) else 0
    words = N_("You do not lie on a sea that is known here; of its members {percent} % do.")
    if near[pair.city]:
        words = N_("You lie on the shore of a sea, as do {percent} % of its members.")
    return Said(percent, words, {"percent": percent})


FEATURES.add("coast")(
    Feature(
        title=N_("Members by the sea"),
        formula=(
            "log of (n + 20 p) / (N + 20) over p, among cities on a known shore (10 km) or all others; the same among "
            "those within 25 km of the same sea, prior 5"
        ),
        source="McPherson, Smith-Lovin and Cook 2001, Annual Review of Sociology 27, 415-444; shores: Natural Earth",
        columns=("coast_lift", "sea_lift"),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
