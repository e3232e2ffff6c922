"""In how many countries members are, and how far one country leads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import FEATURES, Beside, Feature, Pairing
from proxeny.advise.networks.query import Query

_SPREAD = Beside(
    N_("Cities like you join networks spread like this more often."),
    N_("Cities like you join networks spread like this less often."),
    N_("Cities like you join networks spread like this as often as others."),
)


def compute(query: Query) -> Sequence[Floats]:
    """log(1 + countries of its members), and the share of the country with most, both without the city."""
    world = query.world
    count, country = world.by_class["country"], world.cities.country[query.asked]
    mine = count[country]
    countries = (count > 0).sum(axis=0) - ((mine == query.own) & (query.own > 0))
    order = np.sort(count, axis=0)
    first, second = order[-1], order[-2] if len(order) > 1 else np.zeros(world.count)
    leads = (mine == first) & (query.own > 0)
    most = np.where(leads, np.maximum(mine - query.own, second), first[None])
    members = np.maximum(world.members - query.own, 1.0)
    return [np.log1p(countries), most / members]


def say(pair: Pairing) -> Said:
    """Countries of its members, and the share of the one with most."""
    if not len(pair.others):
        return Said(None, N_("No member is known."))
    _, count = np.unique(pair.world.cities.country[pair.others], return_counts=True)
    percent = round(100 * int(count.max()) / len(pair.others))
    words = N_("Its members are in {countries} countries, {percent} % of them in one.")
    if len(count) == 1:
        words = N_("All its members are in one country.")
    return Said(len(count), words, {"countries": len(count), "percent": percent})


FEATURES.add("spread")(
    Feature(
        title=N_("Spread over countries"),
        formula="log(1 + countries of its members); share of the country with most members",
        source="Simpson 1949, Nature 163, 688 (concentration); the largest share: Berger and Parker 1970, Science 168",
        columns=("countries", "largest_share"),
        compute=compute,
        say=say,
        beside=_SPREAD,
    )
)
