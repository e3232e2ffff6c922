"""What maps show: where places are, and what joins them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from proxeny.register.models import Place
from proxeny.register.queries.countries import read_tie_ends
from proxeny.register.rows import among, array, column_list, select, table_of

NAMED_PLACES = {
    "id": pl.String, "name": pl.String, "name_en": pl.String, "name_tr": pl.String, "name_fa": pl.String,
    "country": pl.String, "lat": pl.Float64, "lon": pl.Float64,
}  # fmt: skip


def read_places_at(ids: Collection[str]) -> pl.DataFrame:
    """Those of some places whose coordinates are known: NAMED_PLACES, by id."""
    return read_named_places(ids, "AND lat IS NOT NULL AND lon IS NOT NULL")


def read_named_places(ids: Collection[str], more: str = "") -> pl.DataFrame:
    """Some places: NAMED_PLACES, by id; ``more``: a further condition in SQL."""
    names = column_list(Place, list(NAMED_PLACES))
    sql = f"SELECT {names} FROM {table_of(Place)} WHERE {among('id')} {more} ORDER BY id"
    return select(sql, [array(ids)], NAMED_PLACES)


def read_places_of(country: str) -> pl.DataFrame:
    """The places of a country: NAMED_PLACES, by id."""
    names = column_list(Place, list(NAMED_PLACES))
    return select(f"SELECT {names} FROM {table_of(Place)} WHERE country = %s ORDER BY id", [country], NAMED_PLACES)


def read_city_map(on: date, known: date | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tied places with coordinates and their number of ties (NAMED_PLACES + ties), and the ties between them (a, b)."""
    ties = read_tie_ends(on, known=known).select("a", "b")
    ends = pl.concat([ties["a"], ties["b"]]).rename("id")
    places = read_places_at(ends.unique().to_list())
    counts = ends.value_counts(name="ties").with_columns(pl.col("ties").cast(pl.Int64))
    known = places["id"].implode()
    held = ties.filter(pl.col("a").is_in(known) & pl.col("b").is_in(known)).sort("a", "b")
    return places.join(counts, on="id", maintain_order="left"), held


def build_centres(located: pl.DataFrame) -> pl.DataFrame:
    """Where the places of each country (id, country, lat, lon) lie on average, on the sphere: country, lat, lon."""
    lat, lon = pl.col("lat").radians(), pl.col("lon").radians()
    known = located.filter(pl.col("lat").is_not_null() & pl.col("lon").is_not_null())
    parts = {"x": lat.cos() * lon.cos(), "y": lat.cos() * lon.sin(), "z": lat.sin()}
    mean = known.group_by("country").agg([part.mean().alias(name) for name, part in parts.items()])
    flat = (pl.col("x") ** 2 + pl.col("y") ** 2).sqrt()
    return mean.select(
        "country",
        pl.arctan2(pl.col("z"), flat).degrees().alias("lat"),
        pl.arctan2(pl.col("y"), pl.col("x")).degrees().alias("lon"),
    ).sort("country")
