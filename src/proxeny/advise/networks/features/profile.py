"""What the city is: country, region, size, kind, rank and number of partners, taken together."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.companions import chance_of
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query, ask_one


def compute(query: Query) -> Sequence[Floats]:
    """The sum of learned weights of what the city is."""
    return [query.expected[1]]


def say(pair: Pairing) -> Said:
    """The share of cities like this one that is expected in the network."""
    expected = ask_one(pair.world, pair.city, pair.network).expected[1][0, pair.network]
    percent = round(100 * chance_of(float(expected)), 1)
    words = N_("By country, region, size, kind, rank and partners, {percent} % of cities like you are expected in it.")
    return Said(percent, words, {"percent": percent})


FEATURES.add("profile")(
    Feature(
        title=N_("What you are, taken together"),
        formula=(
            "sum over traits t of the city of B(t, j), the ridge regression of each network on all others and on "
            "country, region, size, country by size, kind, rank in the country and class of number of partners"
        ),
        source="Steck 2019, WWW, 3251-3257 (closed form of B); Sherman and Morrison 1950, Ann. Math. Stat. 21, 124-127",
        columns=("profile_weight",),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
