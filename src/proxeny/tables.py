"""The tables that everything passes: Polars schemas of claims, records and mentions, and their checks.

Dates are ISO text (``1997-01-01``) so that a table is the same in Parquet, SQLite and PostgreSQL. An interval is
half-open: ``valid_from`` is the first day of the stated period, ``valid_to`` the day after its last; empty means
unknown (from) or open (to). Precision is one of ``day month year circa unknown``.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Schema = Mapping[str, pl.DataType | type[pl.DataType]]

_VALID: Schema = {
    "valid_from": pl.String,
    "valid_from_precision": pl.String,
    "valid_to": pl.String,
    "valid_to_precision": pl.String,
}

CLAIMS: Schema = {
    "key": pl.String,  # 32 hex digits; see proxeny.io.claims.build_keys
    "subject": pl.String,  # id of the record the source speaks of
    "kind": pl.String,  # place organisation network agreement membership activity project
    "property": pl.String,  # see proxeny.io.vocabulary
    "value": pl.String,  # canonical text: number, ISO date, record id, or the words themselves
    "wording": pl.String,  # as the source wrote it, where that differs from value; else empty
    "language": pl.String,  # BCP 47 of value or wording; empty where language does not apply
    **_VALID,
    "source": pl.String,  # source key
    "locator": pl.String,  # row, statement id or page within the source
    "first_seen": pl.String,  # ISO date
    "last_seen": pl.String,
    "state": pl.String,  # proposed accepted rejected superseded
}

SOURCES: Schema = {
    "key": pl.String,
    "title": pl.String,
    "publisher": pl.String,
    "url": pl.String,
    "licence": pl.String,
    "kind": pl.String,  # list register document website dataset person
    "retrieved": pl.String,  # ISO date or empty
    "rank": pl.Int64,  # precedence in the fold: smaller wins; 50 unless stated
}

MENTIONS: Schema = {
    "mention": pl.String,  # stable key of one way a source names one thing
    "kind": pl.String,  # place network organisation
    "name": pl.String,
    "country": pl.String,  # ISO 3166-1 alpha-2, or empty
    "country_wording": pl.String,
    "place_kind": pl.String,  # what the source or the name says it is; empty: unknown
    "lat": pl.Float64,
    "lon": pl.Float64,
    "geonameid": pl.Int64,
    "wikidata": pl.String,
}

RESOLUTIONS: Schema = {
    "mention": pl.String,
    "state": pl.String,  # sure doubtful none
    "record": pl.String,  # the record id it stands for; where not sure, a record of its own
    "reason": pl.String,  # code of the reason; words are added at the edge
    "candidates": pl.String,  # JSON list of {id, name, country, kind, km, score, reasons}
}

_NAMES: Schema = {"name": pl.String, "name_en": pl.String, "name_tr": pl.String, "name_fa": pl.String}

PLACES: Schema = {
    "id": pl.String,  # gn:745044, wd:Q406, or pl:HASH
    "kind": pl.String,  # city district municipality province region county country intermunicipal other
    **_NAMES,
    "country": pl.String,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "population": pl.Int64,
    "population_year": pl.Int64,
    "geonameid": pl.Int64,
    "wikidata": pl.String,
    "parent": pl.String,
    "area_km2": pl.Float64,
}

ORGANISATIONS: Schema = {
    "id": pl.String,  # og:HASH or nw:CODE
    "kind": pl.String,  # network union un_agency national_association ... ; see vocabulary
    **_NAMES,
    "acronym": pl.String,
    "country": pl.String,
    "seat": pl.String,  # place id
    "scale": pl.String,  # global regional national; empty: not stated
    "founded": pl.String,
    "founded_precision": pl.String,
    "dissolved": pl.String,
    "website": pl.String,
    "wikidata": pl.String,
    "theme": pl.String,
    "dimensions": pl.List(pl.String),  # scheme ids: SEC ECO CUL NET REP DEV RES
    "topics": pl.List(pl.String),  # topic codes of the vocabulary
    "forms": pl.List(pl.String),  # scheme ids of the forms of membership it has
    "organs": pl.List(pl.String),  # scheme ids of the organs it has
}

AGREEMENTS: Schema = {
    "id": pl.String,
    "kind": pl.String,  # twinning sister_city friendship partnership ... ; see vocabulary
    "title": pl.String,
    "parties": pl.List(pl.String),  # place ids, sorted
    "topics": pl.List(pl.String),
    "state": pl.String,  # in_force ended draft ...; empty: not stated
    "signed": pl.String,
    "signed_precision": pl.String,
    **_VALID,
    "council_decision": pl.String,
    "ministry_approval": pl.String,
    "reference": pl.String,
}

TIES: Schema = {
    "id": pl.String,
    "a": pl.String,  # place ids, a < b
    "b": pl.String,
    "agreements": pl.List(pl.String),
    "valid_from": pl.String,
    "valid_to": pl.String,
}

MEMBERSHIPS: Schema = {
    "id": pl.String,
    "member": pl.String,  # place or organisation id
    "network": pl.String,  # organisation id
    "form": pl.String,  # scheme id L3.MEM.ACT / OBS / AFF, or empty
    "category": pl.String,  # the network's own word
    "state": pl.String,  # active former; empty: not stated
    "organs": pl.List(pl.String),  # scheme ids of organs in which the member sits
    **_VALID,
}

ACTIVITIES: Schema = {
    "id": pl.String,
    "type": pl.String,
    "title": pl.String,
    "organiser": pl.String,  # place or organisation id
    "partners": pl.List(pl.String),  # place or organisation ids
    "partner_kinds": pl.List(pl.String),  # kinds of partners that are no record: university ngo company ...
    "place": pl.String,
    "topics": pl.List(pl.String),
    "direction": pl.String,  # incoming outgoing mutual
    "participants": pl.Int64,
    "citizen_participants": pl.Int64,
    "days": pl.Float64,
    "amount": pl.Float64,
    "currency": pl.String,
    **_VALID,
}

PROJECTS: Schema = {
    "id": pl.String,
    "title": pl.String,
    "lead": pl.String,
    "partners": pl.List(pl.String),
    "partner_kinds": pl.List(pl.String),
    "topics": pl.List(pl.String),
    "programme": pl.String,
    "state": pl.String,  # idea submitted granted running closed rejected
    "amount": pl.Float64,
    "currency": pl.String,
    "results": pl.List(pl.String),  # result kinds: service infrastructure study ...
    **_VALID,
}

PROVENANCE: Schema = {
    "record": pl.String,
    "field": pl.String,
    "claim": pl.String,  # claim key
    "won": pl.Boolean,
    "reason": pl.String,  # only | agreed | precedence | newer | more-precise | more-sources | first
}

RECORDS: Mapping[str, Schema] = {
    "places": PLACES,
    "organisations": ORGANISATIONS,
    "agreements": AGREEMENTS,
    "ties": TIES,
    "memberships": MEMBERSHIPS,
    "activities": ACTIVITIES,
    "projects": PROJECTS,
}


def empty(schema: Schema) -> pl.DataFrame:
    """An empty table of ``schema``."""
    return pl.DataFrame(schema=dict(schema))


def conform(table: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """Give ``table`` exactly the columns of ``schema``: missing ones null, others dropped, types cast."""
    if list(table.schema.items()) == list(schema.items()):
        return table
    columns = [
        (pl.col(name).cast(dtype) if name in table.columns else pl.lit(None, dtype=dtype)).alias(name)
        for name, dtype in schema.items()
    ]
    return table.select(columns) if table.width else empty(schema)
