"""Which countries write of it, and how often with others?"""

from __future__ import annotations

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.units import build_items
from proxeny.literature.views import VIEWS, own_names


@VIEWS.add("countries")
def build_countries(field: FieldMap) -> pl.DataFrame:
    """country, works, alone (only that country), shared (with others), cited_by (sum); without works of no country."""
    items = build_items(field.works, "country")
    many = items.table.group_by("document").len("countries")
    works = field.works.select(pl.int_range(pl.len(), dtype=pl.Int64).alias("document"), "cited_by")
    table = items.table.join(items.terms, on="term").join(many, on="document").join(works, on="document")
    return (
        table.group_by(pl.col("label").alias("country"))
        .agg(
            pl.len().cast(pl.Int64).alias("works"),
            (pl.col("countries") == 1).sum().cast(pl.Int64).alias("alone"),
            (pl.col("countries") > 1).sum().cast(pl.Int64).alias("shared"),
            pl.col("cited_by").sum(),
        )
        .sort(["works", "country"], descending=[True, False])
        .with_columns(pl.col("country").replace(own_names(field.works, "countries")))
    )
