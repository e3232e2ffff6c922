"""The words claims may use: kinds, their properties with type and cardinality, and the codes of coded values.

Everything that reads or writes claims (mappings, fold, templates, forms, docs) asks this module, so a property is
added here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# Canonical values: a date is "1997-02-07", "1997-02", "1997" or "circa 1990", coordinates are
# "lat,lon" with five decimals, a number has a point and no separators, a country is ISO 3166-1 alpha-2.
Type = Literal["text", "name", "integer", "number", "date", "country", "record", "coordinates", "url", "code", "id"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind: its type, whether several values may be true at once, and its codes."""

    type: Type
    many: bool = False
    codes: str = ""  # name of a code list in CODES
    dated: bool = False  # the value is true for a time (population, category): its claims carry valid from/to


_NAMED = {"name": Property("name", many=True), "wikidata": Property("id"), "country": Property("country")}
_DATED = {"from": Property("date"), "to": Property("date")}

KINDS: Mapping[str, Mapping[str, Property]] = {
    "place": {
        **_NAMED,
        "kind": Property("code", codes="place_kind"),
        "coordinates": Property("coordinates"),
        "population": Property("integer", dated=True),
        "area_km2": Property("number"),
        "geonameid": Property("id"),
        "parent": Property("record"),
        "identifier": Property("id", many=True),  # SCHEME:VALUE of another register, e.g. turkiyeapi:1103
        "statistic": Property("text", many=True, dated=True),  # SERIES=NUMBER, e.g. gnc=53.1
    },
    "organisation": {
        **_NAMED,
        "kind": Property("code", codes="organisation_kind"),
        "acronym": Property("text"),
        "seat": Property("record", dated=True),
        "scale": Property("code", codes="scale"),
        "founded": Property("date"),
        "dissolved": Property("date"),
        "website": Property("url"),
        "theme": Property("text"),
        "dimension": Property("code", many=True, codes="dimension"),
        "topic": Property("code", many=True, codes="topic"),
        "form": Property("code", many=True, codes="form"),
        "organ": Property("code", many=True, codes="organ"),
        "parent": Property("record"),
        "identifier": Property("id", many=True),
        "note": Property("text", many=True),
    },
    "agreement": {
        **_DATED,
        "party": Property("record", many=True),
        "kind": Property("code", codes="agreement_kind"),
        "title": Property("name"),
        "topic": Property("code", many=True, codes="topic"),
        "state": Property("code", codes="agreement_state"),
        "signed": Property("date"),
        "council_decision": Property("text"),
        "ministry_approval": Property("text"),
        "reference": Property("id"),
        "note": Property("text", many=True),
    },
    "membership": {
        **_DATED,
        "member": Property("record"),
        "network": Property("record"),
        "form": Property("code", codes="form", dated=True),
        "category": Property("text", dated=True),
        "state": Property("code", codes="membership_state"),
        "organ": Property("code", many=True, codes="organ", dated=True),
        "note": Property("text", many=True),
    },
    "activity": {
        **_DATED,
        "type": Property("code", codes="activity_type"),
        "title": Property("name"),
        "organiser": Property("record"),
        "partner": Property("record", many=True),
        "partner_kind": Property("code", many=True, codes="partner_kind"),
        "place": Property("record"),
        "topic": Property("code", many=True, codes="topic"),
        "direction": Property("code", codes="direction"),
        "participants": Property("integer"),
        "citizen_participants": Property("integer"),
        "days": Property("number"),
        "amount": Property("number"),
        "currency": Property("text"),
        "note": Property("text", many=True),
    },
    "project": {
        **_DATED,
        "title": Property("name"),
        "lead": Property("record"),
        "partner": Property("record", many=True),
        "partner_kind": Property("code", many=True, codes="partner_kind"),
        "topic": Property("code", many=True, codes="topic"),
        "programme": Property("text"),
        "state": Property("code", codes="project_state"),
        "amount": Property("number"),
        "currency": Property("text"),
        "result": Property("code", many=True, codes="result_kind"),
        "note": Property("text", many=True),
    },
}

CODES: Mapping[str, tuple[str, ...]] = {
    "place_kind": (
        "city", "municipality", "district", "province", "region", "county", "country", "intermunicipal", "other",
    ),
    "organisation_kind": (
        "network", "union", "un_agency", "national_association", "regional_association", "municipality",
        "ministry", "university", "company", "ngo", "donor", "international_organisation", "programme", "other",
    ),
    "scale": ("global", "regional", "national"),
    "dimension": ("SEC", "ECO", "CUL", "NET", "REP", "DEV", "RES"),
    "form": ("L3.MEM.ACT", "L3.MEM.OBS", "L3.MEM.AFF"),
    "organ": ("L3.PIL.PRE", "L3.PIL.EXB", "L3.PIL.SEC", "L3.PIL.GC", "L3.PIL.COM", "L3.PIL.HQ"),
    "agreement_kind": (
        "twinning", "sister_city", "friendship", "partnership", "project_partnership", "memorandum",
        "letter_of_intent", "protocol", "contact", "unspecified",
    ),
    "agreement_state": ("draft", "signed", "in_force", "dormant", "ended"),
    "membership_state": ("active", "former", "applied", "suspended"),
    "activity_type": (
        "visit", "study_visit", "peer_review", "secondment", "webinar", "consultancy", "training", "conference",
        "exhibition", "general_assembly", "political_dialogue", "mediation", "peace_dialogue", "peace_project",
        "trade_mission", "cultural_exchange", "festival", "sport", "aid", "campaign", "title", "award",
        "declaration", "commitment", "publication", "study", "dataset", "position_paper", "investment",
        "foreign_tax", "other",
    ),
    "topic": (
        "sustainable_development", "disarmament", "peace", "post_conflict", "human_rights", "refugees", "climate",
        "environment", "health", "knowledge", "investment", "trade", "tourism", "culture", "sport", "heritage",
        "education", "youth", "governance", "branding", "citizens", "urban_development", "infrastructure",
        "services", "poverty", "inequality", "cohesion", "research", "capacity_building", "innovation",
        "creative_economy", "economy", "security", "transport", "energy", "planning", "food", "other",
    ),
    "direction": ("incoming", "outgoing", "mutual"),
    "partner_kind": (
        "city", "citizens", "ngo", "charity", "civil_society", "university", "company", "international_organisation",
        "ministry", "network", "other",
    ),
    "project_state": ("idea", "submitted", "granted", "running", "closed", "rejected"),
    "result_kind": ("service", "infrastructure", "study", "publication", "dataset", "training", "policy", "other"),
}  # fmt: skip

PLURALS: Mapping[str, str] = {
    "place": "places",
    "organisation": "organisations",
    "agreement": "agreements",
    "membership": "memberships",
    "activity": "activities",
    "project": "projects",
}
