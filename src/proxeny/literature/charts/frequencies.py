"""Small multiples: the share of each frequent term over the years, and the line through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import yearly

_MOST, _ACROSS, _GAP, _HIGH, _BARS = 12, 3, 32.0, 118.0, 16
_FIRM = 5  # works; a share of fewer says little, and does not set the scale


@dataclass(frozen=True, slots=True)
class _Time:
    """The years of the corpus in steps of the same length: first, last, step, and the works of each step."""

    first: int
    last: int
    step: int
    totals: np.ndarray
    middle: float  # mean year of the works

    @classmethod
    def of(cls, years: np.ndarray) -> _Time:
        first, last = int(years.min()), int(years.max())
        step = next(one for one in (1, 2, 3, 5, 10, 20, 50, 100) if (last - first) // one < _BARS)
        return cls(first, last, step, np.bincount((years - first) // step), float(years.mean()))


@CHARTS.add("frequencies")
def draw_frequencies(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """The dozen most frequent terms, each on its own scale, the highest share told, with its trend.

    Where a time has fewer than five works its bar is hollow, and cut off where it is higher than the others.
    """
    years = field.works["year"].drop_nulls().to_numpy()
    if not years.size:
        return
    time = _Time.of(years)
    labels = field.terms.select("label").with_row_index("row").select(pl.col("row").cast(pl.Int64), "label")
    counts = yearly(field).join(labels, on="row")
    across, gap = (2, _GAP / 2) if sheet.is_narrow else (_ACROSS, _GAP)
    wide = (sheet.width - gap * (across - 1)) / across
    for number, (label, trend) in enumerate(table.head(_MOST).select("label", "trend").iter_rows()):
        part = counts.filter(pl.col("label") == label)
        seen = np.zeros(time.totals.size)
        np.add.at(seen, (part["year"].to_numpy() - time.first) // time.step, part["works"].to_numpy())
        corner = (number % across * (wide + gap), number // across * (_HIGH + 40.0), wide)
        _draw_panel(sheet, corner, (label, trend), seen, time)


def _draw_panel(
    sheet: Sheet, corner: tuple[float, float, float], said: tuple[str, float], seen: np.ndarray, time: _Time
) -> None:
    left, top, wide = corner
    label, trend = said
    floor, room, step = top + _HIGH, _HIGH - 44.0, wide / seen.size
    shares = np.divide(seen, time.totals, out=np.zeros(seen.size), where=time.totals > 0)
    firm = time.totals >= _FIRM
    peak = max(float(shares[firm].max(initial=0.0)) or float(shares.max()), 1e-9)
    slope = sheet.number(trend, 2) if trend < 0 else f"+{sheet.number(trend, 2)}"
    sheet.text(left, top + 14, sheet.cut(label, wide * 0.6), "strong")
    sheet.text(left + wide, top + 14, sheet.words["points_a_year"].format(value=slope), "quiet small", "end")
    sheet.line(left, floor, left + wide, floor)
    for at, share in enumerate(shares):
        if share:
            begin = time.first + at * time.step
            span = (
                sheet.number(begin)
                if time.step == 1
                else f"{sheet.number(begin)}–{sheet.number(begin + time.step - 1)}"
            )
            words = f"{span}: {sheet.words['least'].format(value=sheet.number(100 * share, 1))}"
            tall = room * min(share / peak, 1.0)
            css = "soft" if firm[at] else "hollow"
            sheet.rect(left + at * step + 1.5, floor - tall, step - 3, tall, css, words)
    _draw_trend(sheet, (left, floor, wide, room / peak), trend / 100, float(seen.sum() / time.totals.sum()), time)
    sheet.text(left, floor + 14, sheet.number(time.first), "quiet small")
    sheet.text(left + wide, floor + 14, sheet.number(time.last), "quiet small", "end")
    highest = int(np.where(firm, shares, 0.0).argmax()) if firm.any() else int(shares.argmax())
    middle = min(max(left + (highest + 0.5) * step, left + 16), left + wide - 16)
    words = sheet.words["least"].format(value=sheet.number(100 * peak, 0 if peak > 0.1 else 1))
    sheet.text(middle, floor - room - 4, words, "quiet small halo", "middle")


def _draw_trend(sheet: Sheet, place: tuple[float, float, float, float], slope: float, mean: float, time: _Time) -> None:
    """The line through the mean share at the mean year, as far as it runs above nothing and within its panel."""
    left, floor, wide, scale = place
    if time.last == time.first:
        return
    first, last = float(time.first), float(time.last)
    if slope:
        nothing = time.middle - mean / slope
        highest = time.middle + ((_HIGH - 44.0) / scale - mean) / slope
        first, last = max(first, min(nothing, highest)), min(last, max(nothing, highest))
    if last <= first:
        return
    ends = [
        (
            left + (year - time.first) / (time.last - time.first) * wide,
            floor - (mean + slope * (year - time.middle)) * scale,
        )
        for year in (first, last)
    ]
    sheet.line(*ends[0], *ends[1], "trend")
