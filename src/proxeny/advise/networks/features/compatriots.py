"""Members in the country, or near, that are of the city's size and rank."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 3.0
_NEAR_KM = 300.0
_TWICE = np.log(2.0)


def compute(query: Query) -> Sequence[Floats]:
    """Lift in the country among cities of the rank, among those of the size, and among those of the size near by."""
    return [
        query.lift(query.of_class("country_role", query.world.role_at_home), _PRIOR),
        query.lift(query.alike_at_home, _PRIOR),
        query.lift(query.alike_around(_NEAR_KM), _PRIOR),
    ]


def say(pair: Pairing) -> Said:
    """Members in the country with half to twice as many inhabitants."""
    cities, others = pair.world.cities, pair.others
    if not cities.counted[pair.city]:
        return Said(None, N_("How many live here is not known."))
    here = others[(cities.country[others] == cities.country[pair.city]) & cities.counted[others]]
    count = int((np.abs(cities.log_people[here] - cities.log_people[pair.city]) <= _TWICE).sum())
    words = count_words(
        count,
        N_("None of its members in your country has about as many inhabitants as you."),
        N_("One of its members in your country has about as many inhabitants as you."),
        N_("{count} of its members in your country have about as many inhabitants as you."),
    )
    return Said(count, words, {"count": count})


FEATURES.add("compatriots")(
    Feature(
        title=N_("Members like you in your country"),
        formula=(
            "log of (n + 3 p) / (N + 3) over p, among cities of the country with the same class of rank; the same with "
            "weights exp(-(ln a - ln b)^2 / (2 * 0.575^2)) in the country, and times exp(-km/300) everywhere"
        ),
        source="McPherson, Smith-Lovin and Cook 2001, Annual Review of Sociology 27, 415-444 (homophily)",
        columns=("country_role_lift", "country_size_lift", "near_size_lift"),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
