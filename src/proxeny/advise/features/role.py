"""Whether both play the same role: capital of a country, first city of a region."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question


def compute(question: Question) -> Sequence[Column]:
    """Both capitals; one; both first of their regions; the candidate first; both parts of larger cities; one."""
    cities, asked = question.cities, question.asked
    capital, first = cities.capital, cities.first_of_region
    return [
        capital[asked][:, None] & capital[None],
        capital[asked][:, None] ^ capital[None],
        first[asked][:, None] & first[None],
        first[None],
        cities.inside[asked][:, None] & cities.inside[None],
        cities.inside[asked][:, None] ^ cities.inside[None],
    ]


def say(pair: Pair) -> Said:
    """Which role they share."""
    cities, mine, theirs = pair.cities, pair.asked, pair.candidate
    if cities.capital[mine] and cities.capital[theirs]:
        return Said(1, N_("Both are capitals of their countries."))
    if cities.first_of_region[mine] and cities.first_of_region[theirs]:
        return Said(1, N_("Both are the largest cities of their regions."))
    if cities.capital[mine] or cities.capital[theirs]:
        return Said(0, N_("Only one of them is the capital of its country."))
    return Said(0, N_("No shared role is known."))


FEATURES.add("role")(
    Feature(
        title=N_("Same role"),
        formula="1 if both capitals; if one; both first of their regions; the candidate is; both, one, part of a city",
        source="McPherson, Smith-Lovin and Cook 2001, Annual Review of Sociology 27, 415-444 (homophily)",
        columns=("both_capitals", "one_capital", "both_first", "first_of_region", "both_parts", "one_part"),
        compute=compute,
        say=say,
    )
)
