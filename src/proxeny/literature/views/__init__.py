"""Tables that answer one question each about a corpus or its map, one file per view: drop one in and it is there."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.wording import fold_terms
from proxeny.registry import Registry

View = Callable[[FieldMap], pl.DataFrame]

VIEWS: Registry[View] = Registry("literature_view", "proxeny.literature.views")
"""Views by name; outside packages add theirs by the entry point ``proxeny.literature_view``."""


def yearly(field: FieldMap) -> pl.DataFrame:
    """``row`` (of the terms), ``year``, ``works``: in how many works of each year each term occurs."""
    years = field.works.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("document"), "year").drop_nulls("year")
    seen = field.items.join(years, on="document")
    return seen.group_by("row", "year").len("works").sort("row", "year")


def own_names(works: pl.DataFrame, column: str) -> dict[str, str]:
    """How the works write each country or source, by its folded form: the commonest of its wordings."""
    table = works.select(pl.col(column).alias("name"))
    if table.schema["name"] == pl.List(pl.String):
        table = table.explode("name")
    counted = table.drop_nulls().group_by("name").len().sort(["len", "name"], descending=[False, True])
    folded = fold_terms(counted["name"], frozenset())
    return dict(zip(folded, counted["name"], strict=True))


def with_labels(field: FieldMap, table: pl.DataFrame) -> pl.DataFrame:
    """``table`` with the ``label`` of its ``row`` in front."""
    labels = field.terms.select("label").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    named = table.join(labels, on="row", how="left").drop("row")
    return named.select("label", pl.exclude("label"))
