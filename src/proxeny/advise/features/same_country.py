"""Whether both lie in one country or region."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """One if the same country; one if the same region."""
    return [question.same_country, question.region[:, None] == question.cities.region[None]]


def say(pair: Pair) -> Said:
    """Whether both lie in one country."""
    cities, mine, theirs = pair.cities, pair.asked, pair.candidate
    if cities.region[mine] == cities.region[theirs]:
        return Said(1, N_("Both are in the same region."))
    if cities.country[mine] == cities.country[theirs]:
        return Said(1, N_("Both are in the same country."))
    return Said(0, N_("They are in different countries."))


FEATURES.add("same-country")(
    Feature(
        title=N_("Same country or region"),
        formula="1 if c = c'; 1 if r = r'",
        source="McPherson, Smith-Lovin and Cook 2001, Annual Review of Sociology 27, 415-444 (homophily)",
        columns=("same_country", "same_region"),
        compute=compute,
        say=say,
    )
)
