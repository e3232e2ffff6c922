"""Members abroad where people share a language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.languages import common_language
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 10.0
_SHARED = 0.3  # chance of a common language from which two countries count as sharing one


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network abroad, weighted by the chance that two people share a language."""
    cities = query.world.cities
    shared = common_language(cities.countries)[0].astype(np.float64)
    np.fill_diagonal(shared, 0.0)  # the own country speaks for itself
    count = shared @ query.world.by_class["country"]
    return [query.lift(count[cities.country[query.asked]], _PRIOR)]


def say(pair: Pairing) -> Said:
    """Members abroad with a common language."""
    cities = pair.world.cities
    shared = common_language(cities.countries)[0][cities.country[pair.city]] >= _SHARED
    shared[cities.country[pair.city]] = False
    count = int(shared[cities.country[pair.others]].sum())
    words = count_words(
        count,
        N_("None of its members abroad shares your language."),
        N_("One of its members abroad shares your language."),
        N_("{count} of its members abroad share your language."),
    )
    return Said(count, words, {"count": count})


FEATURES.add("language")(
    Feature(
        title=N_("Members abroad who share your language"),
        formula="log of (n + 10 p) / (N + 10) over p; members abroad weighted by the chance of a common language",
        source="Unicode CLDR, territory-language information; Melitz and Toubal 2014, J. Int. Economics 93, 351-363",
        columns=("language_lift",),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
