"""Which works are cited most, in all and per year?"""

from __future__ import annotations

import polars as pl

from proxeny.literature.citing import find_citations
from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import VIEWS


@VIEWS.add("most-cited")
def build_most_cited(field: FieldMap) -> pl.DataFrame:
    """id, title, author, year, source, cited_by (as the database says), per_year, cited_here (within the corpus)."""
    _, cited = find_citations(field.works)
    here = pl.DataFrame({"document": cited}).group_by("document").len("cited_here")
    latest = field.works["year"].max()
    works = field.works.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("document"))
    table = works.join(here, on="document", how="left").with_columns(
        pl.col("cited_here").fill_null(0).cast(pl.Int64),
        pl.col("authors").list.first().alias("author"),
        (pl.col("cited_by") / (pl.lit(latest) - pl.col("year") + 1)).alias("per_year"),
    )
    ranked = table.sort(["cited_by", "cited_here", "id"], descending=[True, True, False], nulls_last=True)
    return ranked.select("id", "title", "author", "year", "source", "cited_by", "per_year", "cited_here").head(200)
