"""Advice on partners in words and as plain values: sentences in the reader's language, names, countries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.utils.translation import gettext as _

from proxeny.advise.cities import Cities
from proxeny.advise.features import FEATURES, Said
from proxeny.advise.partners import Advice, Part, Partner
from proxeny.advise.track import Track
from proxeny.report.calendar import number, percent
from proxeny.report.labels import LANGUAGES, country
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.text import clean

_COUNTRIES = ("mine", "theirs")
Plain = dict[str, object]


def say(said: Said) -> str:
    """What a feature says, in the reader's language."""
    here = language()
    params: dict[str, object] = {}
    for name, value in said.params.items():
        if isinstance(value, int | float):
            params[name] = number(value, here)
        else:
            text = str(value)
            params[name] = country(text, here) if name in _COUNTRIES and text else clean(text, 300)
    return _(said.words).format_map(params)


def sounds_right(part: Part) -> bool:
    """Whether the fact that a part states sounds like what it does to the score."""
    return part.feature not in FEATURES or not FEATURES[part.feature].contradicts(part.said, part.contribution)


def say_part(part: Part) -> str:
    """What a part says; where that sounds like its opposite, that beside an ordinary candidate it is not."""
    if sounds_right(part):
        return say(part.said)
    if part.contribution > 0:
        beside = _("Beside an ordinary candidate that speaks for it all the same.")
    else:
        beside = _("Beside an ordinary candidate that speaks against it all the same.")
    return f"{say(part.said)} {beside}"


def name_city(row: Mapping[str, object]) -> str:
    """The name of a city for the reader."""
    own = {one: str(row.get(f"name_{one}") or "") for one in LANGUAGES}
    name, _script = choose_name(str(row.get("name") or row["id"]), own, language())
    return clean(name, 200)


def tell_part(part: Part) -> Plain:
    """One part of a score."""
    return {
        "feature": part.feature,
        "title": _(part.title),
        "value": part.said.value,
        "contribution": part.contribution,
        "sentence": say_part(part),
    }


def tell_partner(cities: Cities, partner: Partner) -> Plain:
    """One proposed partner with the parts of its score."""
    row = cities.table.row(partner.row, named=True)
    return {
        "rank": partner.rank,
        "place": name_city(row),
        "id": row["id"],
        "country": row["country"],
        "geonameid": row["geonameid"],
        "wikidata": row["wikidata"] or None,
        "population": row["population"],
        "score": partner.score,
        "chance": partner.chance,
        "parts": [tell_part(part) for part in partner.parts],
    }


def tell_track(track: Track) -> Plain:
    """How often such advice was right."""
    return {**asdict(track), "class": "cold" if track.cold else "warm", "sentence": say_track(track)}


def say_track(track: Track) -> str:
    """The hit rate of cities like this one, as a sentence."""
    if not track.questions:
        return _("For cities like this one the advice has not been tried.")
    here = language()
    params = {name: percent(share, here) for name, share in _shares(track).items()}
    params |= {
        "count": number(track.questions, here), "least": number(track.least, here), "most": number(track.most, here),
    }  # fmt: skip
    if track.cold:
        words = _(
            "For cities without a known tie, a hidden partner was among the first ten in {hits} of {count} trials "
            "({low} to {high}): with nothing to go by but country, size and place, this advice is weak."
        )
    elif track.most > 1000:
        words = _(
            "For cities with {least} known ties or more, a hidden partner was among the first ten in {hits} of {count} "
            "trials ({low} to {high})."
        )
    else:
        words = _(
            "For cities with {least} to {most} known ties, a hidden partner was among the first ten in {hits} of "
            "{count} trials ({low} to {high})."
        )
    return words.format_map(params)


def _shares(track: Track) -> dict[str, float]:
    return {"hits": track.hits_10, "low": track.low, "high": track.high}


def tell_advice(cities: Cities, advice: Advice) -> list[Plain]:
    """All proposed partners; each carries the record of advice to cities like the one that asked."""
    track = tell_track(advice.track)
    return [{**tell_partner(cities, one), "track": track} for one in advice.partners]
