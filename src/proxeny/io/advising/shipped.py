"""What well-known networks are about, from the starter atlas, where a register does not say it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl

from proxeny.io.networks import read_directory
from proxeny.text import fold_key


@cache
def _read_shipped() -> pl.DataFrame:
    """Network id, and the dimensions and topics that the atlas states of it with its source."""
    text = files("proxeny.atlas").joinpath("organisations.csv").read_bytes()
    stated = pl.read_csv(text, infer_schema_length=0).select("acronym", "name", "dimensions", "topics")
    known = {key: entry.id for entry in read_directory() for key in entry.keys}
    rows = [
        (known.get(fold_key(acronym or "")) or known.get(fold_key(name or "")), dimensions or "", topics or "")
        for acronym, name, dimensions, topics in stated.iter_rows()
    ]
    found = pl.DataFrame(rows, ["id", "shipped_dimensions", "shipped_topics"], orient="row").drop_nulls("id")
    return found.unique("id", keep="first", maintain_order=True).with_columns(
        pl.col("shipped_dimensions", "shipped_topics").str.split(";").list.eval(pl.element().filter(pl.element() != ""))
    )


def fill_dimensions(organisations: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Organisations with dimensions and topics of the atlas where they have neither; and the ids of those filled.

    What the register says is never said over.
    """
    both = organisations.join(_read_shipped(), on="id", how="left", maintain_order="left")
    silent = (pl.col("dimensions").list.len().fill_null(0) == 0) & (pl.col("topics").list.len().fill_null(0) == 0)
    filled = silent & (pl.col("shipped_dimensions").list.len().fill_null(0) > 0)
    made = both.with_columns(
        pl.when(filled).then("shipped_dimensions").otherwise("dimensions").alias("dimensions"),
        pl.when(filled).then("shipped_topics").otherwise("topics").alias("topics"),
        filled=filled,
    )
    ids = tuple(made.filter("filled")["id"].sort().to_list())
    return made.select(organisations.columns), ids
