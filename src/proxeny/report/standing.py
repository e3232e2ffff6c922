"""The one sentence that answers where a place stands."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.assess.model import Profile, name_of
from proxeny.report.calendar import digits, number, show_date
from proxeny.report.words import language
from proxeny.text import clean

Amount = int | str  # a whole number, or a range such as "0–40" where everything is undated


def standing_sentence(profile: Profile) -> str:
    """Say where a place stands: ties, countries, networks, what is measured, and how much of it is undated."""
    told = dict(profile.standing.params)
    here = language()
    when = show_date(profile.on, "day", here)
    words = {
        "on": when.words if when else "",
        "place": clean(name_of(profile.place).get(here), 200),
        "ties": _count(
            told.get("ties", 0), ngettext("%(n)s bilateral tie", "%(n)s bilateral ties", _size(told, "ties"))
        ),
        "countries": _count(
            told.get("countries", 0), ngettext("%(n)s country", "%(n)s countries", _size(told, "countries"))
        ),
        "networks": _count(
            told.get("networks", 0), ngettext("%(n)s city network", "%(n)s city networks", _size(told, "networks"))
        ),
    }
    numbers = {key: _shown(value) for key, value in told.items() if key not in words}
    words["scales"] = _scales(told.get("global", 0), told.get("regional", 0))
    sentences = [_opening(profile.standing.code) % (words | numbers)]
    if profile.standing.code != "standing-none":
        sentences.append(_measured() % numbers)
    if told.get("undated"):
        sentences.append(_("No date is recorded for %(undated)s%% of these ties and memberships.") % numbers)
    return " ".join(sentences)


def _opening(code: str) -> str:
    openings = {
        "standing-both": _(
            "On %(on)s, %(place)s has %(ties)s with cities of %(countries)s and belongs to %(networks)s (%(scales)s)."
        ),
        "standing-ties": _(
            "On %(on)s, %(place)s has %(ties)s with cities of %(countries)s;"
            " no membership of a city network is recorded."
        ),
        "standing-networks": _(
            "On %(on)s, %(place)s belongs to %(networks)s (%(scales)s); no bilateral tie is recorded."
        ),
        "standing-other": _("On %(on)s, no bilateral tie and no city network of %(place)s is recorded."),
    }
    return openings.get(code) or _("Nothing is recorded of %(place)s that counts on %(on)s.")


def _scales(world: Amount, region: Amount) -> str:
    """How many networks are of each scale; where no source states a scale, that is said instead of two zeros."""
    if not world and not region:
        return _("scale not stated")
    return _("%(global)s global, %(regional)s regional") % {"global": _shown(world), "regional": _shown(region)}


def _measured() -> str:
    return _(
        "The register measures %(indicators)s of the %(indicators_all)s indicators of the model,"
        " in %(dimensions)s of its %(dimensions_all)s dimensions."
    )


def _size(told: dict[str, Amount], key: str) -> int:
    """The number that chooses the plural; a range is many."""
    value = told.get(key, 0)
    return value if isinstance(value, int) else 2


def _count(value: Amount, phrase: str) -> str:
    return phrase % {"n": _shown(value)}


def _shown(value: Amount) -> str:
    return number(value, language()) if isinstance(value, int) else digits(value, language())
