"""Build the five-level profile of a place: its levels, dimensions and indicators measured on one date."""

from __future__ import annotations

from datetime import date
from importlib.metadata import PackageNotFoundError, version

from proxeny.assess.dimensions import build_dimensions, build_indicators
from proxeny.assess.evidence import build_evidence
from proxeny.assess.facts import Facts
from proxeny.assess.levels import build_levels
from proxeny.assess.model import Computed, Profile, name_of
from proxeny.assess.plain import profile_to_json
from proxeny.assess.standing import build_standing
from proxeny.errors import NotFound
from proxeny.scheme.labels import Label
from proxeny.scheme.model import Scheme
from proxeny.tables import ORGANISATIONS, PLACES, SOURCES, conform

__all__ = ["build_profile", "profile_to_json"]


def build_profile(facts: Facts, scheme: Scheme, on: date, *, snapshot: str = "") -> Profile:
    """Measure everything that ``scheme`` asks of a place on the date ``on``.

    ``snapshot`` is the hash of the register or snapshot the facts were read from. Raises `NotFound` where ``facts``
    hold no place. Source of the method: the measure rules of the scheme, evaluated by `proxeny.assess.measure`.
    """
    if facts.place.is_empty():
        raise NotFound.of("profile-place-missing")
    evidence = build_evidence(facts, on.isoformat())
    names = _names(facts)
    indicators = build_indicators(scheme, evidence)
    dimensions = build_dimensions(scheme, indicators, evidence)
    return Profile(
        place=conform(facts.place, PLACES).row(0, named=True),
        on=on,
        standing=build_standing(evidence, dimensions, indicators),
        levels=build_levels(scheme, evidence, names),
        dimensions=dimensions,
        indicators=indicators,
        computed=Computed(scheme.id, scheme.version, scheme.hash, _product_version(), snapshot),
        entries={entry.id: entry for entries in evidence.tables.values() for entry in entries},
        names=names,
        children=tuple(conform(facts.children, PLACES).sort("name", "id").to_dicts()),
        sources={row["key"]: row for row in conform(facts.sources, SOURCES).sort("key").to_dicts()},
    )


def _names(facts: Facts) -> dict[str, Label]:
    tables = (
        (facts.place, PLACES),
        (facts.places, PLACES),
        (facts.networks, ORGANISATIONS),
    )
    return {str(row["id"]): name_of(row) for table, schema in tables for row in conform(table, schema).to_dicts()}


def _product_version() -> str:
    """The version of the installed package; empty where it is run from a source tree that is not installed."""
    try:
        return version("proxeny")
    except PackageNotFoundError:
        return ""
