"""How often cities of these sizes in these countries are tied, beyond what countries and sizes say apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log of observed over expected, by (country, size) and by size."""
    held, cities = question.relations, question.cities
    mine = cities.size_class[question.asked]
    lift = held.size_lift[question.country * 12 + mine]
    return [lift[:, cities.country * 12 + cities.size_class], held.size_pairs[mine][:, cities.size_class]]


def say(pair: Pair) -> Said:
    """How many times more often than expected."""
    cities, mine, theirs = pair.cities, pair.asked, pair.candidate
    row = cities.country[mine] * 12 + cities.size_class[mine]
    column = cities.country[theirs] * 12 + cities.size_class[theirs]
    times = float(np.exp(pair.relations.size_lift[row, column]))
    words = (
        N_("Cities of your size in {mine} are tied with cities of its size in {theirs} more often than others.")
        if times >= 1.0
        else N_("Cities of your size in {mine} are tied with cities of its size in {theirs} less often than others.")
    )
    return Said(round(times, 3), words, {"mine": pair.country(mine), "theirs": pair.country(theirs)})


FEATURES.add("size-pairs")(
    Feature(
        title=N_("Sizes that go together in these countries"),
        formula="log (n(c, s, c', s') + 1/2) / (expected + 1/2), smoothed over sizes; log n(s, s') n / (n(s) n(s'))",
        source="Association ratio of a table of counts; classes of size double",
        columns=("size_lift", "size_pairs"),
        compute=compute,
        say=say,
        turns=1.0,
    )
)
