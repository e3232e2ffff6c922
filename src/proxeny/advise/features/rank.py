"""Which rank each has by inhabitants in its country and region."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log rank of the candidate, and its difference from the city's; in the country and in the region."""
    made: list[Column] = []
    for rank in (question.cities.rank_in_country, question.cities.rank_in_region):
        made += [rank[None], np.abs(rank[question.asked][:, None] - rank[None])]
    return made


def say(pair: Pair) -> Said:
    """The ranks in their countries."""
    rank = np.exp(pair.cities.rank_in_country[[pair.asked, pair.candidate]])
    mine, theirs = (round(float(one)) for one in rank)
    words = N_(
        "By inhabitants it is number {its} of its country among the cities compared, yours number {own} of its own."
    )
    return Said(theirs, words, {"own": mine, "its": theirs})


FEATURES.add("rank")(
    Feature(
        title=N_("Rank in country and region"),
        formula="log q', |log q - log q'| with ranks q by inhabitants among the cities at hand, in country and region",
        source="McPherson, Smith-Lovin and Cook 2001, Annual Review of Sociology 27, 415-444 (homophily)",
        columns=("rank_country", "rank_country_gap", "rank_region", "rank_region_gap"),
        compute=compute,
        say=say,
        turns=None,
    )
)
