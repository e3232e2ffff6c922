"""Who writes of what, and where: three fields side by side."""

from __future__ import annotations

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.units import build_items
from proxeny.literature.views import VIEWS, own_names

_MOST = 15


@VIEWS.add("three-fields")
def build_three_fields(field: FieldMap) -> pl.DataFrame:
    """left_unit, left, right_unit, right, works: between the fifteen most frequent countries, terms and sources."""
    tops = {unit: _top(field.works, unit) for unit in ("country", "keyword", "source")}
    parts = []
    for left, right in (("country", "keyword"), ("keyword", "source")):
        both = tops[left].join(tops[right], on="document", suffix="_right")
        counted = both.group_by("label", "label_right").len("works")
        parts.append(
            counted.select(
                pl.lit(left).alias("left_unit"), pl.col("label").alias("left"),
                pl.lit(right).alias("right_unit"), pl.col("label_right").alias("right"), pl.col("works").cast(pl.Int64),
            )
        )  # fmt: skip
    return pl.concat(parts).sort(["left_unit", "works", "left", "right"], descending=[False, True, False, False])


def _top(works: pl.DataFrame, unit: str) -> pl.DataFrame:
    items = build_items(works, unit)
    named = items.table.join(items.terms, on="term")
    top = named.group_by("label").len().sort(["len", "label"], descending=[True, False]).head(_MOST)
    found = named.join(top.select("label"), on="label", how="semi").select("document", "label")
    column = {"country": "countries", "source": "source"}.get(unit)
    return found if column is None else found.with_columns(pl.col("label").replace(own_names(works, column)))
