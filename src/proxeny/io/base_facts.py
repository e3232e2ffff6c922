"""What the gazetteer says of a place, as claims of its own source: name, country, coordinates, population."""

from __future__ import annotations

import polars as pl

from proxeny.io.assemble import RowClaims
from proxeny.io.claims import build_keys
from proxeny.io.places.gazetteer import gazetteer_rows
from proxeny.tables import CLAIMS, SOURCES, conform, empty

GEONAMES = {
    "key": "geonames",
    "title": "GeoNames",
    "publisher": "GeoNames",
    "url": "https://www.geonames.org",
    "licence": "CC BY 4.0",
    "kind": "dataset",
    "retrieved": "",
    "rank": 70,
}


def gazetteer_source() -> pl.DataFrame:
    """GeoNames as a source (SOURCES); its rank lets every other source win."""
    return conform(pl.DataFrame([GEONAMES]), SOURCES)


def gazetteer_claims(records: pl.Series, today: str) -> pl.DataFrame:
    """Claims (CLAIMS + null ``row``) on those records that are gazetteer places (``gn:ID``)."""
    ids = records.filter(records.str.starts_with("gn:")).str.slice(3).cast(pl.Int64, strict=False).drop_nulls()
    rows = gazetteer_rows(ids)
    if rows.is_empty():
        return empty(RowClaims)
    point = pl.concat_str([_decimals("lat"), pl.lit(","), _decimals("lon")])
    said = (
        ("name", pl.col("name"), pl.lit("")),
        ("name", pl.col("name_tr").replace("", None), pl.lit("tr")),
        ("name", pl.col("name_fa").replace("", None), pl.lit("fa")),
        ("kind", pl.lit("city"), pl.lit("")),
        ("country", pl.col("country"), pl.lit("")),
        ("coordinates", point, pl.lit("")),
        ("population", pl.col("population").replace(0, None).cast(pl.String), pl.lit("")),
        ("geonameid", pl.col("geonameid").cast(pl.String), pl.lit("")),
    )
    subject = pl.concat_str([pl.lit("gn:"), pl.col("geonameid").cast(pl.String)])
    locator = pl.col("geonameid").cast(pl.String).alias("locator")
    parts = [
        rows.select(
            subject.alias("subject"),
            pl.lit(name).alias("property"),
            value.alias("value"),
            language.alias("language"),
            locator,
        )
        for name, value, language in said
    ]
    texts = [name for name, dtype in CLAIMS.items() if dtype == pl.String]
    claims = (
        pl.concat(parts)
        .filter(pl.col("value").is_not_null())
        .with_columns(
            pl.lit("place").alias("kind"),
            pl.lit("geonames").alias("source"),
            pl.lit(today).alias("first_seen"),
            pl.lit(today).alias("last_seen"),
            pl.lit("accepted").alias("state"),
        )
    )
    keyed = build_keys(conform(claims, CLAIMS).with_columns(pl.col(texts).fill_null("")))
    return conform(keyed, RowClaims)


def _decimals(name: str) -> pl.Expr:
    return pl.col(name).round(5).cast(pl.String)
