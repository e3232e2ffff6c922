"""Which terms are frequent, and is their share growing?"""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import VIEWS, with_labels, yearly


@VIEWS.add("frequencies")
def build_frequencies(field: FieldMap) -> pl.DataFrame:
    """label, occurrences, share (of works), trend (change of the share per year, percentage points), first, last.

    The trend is the slope of a least-squares line through the yearly shares, each year weighted by its works.
    """
    totals = field.works.drop_nulls("year").group_by("year").len("all").sort("year")
    years, every = totals["year"].to_numpy().astype(float), totals["all"].to_numpy().astype(float)
    counts = yearly(field)
    rows = []
    by_row = {key[0]: part for key, part in counts.group_by("row")}
    for row, occurrences in enumerate(field.terms["occurrences"]):
        part = by_row.get(row)
        seen = dict(part.select("year", "works").iter_rows()) if part is not None else {}
        shares = np.array([seen.get(int(year), 0) for year in years]) / np.maximum(every, 1)
        slope = _slope(years, shares, every) if years.size > 1 else 0.0
        first, last = (min(seen), max(seen)) if seen else (None, None)
        rows.append((row, occurrences, occurrences / field.works.height, 100 * slope, first, last))
    names = ["row", "occurrences", "share", "trend", "first", "last"]
    table = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Float64) | {"row": pl.Int64}, orient="row")
    whole = table.with_columns(pl.col("occurrences", "first", "last").cast(pl.Int64))
    return with_labels(field, whole).sort(["occurrences", "label"], descending=[True, False])


def _slope(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> float:
    middle = float((weight * x).sum() / weight.sum())
    spread = float((weight * (x - middle) ** 2).sum())
    return float((weight * (x - middle) * y).sum()) / spread if spread else 0.0
