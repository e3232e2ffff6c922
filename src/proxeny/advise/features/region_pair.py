"""How often cities of the two regions are tied, beyond what their countries say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """Four conditional shares, each as the logarithm of its ratio to the coarser one."""
    held, cities = question.relations, question.cities
    mine, home = question.region, question.country
    coarse = np.log(held.country_given_country[home])[:, cities.country]
    to_theirs = np.log(held.region_given_country[home])[:, cities.region]
    from_theirs = np.log(held.country_given_region[:, home]).T[:, cities.region]
    return [
        np.log(held.country_given_region[mine])[:, cities.country] - coarse,
        to_theirs - coarse,
        np.log(held.region_given_region[mine])[:, cities.region] - to_theirs,
        from_theirs - np.log(held.country_given_country[:, home]).T[:, cities.country],
    ]


def say(pair: Pair) -> Said:
    """Ties between the two regions."""
    mine, theirs = pair.cities.region[pair.asked], pair.cities.region[pair.candidate]
    ties = int(pair.relations.region_ties[mine, theirs])
    ties = ties // 2 if mine == theirs else ties
    words = count_words(
        ties,
        N_("No tie between your region and theirs is known."),
        N_("Your region has one tie with theirs."),
        N_("Your region has {ties} ties with theirs."),
    )
    return Said(ties, words, {"ties": ties})


FEATURES.add("region-pair")(
    Feature(
        title=N_("Ties between the two regions"),
        formula="log of P(c' | r) / P(c' | c), P(r' | c) / P(c' | c), P(r' | r) / P(r' | c), P(c | r') / P(c | c')",
        source="Zelinsky 1991, Annals of the AAG 81, 1-31; Dirichlet smoothing towards the country",
        columns=("country_of_region", "region_of_country", "region_of_region", "country_of_their_region"),
        compute=compute,
        say=say,
    )
)
