"""Advice on networks as plain values: names, sentences, whether a city may join, what it costs and changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.utils.translation import gettext as _

from proxeny.advise.features import Said
from proxeny.advise.networks.facts import Check, may_join
from proxeny.advise.networks.ranking import Part
from proxeny.advise.networks.readings import reading_of
from proxeny.advise.networks.world import World
from proxeny.report.calendar import digits, number
from proxeny.report.labels import LANGUAGES, country, label
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.text import clean

Plain = dict[str, object]
_WORDS = frozenset({"kind"})  # parameters that are words of ours


def say(said: Said) -> str:
    """What a feature or a check says, in the reader's language and digits."""
    here = language()
    params: dict[str, object] = {}
    for name, value in said.params.items():
        if name == "theirs":
            params[name] = country(str(value), here)
        elif name in _WORDS:
            params[name] = _(str(value))
        elif isinstance(value, int | float):
            params[name] = number(value, here)
        elif name == "year":
            params[name] = digits(str(value), here)
        else:
            params[name] = clean(str(value), 300)
    return _(said.words).format_map(params)


def name_network(row: Mapping[str, object]) -> str:
    """The name of a network for the reader."""
    own = {one: str(row.get(f"name_{one}") or "") for one in LANGUAGES}
    name, _script = choose_name(str(row.get("name") or row["id"]), own, language())
    return clean(name, 200)


def tell_part(part: Part) -> Plain:
    """One part of a score: the fact, and how it stands beside other networks."""
    beside = f" {_(part.beside)}" if part.beside else ""
    return {
        "feature": part.feature, "title": _(part.title), "value": part.said.value,
        "contribution": round(part.contribution, 6), "sentence": say(part.said) + beside,
    }  # fmt: skip


def tell_check(check: Check) -> Plain:
    """One condition: whether a rule says it, or only the members that are seen."""
    return {"about": check.about, "answer": check.answer, "ground": check.ground, "sentence": say(check.said)}


def tell_dimensions(row: Mapping[str, object]) -> Plain:
    """In which dimensions of the scheme a network works, and who says so: the register, or our reading of its page."""
    stated = [str(one) for one in row["dimensions"] or ()]  # type: ignore[attr-defined]
    reading = reading_of(str(row["id"]), stated)
    ids = list(reading.dimensions) if reading else stated
    return {
        "ids": ids, "names": [label("dimension", one, language()) for one in ids],
        "by": "reading" if reading else "register" if stated else None, "source": reading.source if reading else None,
    }  # fmt: skip


def tell_joining(world: World, one) -> Plain:
    """One suggested network (`proxeny.api_networks.Joining`) with everything that is said of it."""
    row = world.networks.row(one.suggested.network, named=True)
    rules = one.conditions
    cost = rules.cost
    return {
        "rank": one.suggested.rank, "network": str(row["acronym"] or row["name"] or row["id"]), "id": row["id"],
        "name": name_network(row), "network_wikidata": row["wikidata"] or None, "score": round(one.suggested.score, 9),
        "total": round(one.suggested.total, 6), "parts": [tell_part(part) for part in one.suggested.parts],
        "eligible": {"answer": may_join(one.checks), "checks": [tell_check(check) for check in one.checks],
                     "source": rules.source or None, "as_of": rules.as_of or None},
        "dimensions": tell_dimensions(row),
        "cost": {"kind": cost.value, "amount": rules.amount or None, "sentence": say(cost),
                 "source": (rules.source or None) if rules.fee else None,
                 "as_of": (rules.as_of or None) if rules.fee else None},
        "changes": asdict(one.effect),
    }  # fmt: skip


def tell_networks(advised) -> list[Plain]:
    """All suggested networks; each says which city it is for."""
    world = advised.opened.world
    row = world.cities.table.row(advised.row, named=True)
    own = {
        "place": row["name"], "place_id": row["id"], "geonameid": row["geonameid"], "wikidata": row["wikidata"] or None,
    }  # fmt: skip
    return [{**own, **tell_joining(world, one)} for one in advised.networks]
