"""Terms by years: how large a share of each time's works speaks of each term."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap

_MOST, _COLUMNS, _FEW, _NAMES, _ROW = 24, 24, 9, 230.0, 21.0


@CHARTS.add("heat")
def draw_heat(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """The most frequent terms, those of early years first; each cell carries its works, so colour is not needed."""
    often = table.group_by("label").agg(
        pl.col("works").sum(), ((pl.col("year") * pl.col("works")).sum() / pl.col("works").sum()).alias("middle")
    )
    top = often.sort(["works", "label"], descending=[True, False]).head(_MOST).sort(["middle", "label"])
    years = field.works["year"].drop_nulls()
    first, last = int(years.to_numpy().min()), int(years.to_numpy().max())
    columns = _FEW if sheet.is_narrow else _COLUMNS
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100) if (last - first) // one < columns)
    base = first - first % step if step > 1 else first
    bins = (last - base) // step + 1
    totals = np.bincount((years.to_numpy() - base) // step, minlength=bins)
    names = sheet.room(_NAMES)
    wide = (sheet.width - names) / bins
    cells = _cells(table, base, step)
    shares = sorted(works / totals[at] for (label, at), works in cells.items() if label in set(top["label"]))
    bounds = [shares[int(len(shares) * part)] for part in (0.25, 0.5, 0.75)]
    _draw_heads(sheet, names, base, step, bins)
    for row, label in enumerate(top["label"]):
        y = 30 + row * _ROW
        sheet.text(names - 10, y + 14, sheet.cut(label, names - 14), "", "end")
        for at in range(bins):
            works = cells.get((label, at), 0)
            if works:
                _draw_cell(sheet, (names + at * wide, y, wide), works, works / totals[at], bounds)
    _draw_legend(sheet, bounds, 30 + top.height * _ROW + 12)


def _cells(table: pl.DataFrame, base: int, step: int) -> dict[tuple[str, int], int]:
    cells: dict[tuple[str, int], int] = {}
    for label, year, works in table.select("label", "year", "works").iter_rows():
        at = (label, (year - base) // step)
        cells[at] = cells.get(at, 0) + works
    return cells


def _draw_heads(sheet: Sheet, names: float, base: int, step: int, bins: int) -> None:
    wide = (sheet.width - names) / bins
    every = max(1, int(np.ceil(40 / wide)))
    for at in range(0, bins, every):
        first = base + at * step
        sheet.text(names + (at + 0.5) * wide, 20, sheet.number(first), "quiet small", "middle")


def _draw_cell(sheet: Sheet, place: tuple[float, float, float], works: int, share: float, bounds: list[float]) -> None:
    x, y, wide = place
    shade = 1 + sum(share > bound for bound in bounds)
    part = sheet.words["least"].format(value=sheet.number(100 * share, 1))
    told = f"{sheet.words['works_of'].format(count=sheet.number(works))} · {part}"
    sheet.rect(x + 0.75, y + 0.75, wide - 1.5, _ROW - 1.5, f"shade-{shade}", told)
    if wide > 16:
        sheet.text(x + wide / 2, y + 14, sheet.number(works), f"small on-{shade}", "middle")


def _draw_legend(sheet: Sheet, bounds: list[float], top: float) -> None:
    sheet.text(0.0 if sheet.is_narrow else _NAMES, top + 11, sheet.words["share_scale"], "quiet small")
    x = 0.0 if sheet.is_narrow else sheet.width - 300
    top += 22 if sheet.is_narrow else 0
    for shade, low in enumerate([0.0, *bounds], 1):
        sheet.rect(x, top, 20, 14, f"shade-{shade}")
        sheet.text(
            x + 25, top + 11, f"> {sheet.words['least'].format(value=sheet.number(100 * low, 1))}", "quiet small"
        )
        x += 75
