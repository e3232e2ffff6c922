"""Charts of the views, one file per chart: drop one in under the name of a view and its page and its files have it."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap
from proxeny.registry import Registry

Chart = Callable[[Sheet, FieldMap, pl.DataFrame], None]

CHARTS: Registry[Chart] = Registry("literature_chart", "proxeny.literature.charts")
"""Charts by the name of their view; outside packages add theirs by the entry point ``proxeny.literature_chart``."""


WIDE, NARROW = 960.0, 380.0
"""Widths of a sheet: for a page and a file, and for a telephone."""


def draw_chart(name: str, field: FieldMap, table: pl.DataFrame, language: str = "en", *, width: float = WIDE) -> Sheet:
    """The chart of the view ``name``, whose ``table`` it is; empty where there is no chart or nothing to draw."""
    sheet = Sheet(language, width)
    if name in set(CHARTS) and table.height:
        CHARTS[name](sheet, field, table)
    return sheet
