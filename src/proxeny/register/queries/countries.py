"""Countries as the register knows them: how many places, ties and memberships each has, and with whom."""

from __future__ import annotations

from datetime import date

import polars as pl

from proxeny.register.models import Membership, Place, Tie
from proxeny.register.rows import select, table_of

COUNTRIES = {
    "country": pl.String, "places": pl.Int64, "ties": pl.Int64, "partners": pl.Int64, "memberships": pl.Int64,
}  # fmt: skip
FLOWS = {"a": pl.String, "b": pl.String, "ties": pl.Int64}


def read_countries(on: date) -> pl.DataFrame:
    """Every country with a place, tie or membership that may hold on a day, by code: COUNTRIES.

    ``ties`` counts ties with cities of other countries, ``partners`` those countries.
    """
    places = select(
        f"SELECT country, COUNT(*) FROM {table_of(Place)} WHERE country <> '' GROUP BY country",
        [],
        {"country": pl.String, "places": pl.Int64},
    )
    flows = read_flows(on).filter(pl.col("a") != pl.col("b"))
    both = pl.concat([flows, flows.select(pl.col("b").alias("a"), pl.col("a").alias("b"), "ties")])
    partners = pl.len().cast(pl.Int64).alias("partners")
    tied = both.group_by(pl.col("a").alias("country")).agg(pl.col("ties").sum(), partners)
    sql = (
        f"SELECT p.country, COUNT(*) FROM {table_of(Membership)} m JOIN {table_of(Place)} p ON p.id = m.member "
        f"WHERE p.country <> '' AND {holds('m')} GROUP BY p.country"
    )
    day = on.isoformat()
    joined = select(sql, [day, day], {"country": pl.String, "memberships": pl.Int64})
    for other in (tied, joined):
        places = places.join(other, on="country", how="full", coalesce=True)
    return places.select("country", pl.col(list(COUNTRIES)[1:]).fill_null(0)).sort("country")


def read_flows(on: date) -> pl.DataFrame:
    """How many ties that may hold on a day join the cities of each two countries: FLOWS, ``a`` <= ``b``."""
    sql = (
        f"SELECT CASE WHEN a.country < b.country THEN a.country ELSE b.country END AS one, "
        f"CASE WHEN a.country < b.country THEN b.country ELSE a.country END AS other, COUNT(*) "
        f"FROM {table_of(Tie)} t JOIN {table_of(Place)} a ON a.id = t.a JOIN {table_of(Place)} b ON b.id = t.b "
        f"WHERE a.country <> '' AND b.country <> '' AND {holds('t')} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    day = on.isoformat()
    return select(sql, [day, day], FLOWS)


def holds(table: str) -> str:
    """SQL for "may hold on a day", which is given twice; what has no date may hold."""
    started = f"({table}.valid_from IS NULL OR {table}.valid_from <= %s)"
    return f"{started} AND ({table}.valid_to IS NULL OR {table}.valid_to > %s)"
