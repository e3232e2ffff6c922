"""Sentences of unions: why a member is in, how much stands behind a set, what an appraisal comes to."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from django.utils.translation import gettext as _

from proxeny.advise.unions.summing import Within
from proxeny.report.calendar import decimal
from proxeny.report.words import language

_SAME = 0.005  # points: less than what is shown


def _number(value: float) -> str:
    return decimal(value, language(), 0)


TELLING = (
    "tie", "shared", "within", "breadth", "theme", "people", "first", "outward", "around", "networks", "complement",
    "language",
)  # fmt: skip
"""Parts whose sentences tell a reader most, where only a few are shown."""


def tell_most(why: Sequence[dict[str, object]], many: int = 3) -> str:
    """The sentences of the most telling parts."""
    order = sorted((one for one in why if one["part"] in TELLING), key=lambda one: TELLING.index(str(one["part"])))
    return " ".join(str(one["sentence"]) for one in (order or why)[:many])


def part_title(part: str) -> str:
    """What a part is called."""
    titles = {
        "people": _("Inhabitants"),
        "first": _("Rank at home"),
        "centre": _("A centre of its own"),
        "outward": _("Ties abroad"),
        "standing": _("Standing at home"),
        "within": _("Ties in the area"),
        "breadth": _("Countries reached"),
        "networks": _("Networks"),
        "evidence": _("Evidence"),
        "theme": _("Theme"),
        "shore": _("Shore"),
        "tie": _("Ties with members"),
        "around": _("Ties around"),
        "shared": _("Shared networks"),
        "complement": _("Complementary dimensions"),
        "language": _("Language"),
    }
    return titles.get(part, part)


def say_why(part: str, count: int, names: Sequence[str]) -> str:
    """One part of what a member brings, as a sentence."""
    patterns = {
        "people": _("Inhabitants: {count}."),
        "first": _("By inhabitants number {count} of its country's cities in the area."),
        "centre": _("Its inhabitants for 100 of the largest city near it: {count}."),
        "outward": _("Ties with cities of other countries: {count}."),
        "standing": _(
            "Beside the most active city of its country in the area: {count} of 100, on a logarithmic scale."
        ),
        "within": _("Ties with the area's other countries: {count}."),
        "breadth": _("Other countries of the area with which it has ties: {count}."),
        "networks": _("Memberships in networks: {count}."),
        "evidence": _("Sources that speak of its ties and memberships: {count}."),
        "theme": _("Records in the dimension asked for: {count}."),
        "shore": _("Kilometres to the shore or line that gives the area its name: {count}."),
        "tie": _("Tied already with members: {count} ({names})."),
        "around": _("Towns around it are tied with towns around members: {count} (most: {names})."),
        "shared": _("In a network with members: {count} (most: {names})."),
        "complement": _("At work in dimensions in which others are not: members so complemented {count}."),
        "language": _("An official language in common with members: {count}."),
    }
    bare = {
        "around": _("Ties join its surroundings with those of the members, if thinly."),
        "shared": _("Shares a network with members."),
    }
    words = bare[part] if part in bare and not count else patterns.get(part, part)
    return words.format(count=_number(count), names=_(", ").join(names))


def say_loss(low: float, high: float) -> str:
    """A loss or price in points: one number where proven, else at least and at most."""
    if not isfinite(low):
        return _("no union without it")
    if not isfinite(high):
        return _("at least {low}").format(low=decimal(low, language(), 2))
    if high - low <= _SAME:
        return decimal(high, language(), 2)
    if low <= 0:
        return _("at most {high}").format(high=decimal(high, language(), 2))
    return f"{decimal(low, language(), 2)}–{decimal(high, language(), 2)}"


def say_sources(tried: int, all_: int) -> str:
    """Of how many sources the steadiness was tried."""
    if tried < all_:
        words = _(
            "Tried without each of the {tried} sources that say most of the candidates; {others} further sources were "
            "not left out."
        )
    else:
        words = _("Tried without each of the sources that speak of the candidates: {tried}.")
    return words.format(tried=_number(tried), others=_number(all_ - tried))


def say_evidence(within: Within, size: int) -> str:
    """How much stands behind a set, and whether that is thin."""
    pairs = size * (size - 1) // 2
    params = {"ties": _number(len(within.ties)), "pairs": _number(pairs), "behind": _number(within.behind),
              "bare": _number(len(within.bare))}  # fmt: skip
    if within.thin:
        words = _(
            "Thin evidence: of {pairs} pairs of members {ties} are tied, and {behind} records join members at all; "
            "members with fewer than three records of their own: {bare}. Read the union as a question, not as a "
            "finding."
        )
    else:
        words = _(
            "Of {pairs} pairs of members {ties} are tied; {behind} records join members; members with fewer than three "
            "records of their own: {bare}."
        )
    return words.format(**params)


def say_union(told: dict[str, object]) -> str:
    """The answer in a sentence."""
    params = {
        "size": _number(float(str(told["size"]))), "countries": _number(len(told["countries"])), "area": told["area"],  # type: ignore[arg-type]
        "candidates": _number(float(str(told["candidates"]))),
        "gap": decimal(100 * float(str(told["gap"])), language(), 1),
    }  # fmt: skip
    if told["status"] == "optimal":
        words = _(
            "{area}: {size} cities of {countries} countries could plausibly form a union. No other choice among "
            "{candidates} candidates fits better by the parts below."
        )
    else:
        words = _(
            "{area}: {size} cities of {countries} countries could plausibly form a union. It is the best choice found "
            "in the time given; another could fit at most {gap} % better."
        )
    return words.format(**params)
