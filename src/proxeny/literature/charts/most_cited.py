"""The works cited most, as bars; what the corpus itself cites as a ring on them."""

from __future__ import annotations

import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap

_MOST, _NAMES, _ROW, _END = 20, 440.0, 24.0, 60.0


@CHARTS.add("most-cited")
def draw_most_cited(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """Bars are citations as the database counts them; a ring is how many works of the corpus cite it."""
    top = table.filter((pl.col("cited_by").fill_null(0) > 0) | (pl.col("cited_here") > 0)).head(_MOST)
    if not top.height:
        return
    most = max(float(top["cited_by"].fill_null(0).to_numpy().max()), float(top["cited_here"].to_numpy().max()), 1.0)
    names = sheet.room(_NAMES, 0.55)
    scale = (sheet.width - names - _END) / most
    key = 0.0 if sheet.is_narrow else names
    sheet.rect(key, 6, 14, 10, "fill")
    sheet.text(key + 20, 15, sheet.words["cited_all"], "quiet small")
    sheet.circle(key + 200, 11, 5, "hollow")
    sheet.text(key + 211, 15, sheet.words["cited_here"], "quiet small")
    for row, one in enumerate(top.iter_rows(named=True)):
        y = 30 + row * _ROW
        author = (one["author"] or "").split(",")[0]
        head = " ".join(part for part in (author, f"({sheet.number(one['year'])})" if one["year"] else "") if part)
        sheet.text(names - 10, y + 15, sheet.cut(f"{head} {one['title'] or one['id']}", names - 16), "", "end")
        wide = (one["cited_by"] or 0) * scale
        sheet.rect(names, y + 4, wide, _ROW - 9, "fill", one["title"] or "")
        if one["cited_here"]:
            sheet.circle(
                names + one["cited_here"] * scale, y + _ROW / 2 - 0.5, 5, "hollow", sheet.number(one["cited_here"])
            )
        said = "" if one["cited_by"] is None else sheet.number(one["cited_by"])
        here = f" ({sheet.number(one['cited_here'])})" if one["cited_here"] else ""
        end = max(wide, one["cited_here"] * scale + 6)
        sheet.text(names + end + 6, y + 15, (said + here).strip(), "small")
