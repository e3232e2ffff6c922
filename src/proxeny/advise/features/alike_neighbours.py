"""Whether cities like yours, in your wider surroundings, are tied with cities like theirs in theirs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log of the spatial lag at both ends with weights for likeness of size."""
    return [np.log(question.alike_ties(width) + np.float32(0.01)) for width in (70, 200)]


def say(pair: Pair) -> Said:
    """The weighted number of ties."""
    ties = pair.relations.alike_between(pair.asked, pair.candidate, 200)
    words = (
        N_("In your wider surroundings, cities of your size are tied with cities of its size near it.")
        if ties >= 0.5
        else N_("In your wider surroundings, hardly any city of your size is tied with one like it near it.")
    )
    return Said(round(ties, 3), words)


FEATURES.add("alike-neighbours")(
    Feature(
        title=N_("Ties of cities like yours nearby"),
        formula="log(M A M' + 0.01), M = K_h(distance) x K(size), h = 70, 200 km",
        source="Anselin 1988, Spatial Econometrics; product kernel",
        columns=("alike_ties_70", "alike_ties_200"),
        compute=compute,
        say=say,
    )
)
