"""The three-field plot: who writes of what, and where, as bands between three columns (Sankey)."""

from __future__ import annotations

import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.flows import Column, Flow, draw_flows
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap


@CHARTS.add("three-fields")
def draw_three_fields(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """Countries, keywords and sources; a band is as high as the works it holds, the fewest left out of the picture."""
    units = ("country", "keyword", "source")
    flows: list[Flow] = []
    for at, unit in enumerate(units[:-1]):
        part = table.filter(pl.col("left_unit") == unit).head(60)
        flows += [
            (at, left, right, float(works)) for left, right, works in part.select("left", "right", "works").iter_rows()
        ]
    columns = [Column(sheet.words[unit], _sizes(flows, at), "works_of") for at, unit in enumerate(units)]
    if all(one.sizes for one in columns[1:]):
        draw_flows(
            sheet,
            columns if columns[0].sizes else columns[1:],
            flows if columns[0].sizes else _shift(flows),
            "works_of",
        )


def _sizes(flows: list[Flow], at: int) -> dict[str, float]:
    """Of each upright in a column: the greater of what comes in and what goes out."""
    into: dict[str, float] = {}
    out: dict[str, float] = {}
    for column, left, right, size in flows:
        if column == at:
            out[left] = out.get(left, 0.0) + size
        if column == at - 1:
            into[right] = into.get(right, 0.0) + size
    return {name: max(into.get(name, 0.0), out.get(name, 0.0)) for name in dict.fromkeys([*into, *out])}


def _shift(flows: list[Flow]) -> list[Flow]:
    return [(at - 1, left, right, size) for at, left, right, size in flows]
