"""Tables that answer one question each about a corpus or its map, one file per view: drop one in and it is there."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.registry import Registry

View = Callable[[FieldMap], pl.DataFrame]

VIEWS: Registry[View] = Registry("literature_view", "proxeny.literature.views")
"""Views by name; outside packages add theirs by the entry point ``proxeny.literature_view``."""


def yearly(field: FieldMap) -> pl.DataFrame:
    """``row`` (of the terms), ``year``, ``works``: in how many works of each year each term occurs."""
    years = field.works.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("document"), "year").drop_nulls("year")
    seen = field.items.join(years, on="document")
    return seen.group_by("row", "year").len("works").sort("row", "year")


def with_labels(field: FieldMap, table: pl.DataFrame) -> pl.DataFrame:
    """``table`` with the ``label`` of its ``row`` in front."""
    labels = field.terms.select("label").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    named = table.join(labels, on="row", how="left").drop("row")
    return named.select("label", pl.exclude("label"))
