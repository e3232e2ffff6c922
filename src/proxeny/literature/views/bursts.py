"""Which terms burst, and when?"""

from __future__ import annotations

import math

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.views import VIEWS, with_labels, yearly

_FACTOR, _COST = 2.0, 1.0


@VIEWS.add("bursts")
def build_bursts(field: FieldMap) -> pl.DataFrame:
    """label, since, until, weight: stretches of years in which a term's share is raised.

    Kleinberg's batched two-state automaton (2003): in the raised state the share of works is twice the overall one;
    entering it costs ln(years); the cheapest sequence of states is found by dynamic programming; the weight is the cost
    saved. Not for terms of a handful of works, which burst by chance.
    """
    totals = dict(field.works.drop_nulls("year").group_by("year").len().iter_rows())
    if not totals:
        return pl.DataFrame(schema={"label": pl.String, "since": pl.Int64, "until": pl.Int64, "weight": pl.Float64})
    years = list(range(min(totals), max(totals) + 1))
    every = [totals.get(year, 0) for year in years]
    rows = []
    for (row,), part in yearly(field).group_by("row", maintain_order=True):
        seen = dict(part.select("year", "works").iter_rows())
        for since, until, weight in find_bursts([seen.get(year, 0) for year in years], every):
            rows.append((row, years[since], years[until], weight))
    schema = {"row": pl.Int64, "since": pl.Int64, "until": pl.Int64, "weight": pl.Float64}
    found = with_labels(field, pl.DataFrame(rows, schema=schema, orient="row"))
    return found.sort(["weight", "label"], descending=[True, False])


def find_bursts(hits: list[int], every: list[int]) -> list[tuple[int, int, float]]:
    """First and last position and weight of each burst of ``hits`` among ``every``.

    >>> [(since, until) for since, until, _ in find_bursts([1, 1, 9, 8, 1, 1], [20] * 6)]
    [(2, 3)]
    """
    base = sum(hits) / max(sum(every), 1)
    raised = min(base * _FACTOR, 0.9999)
    if not 0 < base < raised:
        return []
    enter = _COST * math.log(len(hits))
    costs = [[_cost(hit, all_, share) for share in (base, raised)] for hit, all_ in zip(hits, every, strict=True)]
    low, high = 0.0, enter
    back: list[tuple[int, int]] = []
    for calm, excited in costs:
        back.append((0 if low <= high else 1, 1 if high <= low + enter else 0))
        low, high = min(low, high) + calm, min(high, low + enter) + excited
    state = 0 if low <= high else 1
    states = []
    for step in reversed(back):
        states.append(state)
        state = step[state]
    states.reverse()
    return _stretches(states, costs)


def _cost(hit: int, every: int, share: float) -> float:
    return -(math.lgamma(every + 1) - math.lgamma(hit + 1) - math.lgamma(every - hit + 1)
             + hit * math.log(share) + (every - hit) * math.log(1 - share))  # fmt: skip


def _stretches(states: list[int], costs: list[list[float]]) -> list[tuple[int, int, float]]:
    found, since = [], -1
    for at, state in enumerate([*states, 0]):
        if state and since < 0:
            since = at
        elif not state and since >= 0:
            found.append((since, at - 1, sum(calm - excited for calm, excited in costs[since:at])))
            since = -1
    return found
