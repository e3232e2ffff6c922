"""What somebody wishes of partners, read from words: countries, places, a theme, a policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proxeny.advise.partners import Wish
from proxeny.errors import Fault, FaultyInput, raise_if_any
from proxeny.io.advising.policy import Policy, read_policy, sort_out, standing_policy
from proxeny.scheme.loader import load_scheme


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was written: how many, a dimension, countries, what to leave out, diversity, the file of a policy.

    leave_out: countries by name or code, or ids of places.
    """

    n: int = 20
    theme: str = ""
    countries: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    diversity: float = 0.0
    policy: Path | None = None


def read_wish(wanted: Wanted) -> Wish:
    """The wish that the words mean, and what the office's policy leaves out.

    Raises `FaultyInput` with everything that is no country or dimension.
    """
    faults: list[Fault] = []
    known = [dimension.id for dimension in load_scheme().dimensions]
    if wanted.theme and wanted.theme.upper() not in known:
        faults.append(Fault("advise-theme-unknown", params={"text": wanted.theme, "known": ", ".join(known)}))
    countries = sort_out(_split(wanted.countries), faults, may_be_places=False)
    without = sort_out(_split(wanted.leave_out), faults, may_be_places=True)
    held = Policy()
    try:
        held = standing_policy() | (read_policy(wanted.policy) if wanted.policy else Policy())
    except FaultyInput as problem:
        faults += problem.faults
    raise_if_any(faults)
    left_out, only = without | held, countries.countries
    return Wish(wanted.n, wanted.theme.upper(), only, left_out.countries, left_out.places, wanted.diversity)


def _split(words: Iterable[str]) -> list[str]:
    return [one.strip() for word in words for one in word.split(",") if one.strip()]
