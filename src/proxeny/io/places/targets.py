"""What a mention may stand for: the places of the gazetteer and those the register holds."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from proxeny.io.places.gazetteer import Gazetteer
from proxeny.tables import Schema

KNOWN_PLACES: Schema = {
    "id": pl.String, "name_keys": pl.List(pl.String), "country": pl.String, "lat": pl.Float64, "lon": pl.Float64,
    "kind": pl.String, "population": pl.Int64, "geonameid": pl.Int64, "wikidata": pl.String,
}  # fmt: skip
KNOWN_TIES: Schema = {"a": pl.String, "b": pl.String}
KNOWN_DECISIONS: Schema = {"mention": pl.String, "record": pl.String, "judgement": pl.String}


@dataclass(frozen=True, slots=True)
class Known:
    """What the register already holds; every table may be empty.

    places: id, name_keys (folded), country, lat, lon, kind, population, geonameid, wikidata. ties: a, b (record ids).
    decisions: mention, record, judgement (same different unsure); the last of a pair counts.
    """

    places: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(KNOWN_PLACES)))
    ties: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(KNOWN_TIES)))
    decisions: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(KNOWN_DECISIONS)))


@dataclass(frozen=True, slots=True)
class Targets:
    """What a mention may stand for, numbered by t.

    places: t, id, geonameid, name, country, admin1, kind, lat, lon, population, wikidata, target_key (folded main
    name). keys: key, t, country, main.
    """

    places: pl.DataFrame
    keys: pl.DataFrame


def build_targets(gazetteer: Gazetteer, known: Known) -> Targets:
    """Gazetteer and register as one list of places with their keys.

    A place of the register that the gazetteer has adds its names to it. One that the gazetteer lacks is a target of
    its own if it has an id of GeoNames or Wikidata and lies somewhere: what only a name is known of proves nothing.
    """
    held = known.places.select([pl.col(name).cast(dtype) for name, dtype in KNOWN_PLACES.items()])
    ours = held.select("geonameid", "id", "wikidata", "name_keys").drop_nulls("geonameid").sort("id")
    ours = ours.unique("geonameid", keep="first", maintain_order=True)
    listed = gazetteer.places.with_row_index("t").join(
        ours.select("geonameid", pl.col("id").alias("held"), "wikidata"),
        on="geonameid",
        how="left",
        maintain_order="left",
    )
    base = listed.select(
        "t",
        pl.coalesce("held", pl.concat_str([pl.lit("gn:"), pl.col("geonameid").cast(pl.String)])).alias("id"),
        *("geonameid", "name", "country", "admin1"),
        pl.lit("city").alias("kind"),
        *("lat", "lon", "population"),
        pl.col("wikidata").fill_null(""),
        pl.col("key").alias("target_key"),
    )
    extra = _extra(held, gazetteer, base.height)
    keys = pl.concat(
        [
            gazetteer.keys.select("key", pl.col("row").alias("t"), "country", "main"),
            _named(listed.select("t", "geonameid", "country").join(ours, on="geonameid")),
            _named(extra),
        ]
    )
    keys = keys.group_by("key", "t").agg(pl.col("country").first(), pl.col("main").max()) if held.height else keys
    return Targets(pl.concat([base, extra.select(base.columns)]), keys)


def _extra(held: pl.DataFrame, gazetteer: Gazetteer, start: int) -> pl.DataFrame:
    placed = (pl.col("country").fill_null("") != "") | pl.col("lat").is_not_null()
    own = held.filter(~pl.col("id").str.starts_with("pl:") & placed).join(gazetteer.places, on="geonameid", how="anti")
    return own.sort("id").with_columns(
        pl.int_range(start, start + pl.len(), dtype=pl.UInt32).alias("t"),
        pl.col("name_keys").list.first().fill_null("").alias("name"),
        pl.col("name_keys").list.first().fill_null("").alias("target_key"),
        pl.lit("").alias("admin1"),
        pl.col("country", "kind", "wikidata").fill_null(""),
        pl.col("population").fill_null(0),
    )


def _named(places: pl.DataFrame) -> pl.DataFrame:
    keys = places.select(pl.col("name_keys").alias("key"), "t", "country").explode("key", empty_as_null=True)
    return keys.filter(pl.col("key").fill_null("") != "").with_columns(pl.lit(False).alias("main"))
