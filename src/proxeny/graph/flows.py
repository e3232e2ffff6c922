"""Ties between countries against what chance and size alone would give."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.graph.subject import Subject


def count_partner_countries(subject: Subject, country: str) -> pl.DataFrame:
    """Partner countries: ``country``, ``ties``, ``expected``, ``ratio``, ``low``, ``high``, most ties first.

    expected: ties if the ends of all ties to other countries were paired at random, keeping each country's number of
    ends (the degree-preserving rung without ties within countries, in the mean). low, high: the middle 95 of 100 of a
    Poisson variable of that mean, so a country within them has about as many ties as its size gives.
    """
    ends, graph = subject.graph.ends, subject.graph
    names = graph.nodes["country"].to_list()
    codes = sorted({name for name in names if name})
    number = {code: at for at, code in enumerate(codes)}
    each = np.array([number.get(name, -1) if name else -1 for name in names], np.int64)
    one, other = (each[ends[0]], each[ends[1]]) if graph.tie_count else (np.empty(0, np.int64),) * 2
    abroad = (one >= 0) & (other >= 0) & (one != other)
    table = np.zeros((len(codes), len(codes)))
    np.add.at(table, (one[abroad], other[abroad]), 1)
    table += table.T
    schema = {
        "country": pl.String, "ties": pl.Int64, "expected": pl.Float64, "ratio": pl.Float64,
        "low": pl.Int64, "high": pl.Int64,
    }  # fmt: skip
    if country not in number or not table[number[country]].sum():
        return pl.DataFrame(schema=schema)
    expected = _expect(table)[number[country]]
    rows = []
    for code, at in number.items():
        ties, mean = int(table[number[country], at]), float(expected[at])
        if code != country and (ties or mean >= 0.5):
            low, high = _poisson_interval(mean)
            rows.append((code, ties, mean, ties / mean if mean > 0 else None, low, high))
    return pl.DataFrame(rows, schema=schema, orient="row").sort("ties", "country", descending=[True, False])


def _expect(table: np.ndarray) -> np.ndarray:
    """A symmetric table of x(i) x(j), nothing on the diagonal, with the row sums of ``table``."""
    wanted = table.sum(axis=1)
    x = wanted / np.sqrt(max(wanted.sum(), 1.0))
    for _ in range(200):
        rest = x.sum() - x
        new = np.where(rest > 0, wanted / np.where(rest > 0, rest, 1.0), 0.0)
        new = np.sqrt(np.maximum(new * x, 0.0))
        if np.abs(new - x).max(initial=0.0) < 1e-10:
            break
        x = new
    made = np.outer(x, x)
    np.fill_diagonal(made, 0.0)
    return made


def _poisson_interval(mean: float) -> tuple[int, int]:
    from scipy.stats import poisson

    if mean <= 0:
        return 0, 0
    return int(poisson.ppf(0.025, mean)), int(poisson.ppf(0.975, mean))
