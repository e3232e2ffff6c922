"""The alluvial picture: themes of each period as uprights, the terms they share as bands."""

from __future__ import annotations

import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.flows import Column, draw_flows
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap


@CHARTS.add("evolution")
def draw_evolution(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """An upright is a theme, as high as it has terms; a band is as high as the terms that both themes share."""
    sizes: dict[str, dict[str, float]] = {}
    for row in table.iter_rows(named=True):
        for period, theme, terms in (
            (row["period"], row["theme"], row["terms"]),
            (row["next_period"], row["next_theme"], row["next_terms"]),
        ):
            if theme is not None:
                sizes.setdefault(period, {})[theme] = terms
    columns = [Column(_span(sheet, period), sizes[period], "terms_of") for period in sorted(sizes)]
    order = {period: at for at, period in enumerate(sorted(sizes))}
    kept = table.drop_nulls(["theme", "next_theme"])
    flows = [
        (order[row["period"]], row["theme"], row["next_theme"], float(row["shared"]))
        for row in kept.iter_rows(named=True)
    ]
    draw_flows(sheet, columns, flows, "shared")


def _span(sheet: Sheet, period: str) -> str:
    first, _, last = period.partition("-")
    return f"{sheet.number(int(first))}–{sheet.number(int(last))}"
