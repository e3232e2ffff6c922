"""Ties in time: slices, entries and exits, survival; what has no date is counted apart, never left out silently."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.graph.kernels import Longs
from proxeny.graph.memberships import Memberships
from proxeny.graph.model import Graph

UNKNOWN = 0  # the year of what has none


@dataclass(frozen=True, slots=True)
class Years:
    """First and last year of each tie, 0 where not known: no first year is undated, no last year is open."""

    begun: Longs
    ended: Longs

    @property
    def dated(self) -> np.ndarray:
        """Which have a first year."""
        return np.asarray(self.begun > UNKNOWN)


def read_years(table: pl.DataFrame) -> Years:
    """Years of ``valid_from`` and ``valid_to`` of a table (ISO text); nothing is known where it lacks the columns."""
    found = []
    for name in ("valid_from", "valid_to"):
        if name in table.columns:
            year = table[name].cast(pl.String).str.slice(0, 4).cast(pl.Int64, strict=False).fill_null(UNKNOWN)
            found.append(year.to_numpy())
        else:
            found.append(np.zeros(table.height, np.int64))
    return Years(*found)


def years_of(graph: Graph) -> Years:
    """The years of a graph's ties."""
    if graph.ties.height != graph.tie_count:
        return Years(np.zeros(graph.tie_count, np.int64), np.zeros(graph.tie_count, np.int64))
    return read_years(graph.ties)


def slice_graph(graph: Graph, year: int, *, undated: bool = True) -> Graph:
    """The ties that held in some part of ``year``; those without a first year hold where ``undated``.

    A tie whose end is known and past is left out, dated or not.
    """
    years = years_of(graph)
    lasting = (years.ended == UNKNOWN) | (years.ended > year)
    begun = np.where(years.dated, years.begun <= year, undated)
    return graph.only(np.asarray(lasting & begun, np.bool_))


def count_by_year(years: Years) -> pl.DataFrame:
    """Of each year from the first to the last date: ``entries``, ``exits``, ``dated`` (held in it), ``undated``.

    ``undated`` is the same in every row: so many more may have held. Empty where nothing is dated.
    """
    schema = {"year": pl.Int64, "entries": pl.Int64, "exits": pl.Int64, "dated": pl.Int64, "undated": pl.Int64}
    known = np.concatenate([years.begun[years.begun > 0], years.ended[years.ended > 0]])
    if not len(known):
        return pl.DataFrame(schema=schema)
    first, last = int(known.min()), int(known.max())
    span = last - first + 1
    dated = years.dated
    entries = np.bincount(years.begun[dated] - first, minlength=span)
    over = dated & (years.ended > 0)
    exits = np.bincount(np.maximum(years.ended[over], years.begun[over]) - first, minlength=span)
    held = np.cumsum(entries) - np.concatenate([[0], np.cumsum(exits)[:-1]])
    undated = np.full(span, int((~dated).sum()))
    table = {"year": np.arange(first, last + 1), "entries": entries, "exits": exits, "dated": held, "undated": undated}
    return pl.DataFrame(table, schema=schema)


def estimate_survival(years: Years, today: int) -> pl.DataFrame:
    """Share of ties that last at least so many years (Kaplan and Meier 1958), of those with a first year.

    Columns ``age``, ``at_risk``, ``ended``, ``survival``, ``low``, ``high`` (95 of 100, Greenwood's formula on the
    log-log scale). A tie without an end is taken to have held up to ``today``; ends that nobody recorded make survival
    look better than it is. Empty where no end is known.
    """
    schema = {
        "age": pl.Int64, "at_risk": pl.Int64, "ended": pl.Int64,
        "survival": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    }  # fmt: skip
    dated = years.dated & (years.begun <= today)
    over = (years.ended > 0) & (years.ended <= today)
    if not (dated & over).any():
        return pl.DataFrame(schema=schema)
    age = np.maximum(np.where(over, years.ended, today) - years.begun, 0)[dated]
    ended = over[dated]
    rows, share, spread = [], 1.0, 0.0
    for at in np.unique(age[ended]):
        risk, gone = int((age >= at).sum()), int((age[ended] == at).sum())
        share *= 1 - gone / risk
        spread += gone / (risk * (risk - gone)) if risk > gone else 0.0
        low, high = _interval(share, spread)
        rows.append((int(at), risk, gone, share, low, high))
    return pl.DataFrame(rows, schema=schema, orient="row")


def _interval(share: float, spread: float) -> tuple[float, float]:
    if not 0.0 < share < 1.0:
        return share, share
    wide = 1.959964 * np.sqrt(spread) / np.log(share)
    return float(share ** np.exp(-wide)), float(share ** np.exp(wide))


def count_growth(held: Memberships, table: pl.DataFrame) -> pl.DataFrame:
    """Members of each network by year of joining: ``network``, ``year``, ``joined``; undated ones in the year 0.

    ``table``: memberships as in a snapshot.
    """
    inside = table.filter(pl.col("network").is_in(held.networks["id"].to_list()))
    years = read_years(inside).begun
    counted = inside.select("network").with_columns(pl.Series("year", years))
    return counted.group_by("network", "year").len("joined").sort("network", "year").cast({"joined": pl.Int64})
