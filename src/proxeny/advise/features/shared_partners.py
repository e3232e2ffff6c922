"""Partners that both have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(1 + shared), any shared, and log(1 + Adamic-Adar)."""
    shared = question.shared
    return [np.log1p(shared), shared > 0, np.log1p(question.adamic_adar)]


def say(pair: Pair) -> Said:
    """How many partners they share."""
    ties = pair.relations.ties
    shared = len(np.intersect1d(ties[[pair.asked]].indices, ties[[pair.candidate]].indices))
    words = count_words(
        shared,
        N_("None of your partners is theirs."),
        N_("One of your partners is also theirs."),
        N_("{shared} of your partners are also theirs."),
    )
    return Said(shared, words, {"shared": shared})


FEATURES.add("shared-partners")(
    Feature(
        title=N_("Shared partners"),
        formula="log(1 + n), 1 if n > 0, log(1 + sum over shared z of 1 / log(k_z + 1/2))",
        source="Adamic and Adar 2003, Social Networks 25, 211-230",
        columns=("shared", "any_shared", "adamic_adar"),
        compute=compute,
        say=say,
    )
)
