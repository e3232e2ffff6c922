"""Parquet: columns as text, structs as dotted columns; its sizes are checked before anything is unpacked."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from proxeny.io.importers import IMPORTERS
from proxeny.io.reading_table import Limits, Table, TableBuilder


@IMPORTERS.add("parquet")
def read_parquet(path: Path, limits: Limits) -> Table:
    """Read a Parquet file; rows are counted from 1, dates become ISO text, lists one cell separated by ``;``."""
    builder = TableBuilder(path, limits)
    if path.stat().st_size == 0:
        return builder.build()
    try:
        lazy = pl.scan_parquet(path, glob=False)
        schema = lazy.collect_schema()
        height = int(lazy.select(pl.len()).collect().item())
        width = len(schema)
        if height > limits.max_rows or height * (width + 1) > limits.max_cells or width > limits.max_columns:
            builder.fault("rows-too-many", limit=min(limits.max_rows, limits.max_cells // (width + 1)))
            return builder.build()
        frame = _flatten(lazy.collect())
    except pl.exceptions.PolarsError as problem:
        builder.fault("parquet-broken", reason=str(problem).splitlines()[0][:200])
        return builder.build()
    texts = []
    for name, dtype in frame.schema.items():
        if dtype in (pl.Binary, pl.Object):
            builder.fault("parquet-type", None, name, type=str(dtype))
        else:
            texts.append(_text(frame.get_column(name)))
    builder.start([text.name for text in texts], 1)
    if texts and height:
        numbers = pl.Series("row", range(1, height + 1), dtype=pl.Int64)
        builder.add_frame(pl.DataFrame([numbers, *(text.alias(str(i)) for i, text in enumerate(texts, 1))]))
    return builder.build()


def _flatten(frame: pl.DataFrame) -> pl.DataFrame:
    """Unnest structs until there are none."""
    while structs := [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Struct)]:
        for name in structs:
            inner = frame.get_column(name).struct.unnest()
            inner.columns = [f"{name}.{field}" for field in inner.columns]
            frame = pl.concat([frame.drop(name), inner], how="horizontal")
    return frame


def _text(column: pl.Series) -> pl.Series:
    if isinstance(column.dtype, pl.Datetime):
        return column.dt.strftime("%Y-%m-%d %H:%M:%S").str.replace(" 00:00:00", "", literal=True)
    if isinstance(column.dtype, pl.List | pl.Array):
        return column.cast(pl.List(pl.String), strict=False).list.join("; ")
    if column.dtype.is_float():
        return column.cast(pl.String).str.replace(r"\.0$", "")
    return column.cast(pl.String)
