"""Which term was written of when?"""

from __future__ import annotations

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import VIEWS, with_labels, yearly


@VIEWS.add("heat")
def build_heat(field: FieldMap) -> pl.DataFrame:
    """label, year, works, share (of the works of that year)."""
    totals = field.works.drop_nulls("year").group_by("year").len("all")
    table = yearly(field).join(totals, on="year").with_columns((pl.col("works") / pl.col("all")).alias("share"))
    return with_labels(field, table.drop("all")).sort("label", "year")
