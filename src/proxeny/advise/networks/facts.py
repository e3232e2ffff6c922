"""May a city join, and what would it change? By rules where they are known, else by the members that are seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from proxeny.advise.cities import capitals
from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Ints
from proxeny.advise.networks.conditions import NEEDS, UNKNOWN, Conditions
from proxeny.advise.networks.world import World
from proxeny.text import fold_key

Ground = Literal["rule", "observed", "unknown"]
Answer = Literal["yes", "no", "unlikely", "open"]
_ENOUGH = 10  # members from which what is observed is told
_FEW_COUNTRIES = 3
_RARE = 3  # members alike below which something is called unlikely
_KINDS: Mapping[str, str] = {
    "cities": N_("cities and municipalities"),
    "regions": N_("regions"),
    "associations": N_("associations of municipalities"),
}
_GROUP = {
    "city": "cities", "municipality": "cities", "district": "cities", "region": "regions", "province": "regions",
    "county": "regions", "country": "regions", "intermunicipal": "associations",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: what it is about, whether the city meets it, and whether a rule says so or only the members."""

    about: str
    answer: Answer
    ground: Ground
    said: Said


@dataclass(frozen=True, slots=True)
class Effect:
    """What joining changes in closed form.

    reach: other members of all its networks together, with repetition (interlocking connectivity on yes/no
    memberships: the sum over networks of their size less one), before and after. new: members that it does not meet
    in any network yet; countries: of those, in countries where it meets none. new_dimensions: of the scheme, in which
    the network works and none of the city's own does; by the register, else by our reading.
    Source: Taylor 2001, Geographical Analysis 33, 181-194; its closed form: `interlocking_identity`.
    """

    reach_before: int
    reach_after: int
    new_members: int
    new_countries: int
    new_dimensions: tuple[str, ...] = ()


def check_eligibility(world: World, city: int, network: int, rules: Conditions = UNKNOWN) -> tuple[Check, ...]:
    """Kind, country and size, each against the rule that is known or, where none is, the members seen; and what a
    network needs that only the city can say."""
    row = world.networks.row(network, named=True)
    members = np.flatnonzero(world.held[:, network])
    others = members[members != city]
    return (_check_dissolved(row), *_check_national(world, row, city), *_rule_needs(world, city, rules),
            _rule_kind(world, city, rules) or _check_kind(world, city, others),
            _rule_country(world, city, rules) or _check_country(world, city, others),
            _rule_size(world, city, rules) or _check_size(world, city, others))  # fmt: skip


def may_join(checks: tuple[Check, ...]) -> Answer:
    """All conditions together: no if a rule refuses, unlikely if the members seen do, open if a rule asks for what only
    the city knows, or if nothing is known.

    >>> may_join(())
    'open'
    """
    answers = {check.answer for check in checks}
    if any(check.answer == "open" and check.ground == "rule" for check in checks):
        answers.discard("yes")
    order: tuple[Answer, ...] = ("no", "unlikely", "yes")
    return next((one for one in order if one in answers), "open")


def _check_dissolved(row: Mapping[str, object]) -> Check:
    if row.get("dissolved"):
        params = {"year": str(row["dissolved"])[:4]}
        return Check("existence", "no", "rule", Said(None, N_("The network was dissolved in {year}."), params))
    words = N_("Whether the network still takes members is not recorded.")
    return Check("existence", "open", "unknown", Said(None, words))


def _check_national(world: World, row: Mapping[str, object], city: int) -> tuple[Check, ...]:
    """A national network is for its own country: the register's word ``scale``."""
    country, own = str(row.get("country") or ""), str(world.cities.table["country"][city] or "")
    if row.get("scale") != "national" or not country or not own:
        return ()
    if country == own:
        return (Check("scale", "yes", "rule", Said(None, N_("It is a national network of your country."))),)
    return (Check("scale", "no", "rule", Said(None, N_("It is a national network of {theirs}."), {"theirs": country})),)


def _rule_needs(world: World, city: int, rules: Conditions) -> tuple[Check, ...]:
    if not rules.needs:
        return ()
    if rules.needs != "capital":
        return (Check("needs", "open", "rule", Said(None, NEEDS[rules.needs])),)
    row = world.cities.table.row(city, named=True)
    if fold_key(row["name"] or "") == fold_key(capitals().get(row["country"] or "") or "-"):
        return (Check("needs", "yes", "rule", Said(None, N_("It is for capital cities, as you are."))),)
    return (Check("needs", "unlikely", "rule", Said(None, NEEDS["capital"])),)


def _groups(world: World, cities: Ints) -> NDArray[np.str_]:
    """Of each of these cities, which kind of member it is; empty: none of them."""
    return np.array([_GROUP.get(kind, "") for kind in world.kinds], dtype=np.str_)[world.kind[cities]]


def _rule_kind(world: World, city: int, rules: Conditions) -> Check | None:
    mine = str(_groups(world, np.array([city]))[0])
    if not rules.members or not mine:
        return None
    if mine in rules.members:
        return Check("kind", "yes", "rule", Said(None, N_("It takes {kind}, as you are."), {"kind": _KINDS[mine]}))
    its = _KINDS[min(rules.members)]
    return Check("kind", "no", "rule", Said(None, N_("Its members are {kind}."), {"kind": its}))


def _check_kind(world: World, city: int, others: Ints) -> Check:
    mine = str(_groups(world, np.array([city]))[0])
    if len(others) < _ENOUGH or not mine:
        return Check("kind", "open", "unknown", Said(None, N_("Who may be a member is not recorded.")))
    same = int((_groups(world, others) == mine).sum())
    percent = round(100 * same / len(others))
    params = {"percent": percent, "kind": _KINDS[mine]}
    if same < _RARE:
        words = N_("Of its members only {percent} % are {kind}, as you are.")
        return Check("kind", "unlikely", "observed", Said(percent, words, params))
    words = N_("Of its members {percent} % are {kind}, as you are.")
    return Check("kind", "yes", "observed", Said(percent, words, params))


def _check_country(world: World, city: int, others: Ints) -> Check:
    country = world.cities.country
    count, own = len(np.unique(country[others])), int((country[others] == country[city]).sum())
    params = {"own": own, "countries": count}
    if own:
        return Check("country", "yes", "observed", Said(own, N_("{own} of its members are in your country."), params))
    if len(others) < _ENOUGH:
        words = N_("From which countries it takes members is not recorded.")
        return Check("country", "open", "unknown", Said(0, words))
    if count <= _FEW_COUNTRIES:
        words = N_("All its members are in {countries} countries, none of them yours.")
        return Check("country", "unlikely", "observed", Said(0, words, params))
    words = N_("Its members are in {countries} countries, so far not in yours.")
    return Check("country", "open", "observed", Said(0, words, params))


def _rule_country(world: World, city: int, rules: Conditions) -> Check | None:
    own = str(world.cities.table["country"][city] or "")
    if not rules.countries or not own:
        return None
    if own in rules.countries:
        return Check("country", "yes", "rule", Said(None, N_("It takes cities of your country.")))
    words = N_("It takes cities of {countries} countries, and not of yours.")
    if len(rules.countries) == 1:
        words = N_("It takes cities of one country, and not of yours.")
    answer: Answer = "unlikely" if rules.loose else "no"
    return Check("country", answer, "rule", Said(None, words, {"countries": len(rules.countries)}))


def _rule_size(world: World, city: int, rules: Conditions) -> Check | None:
    mine = int(world.people[city])
    bound = rules.least or rules.most
    if not bound or not mine:
        return None
    fits = mine >= rules.least if rules.least else mine <= rules.most
    least = N_("It asks for at least {bound} inhabitants; you have {mine}.")
    most = N_("It asks for at most {bound} inhabitants; you have {mine}.")
    answer: Answer = "yes" if fits else "unlikely" if rules.loose else "no"
    said = Said(mine, least if rules.least else most, {"bound": bound, "mine": mine})
    return Check("size", answer, "rule", said)


def _check_size(world: World, city: int, others: Ints) -> Check:
    mine, known = int(world.people[city]), world.people[others]
    known = known[known > 0]
    if len(known) < _ENOUGH or mine <= 0:
        return Check("size", "open", "unknown", Said(None, N_("For which size of city it is, is not recorded.")))
    low, high = (int(one) for one in np.quantile(known, [0.05, 0.95], method="nearest"))
    beyond = int((known <= mine).sum()) if mine < low else int((known >= mine).sum())
    answer: Answer = "unlikely" if not low <= mine <= high and beyond < _RARE else "yes"
    words = N_("Nine in ten of its members have {low} to {high} inhabitants; you have {mine}.")
    return Check("size", answer, "observed", Said(mine, words, {"low": low, "high": high, "mine": mine}))


def measure_effect(world: World, city: int, network: int) -> Effect:
    """What joining changes in connectivity, without a draw."""
    mine = np.flatnonzero(world.held[city])
    mine = mine[mine != network]
    before = int((world.members[mine] - 1).sum())
    members = np.flatnonzero(world.held[:, network])
    members = members[members != city]
    met = np.asarray(world.held[:, mine].sum(axis=1) > 0)
    new = members[~met[members]]
    country = world.cities.country
    known = set(country[np.flatnonzero(met)].tolist())
    added = set(world.dimensions[network]).difference(*(world.dimensions[int(one)] for one in mine))
    countries = len(set(country[new].tolist()) - known)
    return Effect(before, before + len(members), len(new), countries, tuple(sorted(added)))
