"""What networks are known to ask of members, and to cost: from public sources as data, extended by the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from proxeny.advise.features import N_, Said
from proxeny.yaml_text import read_yaml

FEES: Mapping[str, str] = {
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
    "annual": N_("A yearly contribution that the network’s bodies set: {amount}."),
}
NEEDS: Mapping[str, str] = {
    "capital": N_("It is for capital cities."),
    "coast": N_("It is for places on the coast."),
    "designation": N_("Members are designated after a call; nobody can simply join."),
    "heritage": N_("It is for cities with a site on the World Heritage List."),
    "nuclear": N_("It is for municipalities with a nuclear facility."),
    "port": N_("It is for cities with a port."),
    "textile": N_("It is for places of the textile and clothing industry."),
    "thermal": N_("It is for towns with historic thermal waters."),
    "walls": N_("It is for towns with historic walls."),
    "wine": N_("It is for towns that make wine."),
    "winter": N_("It is for cities with cold and snowy winters."),
}  # fmt: skip
MEMBERS = ("cities", "regions", "associations")


@dataclass(frozen=True, slots=True)
class Conditions:
    """Bounds on inhabitants, countries, kinds of member and what it needs where a rule is known (0, empty: none known),
    the fee, the source, and the year as of which all this was known."""

    least: int = 0
    most: int = 0
    loose: bool = False
    countries: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    needs: str = ""
    fee: str = ""
    amount: str = ""
    source: str = ""
    as_of: int = 0

    @property
    def cost(self) -> Said:
        """What membership costs, as a sentence; that it is not known is said."""
        if not self.fee:
            return Said(None, _UNKNOWN)
        if self.amount and self.fee in _AMOUNTS:
            return Said(self.fee, _AMOUNTS[self.fee], {"amount": self.amount})  # type: ignore[arg-type]
        return Said(self.fee, FEES[self.fee])  # type: ignore[arg-type]


Rules = Mapping[str, Conditions]
UNKNOWN = Conditions()


@cache
def load_conditions() -> Rules:
    """Network id -> its conditions, as they ship.

    >>> load_conditions()["nw:CITTASLOW"].most
    50000
    """
    text = files("proxeny.advise.networks").joinpath("data", "conditions.yaml").read_text(encoding="utf-8")
    return {name: build_conditions(told) for name, told in read_yaml(text).items()}


def build_conditions(told: Mapping[str, object]) -> Conditions:
    """Conditions of what a file says of one network; it has been checked."""
    sets = {name: frozenset(told.get(name) or ()) for name in ("countries", "members")}  # type: ignore[call-overload]
    return Conditions(**{**told, **sets})
