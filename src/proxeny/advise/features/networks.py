"""Networks of cities in which both are members."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """log(1 + shared), log(1 + shared by rarity), and log(1 + memberships of the candidate)."""
    members, rare = question.relations.members, question.relations.rare_members
    mine = members[question.asked]
    return [
        np.log1p((mine @ members.T).toarray()),
        np.log1p((mine @ rare.T).toarray()),
        np.log1p(np.asarray(members.sum(axis=1), np.float32).ravel())[None],
    ]


def say(pair: Pair) -> Said:
    """The networks they share."""
    members = pair.relations.members
    mine, theirs = members[[pair.asked]].indices, members[[pair.candidate]].indices
    shared = np.intersect1d(mine, theirs)
    names = ", ".join(pair.relations.memberships.names[one] for one in shared[:3])
    words = count_words(
        len(shared),
        N_("They share no network that is known."),
        N_("Both are members of {names}."),
        N_("They share {shared} networks, among them {names}."),
    )
    return Said(len(shared), words, {"shared": len(shared), "names": names})


FEATURES.add("networks")(
    Feature(
        title=N_("Shared networks"),
        formula="log(1 + n), log(1 + sum over shared networks of 1 / log(1 + members)), log(1 + memberships)",
        source="Adamic and Adar 2003, Social Networks 25, 211-230, on the graph of members and networks",
        columns=("shared_networks", "rare_networks", "memberships"),
        compute=compute,
        say=say,
    )
)
