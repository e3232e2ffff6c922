"""Whether people of the two countries share a language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.languages import common_language
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """The chance that two people share a language, and whether a language is official in both; not within a country."""
    cities = question.cities
    chance, official = common_language(cities.countries)
    across = ~question.same_country
    return [
        np.sqrt(chance)[question.country][:, cities.country] * across,
        official[question.country][:, cities.country] * across,
    ]


def say(pair: Pair) -> Said:
    """The chance that two people share a language."""
    chance, official = common_language(pair.cities.countries)
    mine, theirs = pair.cities.country[pair.asked], pair.cities.country[pair.candidate]
    if mine == theirs or official[mine, theirs]:
        words = N_("The two countries share an official language.")
    elif chance[mine, theirs] >= 0.2:
        words = N_("Many people of the two countries share a language.")
    else:
        words = N_("Few people of the two countries share a language.")
    return Said(round(float(chance[mine, theirs]), 3), words)


FEATURES.add("language")(
    Feature(
        title=N_("Shared language"),
        formula="root of the sum over languages of share(c) share(c'); 1 if an official language is shared",
        source="Melitz and Toubal 2014, Journal of International Economics 93, 351-363; shares: Unicode CLDR",
        columns=("language", "official_language"),
        compute=compute,
        say=say,
        turns=0.2,
    )
)
