"""Networks to which the city belongs already, and what else their members belong to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import FEATURES, JOINED, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 3.0


def compute(query: Query) -> Sequence[Floats]:
    """Largest lift over the networks held, and the sum of learned weights of the networks held."""
    world = query.world
    best = np.zeros(query.held.shape)
    for row in np.flatnonzero(query.warm):
        mine = np.flatnonzero(query.held[row])
        shared = world.together[mine].copy()
        if query.hidden[row] >= 0:
            shared[:, query.hidden[row]] -= 1.0
        shared[np.arange(len(mine)), mine] = 0.0
        total = np.maximum(shared.sum(axis=1, keepdims=True) - (len(mine) - 1), 0.0)
        share = query.share[row]
        best[row] = (np.log((shared + _PRIOR * share) / (total + _PRIOR)) - np.log(share)).max(axis=0)
    return [best, query.expected[0]]


def say(pair: Pairing) -> Said:
    """The network held whose members most often belong to this one too, beside how many cities in general do."""
    world = pair.world
    mine = np.flatnonzero(world.held[pair.city])
    mine = mine[mine != pair.network]
    if not len(mine):
        return Said(None, N_("No membership of yours is known."))
    members = np.maximum(world.members[mine] - 1, 1.0)
    share = world.together[mine, pair.network] / members
    best = int(np.argmax(share))
    percent, usual = 100.0 * share[best], 100.0 * len(pair.others) / max(len(world.belongs), 1)
    words = N_("{percent} % of the members of {network}, to which you belong, are in it; of all members {usual} %.")
    params = {"percent": round(percent), "network": pair.name(int(mine[best])), "usual": round(usual, 1)}
    return Said(round(percent, 1), words, params)


FEATURES.add("company")(
    Feature(
        title=N_("Networks to which you belong"),
        formula=(
            "largest over networks s held of log of (n(s, j) + 3 p) / (N(s) + 3) over p; and sum over s held of "
            "B(s, j), the ridge regression of each network on all others and on what cities are (see profile)"
        ),
        source="Sarwar et al. 2001, WWW, 285-295 (item-based); Steck 2019, WWW, 3251-3257 (closed form of B)",
        columns=("company_lift", "company_weight"),
        compute=compute,
        say=say,
        beside=JOINED,
    )
)
