"""Whether the candidate is strong in a dimension in which the city is not, by the networks they are in."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """Dimensions in which the candidate has a network and the city has none; in which both have one."""
    present = question.relations.dimensions
    mine = present[question.asked]
    return [(1.0 - mine) @ present.T * (mine.sum(axis=1, keepdims=True) > 0), mine @ present.T]


def say(pair: Pair) -> Said:
    """How many dimensions it adds."""
    present = pair.relations.dimensions
    mine, theirs = present[pair.asked], present[pair.candidate]
    adds = int(((1.0 - mine) * theirs).sum())
    words = count_words(
        adds,
        N_("It is in no dimension that you lack, as far as its networks tell."),
        N_("By its networks it is active in one dimension that you lack."),
        N_("By its networks it is active in {adds} dimensions that you lack."),
    )
    return Said(adds, words, {"adds": adds})


FEATURES.add("dimensions")(
    Feature(
        title=N_("Dimensions that complement yours"),
        formula="sum over dimensions of (1 - present_i) present_j; sum of present_i present_j",
        source="The seven dimensions of the scheme; McPherson et al. 2001 (likeness), Burt 2004 (complement)",
        columns=("adds_dimensions", "same_dimensions"),
        compute=compute,
        say=say,
    )
)
