"""Bursts as bars along the years, the strongest first within each beginning."""

from __future__ import annotations

import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import yearly

_MOST, _NAMES, _ROW, _END = 25, 230.0, 22.0, 40.0


@CHARTS.add("bursts")
def draw_bursts(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """A line from a term's first to its last year, thick while it bursts; thickness and number are the weight."""
    top = table.head(_MOST).sort(["since", "until", "label"])
    years = field.works["year"].drop_nulls().to_numpy()
    first, last = int(years.min()), int(years.max())
    names = sheet.room(_NAMES)
    step = (sheet.width - names - _END) / (last - first + 1)
    lives = _lives(field)
    most = float(top["weight"].to_numpy().max()) or 1.0
    every = next(one for one in (1, 2, 5, 10, 20, 50, 100) if one * step >= 44)
    high = 30 + _ROW * top["label"].n_unique()
    for year in range(-(-first // every) * every, last + 1, every):
        x = names + (year - first + 0.5) * step
        sheet.line(x, 24, x, high, "grid")
        sheet.text(x, 18, sheet.number(year), "quiet small", "middle")
    for row, label in enumerate(dict.fromkeys(top["label"])):
        y = 30 + row * _ROW + _ROW / 2
        since, until = lives[label]
        sheet.text(names - 10, y + 4, sheet.cut(label, names - 14), "", "end")
        sheet.line(names + (since - first) * step, y, names + (until - first + 1) * step, y, "life")
        for one in top.filter(pl.col("label") == label).iter_rows(named=True):
            thick = 4 + 12 * one["weight"] / most
            x, wide = names + (one["since"] - first) * step, (one["until"] - one["since"] + 1) * step
            said = f"{sheet.number(one['since'])}–{sheet.number(one['until'])}"
            sheet.rect(x, y - thick / 2, wide, thick, "fill", said)
            sheet.text(x + wide + 5, y + 4, sheet.number(one["weight"], 1), "small halo")
    sheet.text(0.0 if sheet.is_narrow else names, high + 16, sheet.words["seen_since"], "quiet small")


def _lives(field: FieldMap) -> dict[str, tuple[int, int]]:
    spans = yearly(field).group_by("row").agg(pl.col("year").min().alias("since"), pl.col("year").max().alias("until"))
    labels = field.terms["label"]
    return {labels[row]: (since, until) for row, since, until in spans.select("row", "since", "until").iter_rows()}
