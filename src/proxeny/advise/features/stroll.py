"""How close they are to a walk that goes along ties and sometimes to the town nearby."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question

_WIDTH = 25


def compute(question: Question) -> Sequence[Column]:
    """log of where the walk ends; log of the paths K A A, A A K and A K A."""
    kernel, ties, asked = question.ground.near[_WIDTH], question.relations.ties, question.asked
    mine = question.partners
    return [
        np.log(question.strolled + np.float32(1e-6)),
        np.log((kernel[asked] @ ties @ ties).toarray() + np.float32(0.05)),
        np.log((mine @ ties @ kernel).toarray() + np.float32(0.05)),
        np.log((mine @ kernel @ ties).toarray() + np.float32(0.02)),
    ]


def say(pair: Pair) -> Said:
    """Partners of the candidate that are near partners of the city."""
    kernel, ties = pair.relations.ground.near[_WIDTH], pair.relations.ties
    near = np.unique(kernel[ties[[pair.asked]].indices].indices)
    found = int(np.isin(ties[[pair.candidate]].indices, near).sum())
    words = count_words(
        found,
        N_("None of its partners is near a partner of yours."),
        N_("One of its partners is one of yours or near one."),
        N_("{found} of its partners are yours or near one of yours."),
    )
    return Said(found, words, {"found": found})


FEATURES.add("stroll")(
    Feature(
        title=N_("Closeness by ties and surroundings"),
        formula="log(PPR_0.35 + 1e-6) on A and K_25; log(K A A + 0.05), log(A A K + 0.05), log(A K A + 0.02)",
        source="Page et al. 1999 (personalised PageRank); Zhou, Orshanskiy, Zha and Giles 2007, ICDM (coupled walks)",
        columns=("walk_near", "neighbours_share", "shares_with_neighbours", "partners_are_near"),
        compute=compute,
        say=say,
    )
)
