"""How close they are in the graph: by a random walk from the city, and by paths of three ties."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log personalised PageRank, and log of degree-normalised paths of length three."""
    return [np.log(question.walked + np.float32(1e-6)), np.log(question.three_steps + np.float32(1e-4))]


def say(pair: Pair) -> Said:
    """Partners of the candidate that are partners of partners."""
    ties = pair.relations.ties
    mine = ties[[pair.asked]].indices
    second = np.unique(ties[mine].indices) if len(mine) else mine
    near = int(np.isin(ties[[pair.candidate]].indices, second).sum())
    words = count_words(
        near,
        N_("None of its partners is a partner of your partners."),
        N_("One of its partners is a partner of your partners."),
        N_("{near} of its partners are partners of your partners."),
    )
    return Said(near, words, {"near": near})


FEATURES.add("reach")(
    Feature(
        title=N_("Closeness in the graph"),
        formula="log(PPR_0.5(i, j) + 1e-6); log(L3 + 1e-4), L3 = D^-1/2 A D^-1/2 cubed",
        source="Page et al. 1999 (personalised PageRank); Kovács et al. 2019, Nature Communications 10, 1240 (L3)",
        columns=("walk", "three_steps"),
        compute=compute,
        say=say,
    )
)
