"""How many ties cities of the candidate's size have in its country and in its region."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log mean ties of others of like size, by country and by region."""
    return [question.relations.usual_in_country[None], question.relations.usual_in_region[None]]


def say(pair: Pair) -> Said:
    """The mean."""
    usual = round(float(np.exp(pair.relations.usual_in_region[pair.candidate])), 1)
    words = N_("Cities of its size in its region have {usual} ties in the mean.")
    return Said(usual, words, {"usual": usual})


FEATURES.add("usual-ties")(
    Feature(
        title=N_("Ties that cities like it have"),
        formula="log((sum K k + 3 m) / (sum K + 3)), K by size, over others of country and region; m the mean of all",
        source="James and Stein 1961 (means of groups drawn towards the mean of all)",
        columns=("usual_in_country", "usual_in_region"),
        compute=compute,
        say=say,
        turns=None,
    )
)
