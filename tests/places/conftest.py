"""A gazetteer of ten places, small enough to resolve by hand."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from proxeny.io.places.gazetteer import Gazetteer, index_gazetteer
from proxeny.tables import MENTIONS, conform
from proxeny.text import fold_key

# id, name, country, admin1, lat, lon, population, alternate names
PLACES = [
    (1, "Bursa", "TR", "16", 40.19, 29.06, 2_000_000, ["Brusa", "بورسا"]),
    (2, "Iğdır", "TR", "76", 39.92, 44.04, 100_000, []),
    (3, "İğdir", "TR", "37", 41.60, 33.10, 1_400, []),
    (4, "Kerman", "IR", "29", 30.28, 57.08, 577_000, ["کرمان", "كرمان"]),
    (5, "Springfield", "US", "IL", 39.80, -89.64, 116_000, []),
    (6, "Springfield", "US", "MA", 42.10, -72.59, 155_000, []),
    (7, "Köln", "DE", "07", 50.93, 6.95, 1_024_000, ["Cologne", "Colonia"]),
    (8, "Cologne", "IT", "09", 45.58, 9.94, 7_000, []),
    (9, "León", "ES", "55", 42.60, -5.57, 124_000, []),
    (10, "León", "NI", "08", 12.43, -86.88, 145_000, []),
]
COLUMNS = ["id", "name", "country", "admin1", "lat", "lon", "population", "others"]

Mentions = Callable[..., pl.DataFrame]


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    table = pl.DataFrame(PLACES, schema=COLUMNS, orient="row").with_columns(
        pl.lit("").alias("name_tr"),
        pl.lit("").alias("name_fa"),
        pl.col("name").map_elements(fold_key, return_dtype=pl.String).alias("key"),
        pl.col("others").list.eval(pl.element().map_elements(fold_key, return_dtype=pl.String)).alias("keys"),
    )
    return index_gazetteer(table)


@pytest.fixture(scope="session")
def mentions() -> Mentions:
    def build(*rows: dict[str, object]) -> pl.DataFrame:
        named = [{"mention": f"m{number}", "kind": "place", **row} for number, row in enumerate(rows)]
        return conform(pl.DataFrame(named, infer_schema_length=None), MENTIONS)

    return build
