"""Resolve the places of a plain table: the columns of the user's file stay, the answer is added."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from proxeny.errors import Fault, FaultyInput, Where, raise_if_any
from proxeny.io.places.gazetteer import Gazetteer
from proxeny.io.places.resolve import Known, resolve_places
from proxeny.tables import MENTIONS, conform
from proxeny.text import clean

ANSWER = ("state", "geonameid", "wikidata", "candidates", "reason")


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """Which column of a table is what; empty: there is none."""

    name: str
    country: str = ""
    lat: str = ""
    lon: str = ""


def resolve_table(table: pl.DataFrame, *, name: str, country: str = "", lat: str = "", lon: str = "") -> pl.DataFrame:
    """The table with state (sure doubtful none), geonameid, wikidata, candidates and reason added.

    name, country, lat, lon: which column is what; empty: there is none. See `resolve_columns`.
    """
    return resolve_columns(table, PlaceColumns(name, country, lat, lon))


def resolve_columns(
    table: pl.DataFrame, columns: PlaceColumns, known: Known | None = None, gazetteer: Gazetteer | None = None
) -> pl.DataFrame:
    """As `resolve_table`, also against what a register holds; only that gives Wikidata ids.

    Rows that say the same are resolved once. A column of the table that has a name of the answer's is kept with
    ``_given`` behind its name. Raises `FaultyInput` when a column is not there or only one coordinate is named.
    """
    _check(table, columns)
    held = known or Known()
    given = [pl.col(name).cast(pl.String).fill_null("") for name in (columns.name, columns.country) if name]
    named = dict(zip(("name", "country_wording"), given, strict=False))
    numbers = {part: pl.col(name).cast(pl.Float64, strict=False) for part, name in _coordinates(columns)}
    asked = table.select(**named, **numbers).with_columns(pl.col(pl.String).map_elements(clean, return_dtype=pl.String))
    key = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in asked.columns], separator="\x1f")
    asked = asked.with_columns(key.alias("mention"), pl.lit("place").alias("kind"))
    found = resolve_places(conform(asked.unique("mention", maintain_order=True), MENTIONS), held, gazetteer=gazetteer)
    answer = asked.select("mention").join(_answer(found, held), on="mention", how="left", maintain_order="left")
    taken = {name: f"{name}_given" for name in ANSWER if name in table.columns}
    return pl.concat([table.rename(taken), answer.select(ANSWER)], how="horizontal")


def _answer(found: pl.DataFrame, known: Known) -> pl.DataFrame:
    held = known.places.select(
        pl.col("id").cast(pl.String).alias("record"), pl.col("geonameid").cast(pl.Int64).alias("held_id"), "wikidata"
    ).unique("record", keep="first", maintain_order=True)
    listed = pl.when(pl.col("record").str.starts_with("gn:")).then(
        pl.col("record").str.slice(3).cast(pl.Int64, strict=False)
    )
    sure = pl.col("state") == "sure"
    joined = found.join(held, on="record", how="left").with_columns(
        pl.when(sure).then(pl.coalesce(listed, "held_id")).alias("geonameid"),
        pl.when(sure).then(pl.col("wikidata").fill_null("")).otherwise(pl.lit("")).alias("wikidata"),
    )
    return joined.select("mention", *ANSWER)


def _coordinates(columns: PlaceColumns) -> list[tuple[str, str]]:
    return [(part, name) for part, name in (("lat", columns.lat), ("lon", columns.lon)) if name]


def _check(table: pl.DataFrame, columns: PlaceColumns) -> None:
    wanted = [columns.name, *filter(None, (columns.country, columns.lat, columns.lon))]
    there = ", ".join(table.columns)
    raise_if_any(
        Fault("column-absent", Where(column=name), {"there": there}) for name in wanted if name not in table.columns
    )
    if bool(columns.lat) != bool(columns.lon):
        raise FaultyInput.of("coordinate-alone")
