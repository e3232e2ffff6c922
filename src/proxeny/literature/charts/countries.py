"""Countries as bars, in two parts: works of that country alone, and works written with others."""

from __future__ import annotations

import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap

_MOST, _NAMES, _ROW, _END = 25, 200.0, 23.0, 80.0


@CHARTS.add("countries")
def draw_countries(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """The countries with most works; the hollow part is written together with other countries."""
    top = table.head(_MOST)
    names = sheet.room(_NAMES)
    key = 0.0 if sheet.is_narrow else names
    scale = (sheet.width - names - _END) / float(top["works"].to_numpy().max())
    sheet.rect(key, 6, 14, 10, "fill")
    sheet.text(key + 20, 15, sheet.words["alone"], "quiet small")
    sheet.rect(key + 200, 6, 14, 10, "hollow")
    sheet.text(key + 220, 15, sheet.words["with_others"], "quiet small")
    for row, one in enumerate(top.iter_rows(named=True)):
        y = 28 + row * _ROW
        sheet.text(names - 10, y + 15, sheet.cut(one["country"], names - 14), "", "end")
        alone, shared = one["alone"] * scale, one["shared"] * scale
        if alone:
            sheet.rect(names, y + 4, alone, _ROW - 8, "fill", sheet.number(one["alone"]))
        if shared:
            sheet.rect(names + alone, y + 4, shared, _ROW - 8, "hollow", sheet.number(one["shared"]))
        said = (
            f"{sheet.number(one['alone'])} + {sheet.number(one['shared'])}"
            if one["shared"]
            else sheet.number(one["alone"])
        )
        sheet.text(names + alone + shared + 6, y + 15, said, "small")
