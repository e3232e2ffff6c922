"""Partners that both have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(1 + shared), any shared, log(1 + Adamic-Adar), share of both cities' partners, and by number of partners."""
    shared, ties = question.shared, np.maximum(question.relations.degree, 1.0)
    parts = (question.partners @ question.relations.shared_out).toarray()
    parts[np.arange(len(question.asked)), question.asked] = 0.0
    return [
        np.log1p(shared),
        shared > 0,
        np.log1p(question.adamic_adar),
        shared / np.sqrt(ties[question.asked][:, None] * ties[None]),
        np.log(parts + np.float32(0.01)),
    ]


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
        formula="log(1 + n), 1 if n > 0, log(1 + sum 1 / log(k_z + 1/2)), n / root(k k'), log(sum 1 / k_z + 0.01)",
        source="Adamic and Adar 2003, Social Networks 25, 211-230; Salton; Zhou, Lü and Zhang 2009, EPJ B 71, 623-630",
        columns=("shared", "any_shared", "adamic_adar", "share_of_both", "shared_out"),
        compute=compute,
        say=say,
    )
)
