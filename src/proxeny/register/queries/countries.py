"""Countries as the register knows them: how many places, ties and memberships each has, and with whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from proxeny.register.models import Claim, Involvement, Membership, Place, Tie
from proxeny.register.rows import among, array, column_list, select, select_texts, table_of

COUNTRIES = {
    "country": pl.String, "places": pl.Int64, "ties": pl.Int64, "partners": pl.Int64, "memberships": pl.Int64,
}  # fmt: skip
FLOWS = {"a": pl.String, "b": pl.String, "ties": pl.Int64}
_TIES = {"id": pl.String, "a": pl.String, "b": pl.String}
LOCATED = {"id": pl.String, "country": pl.String, "lat": pl.Float64, "lon": pl.Float64}


def read_countries(on: date, known: date | None = None) -> pl.DataFrame:
    """Every country with a place, tie or membership that may hold on a day, by code: COUNTRIES.

    ``ties`` counts ties with cities of other countries, ``partners`` those countries.
    """
    homes = read_homes()
    flows = count_flows(read_tie_ends(on, known=known), homes).filter(pl.col("a") != pl.col("b"))
    both = pl.concat([flows, flows.select(pl.col("b").alias("a"), pl.col("a").alias("b"), "ties")])
    partners = pl.len().cast(pl.Int64).alias("partners")
    tied = both.group_by(pl.col("a").alias("country")).agg(pl.col("ties").sum(), partners)
    told = homes.group_by("country").agg(pl.len().cast(pl.Int64).alias("places"))
    for other in (tied, _count_memberships(on, homes, known)):
        told = told.join(other, on="country", how="full", coalesce=True)
    return told.select("country", pl.col(list(COUNTRIES)[1:]).fill_null(0)).sort("country")


def read_flows(on: date) -> pl.DataFrame:
    """How many ties that may hold on a day join the cities of each two countries: FLOWS, ``a`` <= ``b``."""
    return count_flows(read_tie_ends(on), read_homes())


def count_flows(ties: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Ties (a, b) counted by the countries of their ends: FLOWS."""
    named = homes.select("id", "country")
    joined = ties.join(named, left_on="a", right_on="id").join(named, left_on="b", right_on="id", suffix="_b")
    pairs = joined.select(
        pl.min_horizontal("country", "country_b").alias("a"), pl.max_horizontal("country", "country_b").alias("b")
    )
    return pairs.group_by("a", "b").agg(pl.len().cast(pl.Int64).alias("ties")).sort("a", "b")


def read_homes() -> pl.DataFrame:
    """The country of every place that states one: id, country."""
    names = [column_list(Place, [name]) for name in ("id", "country")]
    schema = {"id": pl.String, "country": pl.String}
    return select_texts(names, f"FROM {table_of(Place)} WHERE country <> ''", [], schema)


def read_tie_ends(on: date, places: str = "", known: date | None = None) -> pl.DataFrame:
    """Ties that may hold on a day: id, a, b; ``places``: only those with an end in this country.

    ``known``: only those of which an agreement was known on that day.
    """
    names = [f"t.{column_list(Tie, [name])}" for name in _TIES]
    where, parameters = f"WHERE {holds('t')}", [on.isoformat()] * 2
    if places:
        within = f"SELECT id FROM {table_of(Place)} WHERE country = %s"
        where += f" AND (t.a IN ({within}) OR t.b IN ({within}))"
        parameters += [places, places]
    if known:
        where += f" AND {_tied_by('t')}"
        parameters.append(known.isoformat())
    return select_texts(names, f"FROM {table_of(Tie)} t {where}", parameters, _TIES)


def read_located(ids: Collection[str] | None = None) -> pl.DataFrame:
    """The country of every place, or of some, and where it is: id, country, lat, lon (null where nobody says).

    Places of which nobody states the country are left out where all are asked for.
    """
    where, parameters = ("country <> ''", []) if ids is None else (among("id"), [array(ids)])
    sql = f"SELECT {column_list(Place, list(LOCATED))} FROM {table_of(Place)} WHERE {where}"
    return select(sql, parameters, LOCATED)


def _count_memberships(on: date, homes: pl.DataFrame, known: date | None) -> pl.DataFrame:
    name = column_list(Membership, ["member"])
    more, days = said_by("m", known)
    rest, day = f"FROM {table_of(Membership)} m WHERE {holds('m')}{more}", on.isoformat()
    members = select(f"SELECT {name} {rest}", [day, day, *days], {"id": pl.String})
    return members.join(homes, on="id").group_by("country").agg(pl.len().cast(pl.Int64).alias("memberships"))


def read_memberships_in(country: str, on: date, known: date | None = None) -> pl.DataFrame:
    """The memberships of the places of a country that may hold on a day: member, network; ``known``: by that day."""
    schema = {"member": pl.String, "network": pl.String}
    more, days = said_by("m", known)
    sql = (
        f"SELECT m.member, m.network FROM {table_of(Membership)} m JOIN {table_of(Place)} p ON p.id = m.member "
        f"WHERE p.country = %s AND {holds('m')}{more} ORDER BY m.id"
    )
    return select(sql, [country, on.isoformat(), on.isoformat(), *days], schema)


def holds(table: str) -> str:
    """SQL for "may hold on a day", which is given twice; what has no date may hold."""
    started = f"({table}.valid_from IS NULL OR {table}.valid_from <= %s)"
    return f"{started} AND ({table}.valid_to IS NULL OR {table}.valid_to > %s)"


def said_by(table: str, known: date | None) -> tuple[str, list[str]]:
    """SQL for "and a source spoke of it by this day", with its parameters; nothing where no day is given."""
    if known is None:
        return "", []
    claims = f"SELECT 1 FROM {table_of(Claim)} c WHERE c.record = {table}.id AND c.first_seen <= %s"
    return f" AND EXISTS ({claims})", [known.isoformat()]


def _tied_by(table: str) -> str:
    """SQL for "an agreement of both ends was known by this day", which is given once."""
    involved = table_of(Involvement)
    other = f"SELECT 1 FROM {involved} j WHERE j.record = i.record AND j.entity = {table}.b"
    said = f"SELECT 1 FROM {table_of(Claim)} c WHERE c.record = i.record AND c.first_seen <= %s"
    own = f"i.entity = {table}.a AND i.kind = 'agreement'"
    return f"EXISTS (SELECT 1 FROM {involved} i WHERE {own} AND EXISTS ({other}) AND EXISTS ({said}))"
