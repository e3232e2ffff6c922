"""How many ties the candidate has, in all and of its region and country."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(k + 1/2), k at least one; its shares of country and region, and its product with the city's own."""
    held, cities = question.relations, question.cities
    logs = np.log(held.least_degree + np.float32(0.5))
    mine = np.log1p(held.degree[question.asked])[:, None]
    return [
        logs[None],
        held.share_within(cities.country)[None],
        held.share_within(cities.region)[None],
        mine * logs[None],
    ]


def say(pair: Pair) -> Said:
    """Ties of the candidate."""
    ties = int(pair.relations.degree[pair.candidate])
    words = count_words(
        ties, N_("It has no known tie yet."), N_("It has one known tie."), N_("It has {ties} known ties.")
    )
    return Said(ties, words, {"ties": ties})


FEATURES.add("popularity")(
    Feature(
        title=N_("How many ties it has"),
        formula="log(k + 1/2), k at least 1 if known; log of k's share of country, region; log(1 + own k) log(k + 1/2)",
        source="Barabási and Albert 1999, Science 286, 509-512 (preferential attachment)",
        columns=("ties", "share_of_country", "share_of_region", "ties_of_both"),
        compute=compute,
        say=say,
    )
)
