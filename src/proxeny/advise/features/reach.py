"""How close they are in the graph: by a random walk from the city, and by paths of three ties."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log personalised PageRank, and log of degree-normalised paths of length three."""
    return [np.log(question.walked + np.float32(1e-6)), np.log(question.three_steps + np.float32(1e-4))]


def say(pair: Pair) -> Said:
    """Whether they can be reached over partners of partners."""
    question = Question(pair.relations, np.array([pair.asked]))
    paths = float(question.three_steps[0, pair.candidate])
    words = (
        N_("It can be reached over partners of your partners.")
        if paths > 0 or question.shared[0, pair.candidate] > 0
        else N_("It cannot be reached over partners of your partners.")
    )
    return Said(round(float(question.walked[0, pair.candidate]), 6), words)


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
