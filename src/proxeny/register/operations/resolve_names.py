"""Resolve one name of a place, storing nothing."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from proxeny.io.places.table import PlaceColumns, resolve_columns
from proxeny.register.operations.resolving import read_known_places


def resolve_name(name: str, country: str) -> dict[str, Any]:
    """What a name and a country stand for: name, country, state, geonameid, wikidata, candidates, reason."""
    table = pl.DataFrame({"name": [name], "country": [country]})
    row = resolve_columns(table, PlaceColumns("name", "country"), read_known_places()).row(0, named=True)
    return {**row, "candidates": json.loads(row["candidates"] or "[]"), "reason": row["reason"] or ""}
