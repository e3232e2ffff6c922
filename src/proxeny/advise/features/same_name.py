"""Whether they have the same name."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """One if the folded names are the same."""
    name = question.cities.name
    return [name[question.asked][:, None] == name[None]]


def say(pair: Pair) -> Said:
    """Whether they have the same name."""
    same = bool(pair.cities.name[pair.asked] == pair.cities.name[pair.candidate])
    return Said(int(same), N_("They have the same name.") if same else N_("Their names differ."))


FEATURES.add("same-name")(
    Feature(
        title=N_("Same name"),
        formula="1 if the names are the same without accents and case",
        source="Zelinsky 1991, Annals of the AAG 81, 1-31 (namesakes)",
        columns=("same_name",),
        compute=compute,
        say=say,
    )
)
