"""Resolve a user's table of places without storing anything."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from proxeny.errors import FaultyInput
from proxeny.io.importers import read_table
from proxeny.io.places.resolve import Known
from proxeny.io.places.table import PlaceColumns, resolve_columns
from proxeny.io.writing import replacing
from proxeny.text import safe_cell


def resolve_into(path: Path, out: Path, columns: PlaceColumns, known: Known | None) -> pl.DataFrame:
    """Resolve the places of a table file and write it, with the ids found, as CSV; returns the table.

    known: what a register holds; it gives Wikidata ids too. Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    table = read_table(path)
    if table.log.errors:
        raise FaultyInput(*table.faults, total=table.log.errors)
    with replacing(out) as made:
        resolved = resolve_columns(table.frame.drop("row"), columns, known)
        texts = [name for name, dtype in resolved.schema.items() if dtype == pl.String]
        safe = resolved.with_columns([pl.col(name).map_elements(safe_cell, return_dtype=pl.String) for name in texts])
        safe.write_csv(made)
    return resolved
