"""Cities in the same networks as the city, and near it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 1.0
_PEERS = 20


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among cities alike in networks and place; zero where no membership is known."""
    return [query.lift(query.peers, _PRIOR)]


def say(pair: Pairing) -> Said:
    """How many of the twenty cities most like it belong."""
    query = Query(pair.world, np.array([pair.city]), np.array([pair.network]))
    likeness = query.likeness[0]
    best = np.argsort(-likeness, kind="stable")[:_PEERS]
    best = best[likeness[best] > 0]
    if not len(best):
        return Said(None, N_("No city is known that is in one of your networks."))
    count = int(pair.world.held[pair.world.belongs[best], pair.network].sum())
    words = count_words(
        count,
        N_("None of the {peers} cities most like you in networks and place is in it."),
        N_("One of the {peers} cities most like you in networks and place is in it."),
        N_("{count} of the {peers} cities most like you in networks and place are in it."),
    )
    return Said(count, words, {"count": count, "peers": len(best)})


FEATURES.add("peers")(
    Feature(
        title=N_("Cities in your networks and near you"),
        formula=(
            "log of (n + p) / (N + 1) over p; members weighted by c^2 (exp(-km / 400) + 0.3 in one country + 0.05), "
            "c the cosine of networks held, each weighted by 1 / log(2 + members)"
        ),
        source="Sarwar et al. 2001, WWW, 285-295 (neighbours by cosine)",
        columns=("peers_lift",),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
