"""An appraisal of a set as plain values, with names and sentences in the reader's language."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from proxeny.advise.unions.appraising import Appraisal, RealUnion
from proxeny.advise.unions.rediscovering import Rediscovery
from proxeny.advise.unions.world import World
from proxeny.home import product_version
from proxeny.report.calendar import decimal
from proxeny.report.labels import country, label
from proxeny.report.unions import (
    Plain,
    tell_evidence,
    tell_filled,
    tell_member,
    tell_network,
    tell_organs,
    tell_place,
    tell_strengths,
    tell_within,
)
from proxeny.report.words import language

_CLOSEST = 8
SURE = 0.05


def tell_appraisal(found: Appraisal, world: World, input_: str, seed: int) -> Plain:
    """An appraisal: the answer, the members, cohesion beside random sets and real unions, complementarity, gaps."""
    size = len(found.rows)
    here = language()
    brings = {int(found.choice.scene.here[one.at]): tell_member(found.choice, one) for one in found.members}
    ordered = [brings[at] for at in brings] or [tell_place(world, int(at)) for at in found.rows]
    overlapping = sorted((one for one in found.unions if one.common), key=lambda one: (-one.common, one.network))
    return {
        "answer": say_appraisal(found),
        "size": size,
        "members": ordered,
        "countries": [{"country": code, "name": country(code, here), "members": many}
                      for code, many in found.countries],
        "one_country": len(found.countries) == 1,
        "repeated": [{**tell_place(world, at), "times": many} for at, many in found.repeated],
        "together": [[tell_place(world, a), tell_place(world, b)] for a, b in found.together],
        "cohesion": {
            "density": found.density, "ties": len(found.within.ties), "pairs_across_borders": found.within.pairs,
            "objective": found.objective, "expected_by_activity": found.by_activity,
        },
        "beside_random": [{**asdict(one), "name": measure_title(one.measure)} for one in found.beside],
        "draws": found.draws,
        "exchangeable": found.exchangeable,
        "fairness": say_fairness(found),
        "real_unions": {
            "count": len(found.unions), "denser_than": found.better_than,
            "closest": [_tell_union(world, one) for one in found.unions[:_CLOSEST]],
            "overlapping": [_tell_union(world, one) for one in overlapping[:_CLOSEST]],
        },
        "within": tell_within(world, found.within),
        "complementarity": tell_strengths(world, found.within),
        "dimensions_from_atlas": tell_filled(world, found.rows),
        "gaps": {
            "dimensions": [{"dimension": one, "name": label("dimension", one, here)} for one in found.gaps],
            "countries": [{"country": code, "name": country(code, here), "ties": many} for code, many in found.missing],
        },
        "additions": [tell_place(world, at) for at in found.additions],
        "evidence": tell_evidence(world, found.within, size),
        "organs": tell_organs(world, found.organs),
        "seed": seed,
        "version": product_version(),
        "input": input_,
    }  # fmt: skip


def _tell_union(world: World, one: RealUnion) -> Plain:
    return {
        **tell_network(world, one.network), "cities": one.cities, "countries": one.countries, "density": one.density,
        "common": one.common,
    }  # fmt: skip


def measure_title(measure: str) -> str:
    """What a figure beside random sets is called."""
    titles = {
        "ties": _("Ties across borders within the set"),
        "shared_pairs": _("Pairs across borders that share a network"),
        "dimensions": _("Dimensions in which a member is at work"),
    }
    return titles.get(measure, measure)


def say_fairness(found: Appraisal) -> str:
    """What the random sets have in common with the set, what they have not, and how much could be exchanged."""
    here = language()
    words = _(
        "Each random set has as many cities of each country and class of size as this one, drawn from those with any "
        "record; for {exchangeable} of {size} members there are others to draw. Cities as active as these would have "
        "{expected} ties across borders if each spread its ties with a country by chance."
    )
    if found.exchangeable < len(found.rows) / 2:
        words += " " + _("So few can be exchanged that the random sets are nearly this one: read p with care.")
    return words.format(
        exchangeable=decimal(found.exchangeable, here, 0), size=decimal(len(found.rows), here, 0),
        expected=decimal(found.by_activity, here, 1),
    )  # fmt: skip


def say_appraisal(found: Appraisal) -> str:
    """Would these cities make a union: the answer in a sentence or two."""
    here, ties = language(), found.beside[0]
    params = {
        "size": decimal(len(found.rows), here, 0), "countries": decimal(len(found.countries), here, 0),
        "ties": decimal(ties.value, here, 0), "mean": decimal(ties.mean, here, 1),
        "low": decimal(ties.low, here, 0), "high": decimal(ties.high, here, 0),
    }  # fmt: skip
    if len(found.countries) == 1:
        return _("These {size} cities are all of one country: a national association rather than a union.").format(
            **params
        )
    if found.exchangeable == 0:
        words = _(
            "These {size} cities of {countries} countries have {ties} ties across borders; no other cities like them "
            "are recorded, so that nothing can be said of chance."
        )
    elif ties.value > ties.mean and ties.p <= SURE:
        words = _(
            "These {size} cities of {countries} countries hang together more than chance: {ties} ties across borders, "
            "where cities of the same countries and sizes have {mean} ({low}–{high})."
        )
    elif ties.value >= ties.low:
        words = _(
            "These {size} cities of {countries} countries hang together no more than cities of the same countries and "
            "sizes: {ties} ties across borders, where these have {mean} ({low}–{high})."
        )
    else:
        words = _(
            "These {size} cities of {countries} countries hang together less than chance: {ties} ties across borders, "
            "where cities of the same countries and sizes have {mean} ({low}–{high})."
        )
    return words.format(**params)


def tell_rediscovery(one: Rediscovery) -> dict[str, Any]:
    """A real union looked for again."""
    return asdict(one)
