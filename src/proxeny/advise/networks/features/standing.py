"""How many other networks members belong to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query
from proxeny.advise.networks.world import class_of_others

_PRIOR = 10.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among members that belong to as many others; networks held."""
    mine = class_of_others(query.held.sum(axis=1))
    its = class_of_others(np.maximum(query.own.sum(axis=1) - 1, 0))
    itself = query.own * (its == mine)[:, None]
    count = np.broadcast_to(np.log1p(query.count)[:, None], query.own.shape)
    return [query.lift(query.world.by_others[mine] - itself, _PRIOR), count]


def say(pair: Pairing) -> Said:
    """Networks of the city beside those of the member in the middle."""
    count = pair.world.memberships
    mine = int(count[pair.city] - pair.world.held[pair.city, pair.network])
    usual = int(np.median(count[pair.others] - 1)) if len(pair.others) else 0
    words = count_words(
        mine,
        N_("You belong to no network that is known; its middle member to {usual} others."),
        N_("You belong to one network that is known; its middle member to {usual} others."),
        N_("You belong to {mine} networks that are known; its middle member to {usual} others."),
    )
    return Said(mine, words, {"mine": mine, "usual": usual})


FEATURES.add("standing")(
    Feature(
        title=N_("How many networks its members belong to"),
        formula=(
            "log of (n + 10 p) / (N + 10) over p, among members with 0, 1, 2, 3-4, 5-8, 9 or more other networks; "
            "log(1 + networks held)"
        ),
        source="Newman 2002, Physical Review Letters 89, 208701 (assortative mixing)",
        columns=("standing_lift", "networks_held"),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
