"""How often cities of the two countries are tied."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log P(country of the candidate | country of the city)."""
    logs = np.log(question.relations.country_given_country)
    return [logs[question.country][:, question.cities.country]]


def say(pair: Pair) -> Said:
    """Ties between the two countries."""
    mine, theirs = pair.cities.country[pair.asked], pair.cities.country[pair.candidate]
    ties = int(pair.relations.country_ties[mine, theirs])
    ties = ties // 2 if mine == theirs else ties
    if mine == theirs:
        words = N_("Both are in {mine}; {ties} ties are known within it.")
    else:
        words = count_words(
            ties,
            N_("No tie between {mine} and {theirs} is known."),
            N_("One tie between {mine} and {theirs} is known."),
            N_("{mine} has {ties} ties with {theirs}."),
        )
    return Said(ties, words, {"mine": pair.country(pair.asked), "theirs": pair.country(pair.candidate), "ties": ties})


FEATURES.add("country-pair")(
    Feature(
        title=N_("Ties between the two countries"),
        formula="log (n(c, c') + 3 p(c')) / (n(c) + 3)",
        source="Zelinsky 1991, Annals of the AAG 81, 1-31 (which countries pair); Dirichlet smoothing",
        columns=("country_pair",),
        compute=compute,
        say=say,
    )
)
