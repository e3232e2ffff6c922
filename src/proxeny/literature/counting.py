"""Counting: how often each term occurs, how often two occur together, and in which years; with sparse matrices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

Numbers = NDArray[np.float64]
_PLACES = 9


@dataclass(frozen=True, slots=True)
class Counts:
    """``terms``: ``term``, ``label``, ``occurrences`` (works), ``year`` and ``cited_by`` (means over the works that
    have them), ``year_spread`` (standard deviation), ``years`` (works that have a year); ``links``: ``first`` <
    ``second`` (rows of ``terms``), ``weight``; ``total`` and ``most``: of all terms, before the minimum."""

    terms: pl.DataFrame
    links: pl.DataFrame
    total: int
    most: int


def count_terms(items: pl.DataFrame, terms: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """Occurrences and means of each term. ``items``: document, term; ``works``: year, cited_by, in corpus order."""
    details = works.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("document"), pl.col("year"), pl.col("cited_by").cast(pl.Float64)
    )
    seen = items.join(details, on="document", how="left")
    counted = seen.group_by("term").agg(
        pl.len().cast(pl.Int64).alias("occurrences"),
        pl.col("year").mean().round(_PLACES),  # threads add up in any order; what differs by that is rounded away
        pl.col("year").std(ddof=0).round(_PLACES).alias("year_spread"),
        pl.col("year").count().cast(pl.Int64).alias("years"),
        pl.col("cited_by").mean().round(_PLACES),
    )
    return terms.join(counted, on="term", how="inner").sort("term")


def choose_minimum(counted: pl.DataFrame, most_terms: int) -> int:
    """The least number of occurrences, from 2, that leaves at most ``most_terms`` terms; 1 where none occurs twice."""
    occurrences = counted["occurrences"]
    if not bool((occurrences >= 2).any()):
        return 1
    minimum = 2
    while int((occurrences >= minimum).sum()) > most_terms:
        minimum += 1
    return minimum


def count_pairs(items: pl.DataFrame, chosen: pl.DataFrame, *, fractional: bool = False) -> pl.DataFrame:
    """Links between the terms of ``chosen``: ``first`` < ``second`` (its rows) and ``weight``, sorted.

    Full counting: the number of works with both, B'B of the incidence matrix B. Fractional counting: each work gives
    1 / (n - 1) to each of its pairs, n being its chosen terms, so that a term gets one in all from each work
    (Perianes-Rodriguez, Waltman & Van Eck 2016). ``weight`` is a float of 64 bits: no count is cut off.
    """
    codes, picked = items["term"].to_numpy(), chosen["term"].to_numpy()
    row_of = np.full(max(int(codes.max(initial=0)), int(picked.max(initial=0))) + 1, -1, dtype=np.int64)
    row_of[picked] = np.arange(picked.size)
    columns = row_of[codes]
    kept = columns >= 0
    if not kept.any():
        return _links(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    documents = items["document"].to_numpy()[kept]
    shape = (int(documents.max()) + 1, chosen.height)
    incidence = csr_array((np.ones(documents.size), (documents, columns[kept])), shape=shape)
    return link_columns(incidence, fractional=fractional)


def link_columns(incidence: csr_array, *, fractional: bool = False) -> pl.DataFrame:
    """Links between the columns of a matrix of counts (works x terms)."""
    weighted = incidence
    if fractional:
        per_row = np.asarray(incidence.sum(axis=1)).ravel()
        share = np.divide(1.0, per_row - 1, out=np.zeros_like(per_row), where=per_row > 1)
        weighted = csr_array(incidence.multiply(share[:, None]))
    product = csr_array(incidence.T.tocsr() @ weighted)
    rows = np.repeat(np.arange(product.shape[0], dtype=np.int32), np.diff(product.indptr))
    above = np.flatnonzero((product.indices > rows) & (product.data > 0))
    upper = csr_array((product.data[above], (rows[above], product.indices[above])), shape=product.shape)
    upper.sort_indices()
    first = np.repeat(np.arange(upper.shape[0], dtype=np.int64), np.diff(upper.indptr))
    return _links(first, upper.indices.astype(np.int64), upper.data)


def _links(first: NDArray[np.int64], second: NDArray[np.int64], weight: Numbers) -> pl.DataFrame:
    return pl.DataFrame({"first": first, "second": second, "weight": weight})
