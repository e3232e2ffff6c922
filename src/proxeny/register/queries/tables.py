"""Folded records as tables in the schemas of ``proxeny.tables``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl
from django.db import models

from proxeny.register.models import (
    Activity,
    Agreement,
    Involvement,
    Membership,
    Organisation,
    Place,
    Project,
    Tie,
)
from proxeny.register.rows import among, array, select, table_of, text_list
from proxeny.tables import RECORDS, Schema

MODELS: Mapping[str, type[models.Model]] = {
    "places": Place, "organisations": Organisation, "agreements": Agreement, "ties": Tie,
    "memberships": Membership, "activities": Activity, "projects": Project,
}  # fmt: skip


def read_records(table: str, column: str = "", values: Collection[str] | None = None) -> pl.DataFrame:
    """Rows of a record table (``places``...) by id: all, or those whose ``column`` is one of ``values``."""
    model, schema = MODELS[table], RECORDS[table]
    where, parameters = ("", []) if values is None else (f"WHERE {among(column)}", [array(values)])
    sql = f"SELECT {text_list(model, list(schema))} FROM {table_of(model)} {where} ORDER BY id"
    return _typed(select(sql, parameters, _as_stored(schema)), schema)


def read_agreements(places: Collection[str]) -> pl.DataFrame:
    """Agreements with one of these places among the parties."""
    involved = f"SELECT record FROM {table_of(Involvement)} WHERE kind = 'agreement' AND {among('entity')}"
    schema = RECORDS["agreements"]
    sql = f"SELECT {text_list(Agreement, list(schema))} FROM {table_of(Agreement)} WHERE id IN ({involved}) ORDER BY id"
    return _typed(select(sql, [array(places)], _as_stored(schema)), schema)


def read_involved(table: str, kind: str, places: Collection[str]) -> pl.DataFrame:
    """Activities or projects in which one of these places takes part."""
    model, schema = MODELS[table], RECORDS[table]
    involved = f"SELECT record FROM {table_of(Involvement)} WHERE kind = %s AND {among('entity')}"
    sql = f"SELECT {text_list(model, list(schema))} FROM {table_of(model)} WHERE id IN ({involved}) ORDER BY id"
    return _typed(select(sql, [kind, array(places)], _as_stored(schema)), schema)


def _as_stored(schema: Schema) -> Schema:
    """Lists are stored as JSON."""
    return {name: pl.String if isinstance(dtype, pl.List) else dtype for name, dtype in schema.items()}


def _typed(table: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    lists = {name: dtype for name, dtype in schema.items() if isinstance(dtype, pl.List)}
    if table.is_empty():
        return pl.DataFrame(schema=dict(schema))
    if not lists:
        return table
    return table.with_columns([pl.col(name).str.json_decode(dtype) for name, dtype in lists.items()])
