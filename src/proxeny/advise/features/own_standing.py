"""What the asking city itself is: how many ties it has, how large it is. It moves no order alone, but with others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(1 + k) and log inhabitants of the city that asks."""
    asked = question.asked
    return [np.log1p(question.relations.degree[asked])[:, None], question.cities.log_people[asked][:, None]]


def say(pair: Pair) -> Said:
    """Ties of the city that asks."""
    ties = int(pair.relations.degree[pair.asked])
    words = count_words(
        ties,
        N_("You have no known tie, so that others speak louder."),
        N_("You have one known tie, which says a little of whom you choose."),
        N_("You have {ties} known ties, which say whom you choose."),
    )
    return Said(ties, words, {"ties": ties})


FEATURES.add("own-standing")(
    Feature(
        title=N_("What you are yourself"),
        formula="log(1 + k_i), log P_i; only in trees, together with other features",
        source="Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning, 10 (interactions of trees)",
        columns=("my_ties", "my_size"),
        compute=compute,
        say=say,
        turns=None,
    )
)
