"""How many partners the city already has in the candidate's country, and the candidate in the city's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(1 + ties), share of ties, and how many more they are than the region leads to expect, both ways."""
    held, asked = question.relations, question.asked
    mine = held.by_country[asked][:, question.cities.country]
    theirs = held.by_country[:, question.country].T
    region = question.cities.region
    here = held.country_given_region[question.region][:, question.cities.country] * held.degree[asked][:, None]
    there = held.country_given_region[:, question.country].T[:, region] * held.degree[None]
    return [
        np.log1p(mine),
        mine / np.maximum(held.degree[asked], 1.0)[:, None],
        np.log1p(theirs),
        theirs / np.maximum(held.degree, 1.0)[None],
        np.log((mine + 1.0) / (here + 1.0)),
        np.log((theirs + 1.0) / (there + 1.0)),
    ]


def say(pair: Pair) -> Said:
    """Partners of each in the other's country."""
    counts, country = pair.relations.by_country, pair.cities.country
    mine = int(counts[pair.asked, country[pair.candidate]])
    partners = int(counts[pair.candidate, country[pair.asked]])
    words = N_("Partners of yours in {theirs}: {here}; of its in {mine}: {there}.")
    named = {"mine": pair.country(pair.asked), "theirs": pair.country(pair.candidate)}
    return Said(mine, words, {"here": mine, "there": partners, **named})


FEATURES.add("own-countries")(
    Feature(
        title=N_("Partners in each other's country"),
        formula="log(1 + n(i, c')), n(i, c') / k_i, log(1 + n(j, c)), n(j, c) / k_j; log(n + 1) / (k P(c' | r) + 1)",
        source="Zelinsky 1991, Annals of the AAG 81, 1-31",
        columns=("mine_there", "mine_there_share", "theirs_here", "theirs_here_share", "mine_beyond", "theirs_beyond"),
        compute=compute,
        say=say,
    )
)
