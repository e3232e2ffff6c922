"""The strategic diagram: themes by their ties outward (centrality) and inward (density)."""

from __future__ import annotations

import polars as pl

from proxeny.literature.charts import CHARTS
from proxeny.literature.drawing.scene import text_width
from proxeny.literature.drawing.sheet import Sheet
from proxeny.literature.mapping import FieldMap

Box = tuple[float, float, float, float]
_HIGH, _EDGE, _TOP = 580.0, 12.0, 22.0


@CHARTS.add("themes")
def draw_themes(sheet: Sheet, field: FieldMap, table: pl.DataFrame) -> None:
    """A disc for each theme, numbered and named; its area is its terms, the axes are ranks parted at the medians.

    Ranks, not values, so that one strong theme does not press the others into a corner; the table has the values, and
    the themes of a single term, which are left out.
    """
    ranked = table.with_columns(
        ((pl.col(name).rank("average") - 0.5) / pl.len()).alias(f"{name}_rank") for name in ("centrality", "density")
    )
    right, floor = sheet.width - 12, _HIGH - 26
    wide, high = right - _EDGE, floor - _TOP
    sheet.rect(_EDGE, _TOP, wide, high, "axis")
    sheet.line(_EDGE + wide / 2, _TOP, _EDGE + wide / 2, floor, "grid")
    sheet.line(_EDGE, _TOP + high / 2, right, _TOP + high / 2, "grid")
    sheet.text(right - 8, _TOP + 18, sheet.words["motor"], "quiet", "end")
    sheet.text(_EDGE + 8, _TOP + 18, sheet.words["niche"], "quiet")
    sheet.text(right - 8, floor - 10, sheet.words["basic"], "quiet", "end")
    sheet.text(_EDGE + 8, floor - 10, sheet.words["emerging-or-declining"], "quiet")
    sheet.text(right, _HIGH - 4, f"{sheet.words['centrality']} {_arrow(sheet)}", "quiet small", "end")
    sheet.text(_EDGE, 14, f"{sheet.words['density']} ↑", "quiet small")
    shown = ranked.filter((pl.col("terms") > 1) | (pl.col("terms").max() == 1))
    most = float(shown["terms"].to_numpy().max())
    taken: list[Box] = []
    discs: list[tuple[float, float, float, str]] = []
    for row in shown.sort(["terms", "cluster"], descending=[True, False]).iter_rows(named=True):
        x = _EDGE + wide * (0.04 + 0.92 * row["centrality_rank"])
        y = floor - high * (0.08 + 0.84 * row["density_rank"])
        radius = 7 + 20 * (row["terms"] / most) ** 0.5
        said = f"{row['label']} · {sheet.words['terms_of'].format(count=sheet.number(row['terms']))}"
        sheet.circle(x, y, radius, "hollow", said)
        sheet.text(x, y + 4, sheet.number(row["cluster"]), "strong", "middle")
        taken.append((x - radius, y - radius, x + radius, y + radius))
        discs.append((x, y, radius, row["label"]))
    for x, y, radius, label in discs:
        _name(sheet, label, (x, y, radius), (_EDGE, right), taken)


def _arrow(sheet: Sheet) -> str:
    return "←" if sheet.language == "fa" else "→"


def _name(
    sheet: Sheet, label: str, disc: tuple[float, float, float], ends: tuple[float, float], taken: list[Box]
) -> None:
    """The two leading terms at the first free place: after the disc, before it, below, above, further down."""
    x, y, radius = disc
    words = sheet.cut("; ".join(label.split("; ")[:2]), sheet.room(300, 0.5))
    wide = text_width(words, 12)
    near, far = radius + 6, radius + 14
    places = [(near, 0.0), (-near - wide, 0.0), (-wide / 2, far), (-wide / 2, -far)]
    places += [(near, 13.0 * step) for step in (1, -1, 2, -2)] + [
        (-near - wide, 13.0 * step) for step in (1, -1, 2, -2)
    ]
    boxes = [(x + left, y + down - 6, x + left + wide, y + down + 6) for left, down in places]
    inside = [box for box in boxes if box[0] >= ends[0] and box[2] <= ends[1] and box[1] > _TOP] or boxes[:1]
    best = next((box for box in inside if not any(_meet(box, other) for other in taken)), inside[0])
    taken.append(best)
    sheet.text((best[0] + best[2]) / 2, best[1] + 10, words, "halo", "middle")


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
