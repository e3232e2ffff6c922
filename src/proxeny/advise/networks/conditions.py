"""What networks are known to ask of members, and to cost: from public sources, shipped as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from proxeny.advise.features import N_, Said

_FEES: Mapping[str, str] = {
    "none": N_("Membership is free of charge."),
    "flat": N_("One fee for all, by year."),
    "size": N_("A fee by number of inhabitants, by year."),
    "size_income": N_("A fee by number of inhabitants and income of the country, by year."),
    "annual": N_("A yearly contribution that the network’s bodies set."),
}  # fmt: skip
_UNKNOWN = N_("What membership costs is not known here; ask the secretariat.")
_AMOUNTS: Mapping[str, str] = {
    "flat": N_("One fee for all, by year: {amount}."),
    "size": N_("A fee by number of inhabitants, by year: {amount}."),
    "size_income": N_("A fee by number of inhabitants and income of the country, by year: {amount}."),
}


@dataclass(frozen=True, slots=True)
class Conditions:
    """Bounds on inhabitants and countries where a rule is known (0, empty: none known), the fee, the source."""

    least: int = 0
    most: int = 0
    loose: bool = False
    countries: frozenset[str] = frozenset()
    fee: str = ""
    amount: str = ""
    source: str = ""

    @property
    def cost(self) -> Said:
        """What membership costs, as a sentence; that it is not known is said."""
        if not self.fee:
            return Said(None, _UNKNOWN)
        if self.amount:
            return Said(self.fee, _AMOUNTS[self.fee], {"amount": self.amount})  # type: ignore[arg-type]
        return Said(self.fee, _FEES[self.fee])  # type: ignore[arg-type]


@cache
def load_conditions() -> Mapping[str, Conditions]:
    """Network id -> its conditions."""
    text = files("proxeny.advise.networks").joinpath("data", "conditions.yaml").read_text(encoding="utf-8")
    return {
        name: Conditions(**{**told, "countries": frozenset(told.get("countries", ()))})
        for name, told in yaml.safe_load(text).items()
    }


def conditions_of(network: str) -> Conditions:
    """The conditions of a network.

    >>> conditions_of("nw:CITTASLOW").most
    50000
    """
    return load_conditions().get(network, Conditions())
