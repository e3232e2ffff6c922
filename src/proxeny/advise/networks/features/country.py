"""Members in the same country."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 2.0


def compute(query: Query) -> Sequence[Floats]:
    """log(1 + members in the country), and the lift of the network there."""
    count = query.of_class("country", query.world.cities.country)
    return [np.log1p(count), query.lift(count, _PRIOR)]


def say(pair: Pairing) -> Said:
    """Members in the country."""
    country = pair.world.cities.country
    count = int((country[pair.others] == country[pair.city]).sum())
    words = count_words(
        count,
        N_("None of its members is in your country."),
        N_("One of its members is in your country."),
        N_("{count} of its {all} members are in your country."),
    )
    return Said(count, words, {"count": count, "all": len(pair.others)})


FEATURES.add("country")(
    Feature(
        title=N_("Members in your country"),
        formula="log(1 + n), and log of (n + 2 p) / (N + 2) over p; n of N memberships of the country, p: share in all",
        source="the baseline of in-country popularity; smoothing: Good 1953, Biometrika 40, 237-264",
        columns=("country_count", "country_lift"),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
