"""How many partner cities members have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 20.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among cities with about as many partners; partners."""
    lift = query.lift(query.of_class("activity", query.world.activity), _PRIOR)
    return [lift, np.broadcast_to(np.log1p(query.world.partners[query.asked])[:, None], lift.shape)]


def say(pair: Pairing) -> Said:
    """Partners of the city beside those of the member in the middle."""
    count = pair.world.partners
    mine = int(count[pair.city])
    usual = int(np.median(count[pair.others])) if len(pair.others) else 0
    words = count_words(
        mine,
        N_("You have no partner city that is known; its middle member has {usual}."),
        N_("You have one partner city that is known; its middle member has {usual}."),
        N_("You have {mine} partner cities that are known; its middle member has {usual}."),
    )
    return Said(mine, words, {"mine": mine, "usual": usual})


FEATURES.add("activity")(
    Feature(
        title=N_("Members with as many partners"),
        formula=(
            "log of (n + 20 p) / (N + 20) over p, among cities with 0, 1-2, 3-5, 6-11, 12-24, 25 or more partners; "
            "log(1 + partners)"
        ),
        source="Newman 2002, Physical Review Letters 89, 208701 (assortative mixing)",
        columns=("activity_lift", "partners_known"),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
