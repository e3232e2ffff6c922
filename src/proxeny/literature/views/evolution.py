"""What becomes of the themes from one period to the next?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import polars as pl

from proxeny.errors import FaultyInput
from proxeny.literature.mapping import FieldMap, build_map
from proxeny.literature.views import VIEWS
from proxeny.tables import Schema, empty

_PERIODS = 3
_SCHEMA: Schema = {
    "period": pl.String,
    "theme": pl.String,
    "terms": pl.Int64,
    "next_period": pl.String,
    "next_theme": pl.String,
    "next_terms": pl.Int64,
    "shared": pl.Int64,
    "inclusion": pl.Float64,
}


@VIEWS.add("evolution")
def build_evolution(field: FieldMap) -> pl.DataFrame:
    """period, theme, terms, next_period, next_theme, next_terms, shared (terms of both), inclusion.

    Inclusion index (Sternitzke & Bergmann 2009): shared terms / terms of the smaller theme; links of 0 are left out.
    A theme that ends has no ``next_theme``, one that begins no ``theme``. Periods hold about as many works; each is
    mapped on its own with the same recipe. Empty where the works span too few years.
    """
    years = sorted(field.works["year"].drop_nulls().to_list())
    if not years or years[-1] - years[0] + 1 < _PERIODS:
        return empty(_SCHEMA)
    bounds = sorted({years[len(years) * at // _PERIODS] for at in range(_PERIODS)})
    spans = list(zip(bounds, [one - 1 for one in bounds[1:]] + [years[-1]], strict=True))
    mapped = [(f"{since}-{until}", _themes(field, since, until)) for since, until in spans]
    rows = [row for (period, themes), (following, onward) in pairwise(mapped)
            for row in _compare(period, themes, following, onward)]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(_SCHEMA), orient="row")


Themes = dict[str, set[str]]
Row = tuple[str, str | None, int | None, str, str | None, int | None, int, float | None]


def _compare(period: str, themes: Themes, following: str, onward: Themes) -> Iterator[Row]:
    for name, terms in themes.items():
        kept = {other: shared for other, others in onward.items() if (shared := len(terms & others))}
        for other, shared in kept.items():
            count = len(onward[other])
            yield period, name, len(terms), following, other, count, shared, shared / min(len(terms), count)
        if not kept:
            yield period, name, len(terms), following, None, None, 0, None
    for other, others in onward.items():
        if not any(terms & others for terms in themes.values()):
            yield period, None, None, following, other, len(others), 0, None


def _themes(field: FieldMap, since: int, until: int) -> Themes:
    recipe = replace(field.recipe, since=since, until=until, minimum=0, most_terms=150, bootstrap=0, starts=2)
    try:
        drawn = build_map(field.works, recipe)
    except FaultyInput:
        return {}  # a period without two terms has no theme
    found: Themes = {}
    for _, part in drawn.terms.sort(["cluster", "occurrences", "label"], descending=[False, True, False]).group_by(
        "cluster", maintain_order=True
    ):
        if part.height > 1:
            found[part["label"][0]] = set(part["label"])
    return found
