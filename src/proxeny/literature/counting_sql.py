"""The same counting written once in Ibis: DuckDB on this machine, Spark on a cluster, identical counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import ibis.expr.types as ir


def count_terms_in(items: ir.Table, works: ir.Table) -> ir.Table:
    """Occurrences and mean year of each term. ``items``: document, term (each pair once); ``works``: document, year."""
    joined = items.join(works, "document")
    return joined.group_by("term").agg(occurrences=joined.document.count(), year=joined.year.mean())


def count_pairs_in(items: ir.Table, *, fractional: bool = False) -> ir.Table:
    """Links between terms: ``first`` < ``second`` and ``weight``, as `counting.count_pairs` has them."""
    per_work = items.group_by("document").agg(size=items.term.count())
    left = items.join(per_work, "document")
    right = items.view().rename(other="term")
    pairs = left.join(right, "document").filter(lambda t: t.term < t.other)
    weight = 1 / (pairs.size - 1) if fractional else pairs.size * 0 + 1
    return pairs.mutate(weight=weight.cast("float64")).group_by(["term", "other"]).agg(
        weight=lambda t: t.weight.sum()
    ).rename(first="term", second="other")  # fmt: skip


def associate_in(links: ir.Table) -> ir.Table:
    """Adds ``association``, 2m w_ij / (k_i k_j); see `proxeny.literature.graph.Graph.associate`."""
    import ibis

    ends = ibis.union(
        links.select(term=links["first"], weight=links.weight), links.select(term=links["second"], weight=links.weight)
    )
    strengths = ends.group_by("term").agg(strength=ends.weight.sum())
    total = ends.agg(total=ends.weight.sum())
    one = strengths.rename(first="term", strength_first="strength")
    other = strengths.rename(second="term", strength_second="strength")
    joined = links.join(one, "first").join(other, "second").cross_join(total)
    share = joined.total * joined.weight / (joined.strength_first * joined.strength_second)
    return joined.mutate(association=share).select("first", "second", "weight", "association")


def count_in(connection: Any, items: pl.DataFrame, *, fractional: bool = False) -> pl.DataFrame:
    """Count the links of ``items`` with an Ibis backend and fetch them, sorted: first, second, weight, association.

    ``connection``: what ``ibis.duckdb.connect()`` or ``ibis.pyspark.connect(session)`` gives.
    """
    import ibis

    table = ibis.memtable(items.select("document", "term").to_arrow())
    return _fetch(connection, associate_in(count_pairs_in(table, fractional=fractional))).sort("first", "second")


def count_occurrences_in(connection: Any, items: pl.DataFrame, works: pl.DataFrame) -> pl.DataFrame:
    """Count the terms of ``items`` with an Ibis backend and fetch them, sorted: term, occurrences, year."""
    import ibis

    tables = ibis.memtable(items.to_arrow()), ibis.memtable(works.select("document", "year").to_arrow())
    return _fetch(connection, count_terms_in(*tables)).sort("term")


def _fetch(connection: Any, expression: ir.Table) -> pl.DataFrame:
    found = pl.from_arrow(connection.to_pyarrow(expression))
    assert isinstance(found, pl.DataFrame)
    return found
