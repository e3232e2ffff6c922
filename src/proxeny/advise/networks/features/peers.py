"""Cities in the same networks as the city, and near it."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query, ask_one

_PRIOR = 1.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among cities alike in networks and place; zero where no membership is known."""
    return [query.lift(query.peers, _PRIOR)]


def say(pair: Pairing) -> Said:
    """The share of the network in the memberships of cities alike, beside its share in all."""
    query = ask_one(pair.world, pair.city, pair.network)
    count = query.peers[0]
    if not count.sum():
        return Said(None, N_("No city is known that is in one of your networks."))
    percent = round(100 * float(count[pair.network] / count.sum()), 1)
    words = N_("Of the memberships of cities in your networks and near you {percent} % are in it; of all {usual} %.")
    params = {"percent": percent, "usual": round(100 * float(query.share[0, pair.network]), 1)}
    return Said(percent, words, params)


FEATURES.add("peers")(
    Feature(
        title=N_("Cities in your networks and near you"),
        formula=(
            "log of (n + p) / (N + 1) over p; members weighted by c^2 (exp(-km / 400) + 0.3 in one country + 0.05), "
            "c the cosine of networks held, each weighted by 1 / log(2 + other members)"
        ),
        source="Sarwar et al. 2001, WWW, 285-295 (neighbours by cosine)",
        columns=("peers_lift",),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
