"""From rows to mentions: each way in which the source names one thing, once, and what it claims of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from proxeny import tables
from proxeny.errors import Fault
from proxeny.io.claims import digest
from proxeny.io.mapping_rules import Cell, MentionRule
from proxeny.io.places.countries import resolve_country
from proxeny.io.reading_cells import Sheet
from proxeny.io.reading_values import Cleaned, Wanted, clean_country
from proxeny.io.vocabulary import CODES

_COUNTRY_IN_NAME = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_WANTED = {
    "geonameid": Wanted("geonameid"),
    "wikidata": Wanted("wikidata"),
    "place_kind": Wanted("code", CODES["place_kind"]),
    "organisation_kind": Wanted("code", CODES["organisation_kind"]),
    "kind": Wanted("code", ("place", "network", "organisation")),
}
_PARTS = [name for name in tables.MENTIONS if name != "mention"]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The mentions of one rule: ``rows`` (row, mention), ``table`` as `proxeny.tables.MENTIONS`."""

    rule: MentionRule
    rows: pl.DataFrame
    table: pl.DataFrame


def mention_key(parts: tuple[object, ...]) -> str:
    """The key of a mention: a digest of the other columns of `proxeny.tables.MENTIONS` in their order."""
    return digest(*("" if part is None else str(part) for part in parts))


def build_mentions(sheet: Sheet, rule: MentionRule) -> Mentioned:
    """Read one mention of every row. Coordinates 0,0 and half coordinates are ignored with a warning."""
    named = _names(sheet, rule)
    if rule.required:
        missing = sheet.rows.join(named, on="row", how="anti").get_column("row")
        if len(missing):
            sheet.drop_rows(missing, rule.cells["name"].column, Cleaned(code="cell-empty"))
    frame = named
    for name in ("geonameid", "wikidata", "place_kind", "organisation_kind", "kind"):
        frame = frame.join(sheet.one(rule.cells.get(name), _WANTED[name], name), on="row", how="left")
    frame = _with_country(sheet, rule, frame)
    frame = frame.join(_coordinates(sheet, rule), on="row", how="left").with_columns(
        place_kind=pl.when(pl.col("kind") == "place").then("place_kind").otherwise(_organisation_kind()),
        geonameid=pl.col("geonameid").cast(pl.Int64),
    )
    frame = frame.with_columns(pl.col("country", "country_wording", "place_kind", "wikidata").fill_null(""))
    distinct = frame.select(_PARTS).unique(maintain_order=True)
    keys = pl.Series("mention", [mention_key(parts) for parts in distinct.iter_rows()], dtype=pl.String)
    table = tables.conform(distinct.with_columns(keys), tables.MENTIONS)
    rows = frame.join(table, on=_PARTS, how="left", nulls_equal=True, maintain_order="left").select("row", "mention")
    return Mentioned(rule, rows, table)


def _organisation_kind() -> pl.Expr:
    return pl.col("organisation_kind").fill_null(pl.when(pl.col("kind") == "network").then(pl.lit("network")))


def _names(sheet: Sheet, rule: MentionRule) -> pl.DataFrame:
    """Row, name, and the country of ``City (CC)`` where the cell is a list."""
    cell = rule.cells["name"]
    found = sheet.values(cell, Wanted("name")).filter(pl.col("value") != "")
    if not cell.split:
        return found.select("row", pl.col("value").alias("name")).with_columns(
            own_country=pl.lit(None, dtype=pl.String), own_wording=pl.lit(None, dtype=pl.String)
        )
    splits = {text: _split_country(text) for text in found.get_column("value").unique(maintain_order=True)}
    for row, text in found.select("row", "value").iter_rows():
        wording, country = splits[text][1:]
        if wording and not country:
            unknown = clean_country(wording)
            sheet.log.add(Fault(unknown.code, sheet.where(row, cell.column), unknown.params, "warning"))
    table = pl.DataFrame(
        [(text, *parts) for text, parts in splits.items()],
        schema={"value": pl.String, "name": pl.String, "own_wording": pl.String, "own_country": pl.String},
        orient="row",
    )
    return found.join(table, on="value", how="left", maintain_order="left").drop("raw", "value")


def _split_country(text: str) -> tuple[str, str, str]:
    """Name, country words and code of ``City (CC)``; a bracket that is no country stays in the name."""
    found = _COUNTRY_IN_NAME.match(text)
    if not found:
        return text, "", ""
    country = resolve_country(found[2]).iso2
    return (found[1], found[2], country) if country else (text, found[2], "")


def _with_country(sheet: Sheet, rule: MentionRule, frame: pl.DataFrame) -> pl.DataFrame:
    cell = rule.cells.get("country")
    values = pl.DataFrame(schema={"row": pl.Int64, "raw": pl.String, "value": pl.String})
    if cell:
        rows = sheet.rows if rule.required else frame  # the country of nobody is not read
        values = sheet.cleaned(sheet.raw(cell).join(rows, on="row", how="semi"), cell, Wanted("country"))
    countries = values.select(
        "row", pl.col("raw").alias("country_wording"), pl.col("value").alias("country")
    ).unique("row", keep="first", maintain_order=True)  # fmt: skip
    return frame.join(countries, on="row", how="left", maintain_order="left").with_columns(
        country=pl.coalesce("own_country", "country"),
        country_wording=pl.when(pl.col("own_country").fill_null("") != "")
        .then("own_wording")
        .otherwise("country_wording"),
    )


def _coordinates(sheet: Sheet, rule: MentionRule) -> pl.DataFrame:
    """Row, lat, lon as numbers where both are there and not 0,0."""
    lat, lon = rule.cells.get("lat"), rule.cells.get("lon")
    both = sheet.one(lat, Wanted("latitude"), "lat").join(
        sheet.one(lon, Wanted("longitude"), "lon"), on="row", how="full", coalesce=True, maintain_order="left_right"
    )
    both = both.with_columns(pl.col("lat", "lon").cast(pl.Float64))
    unread = pl.col("row").is_in(sheet.bad_rows().implode())
    half = both.filter(pl.col("lat").is_null() | pl.col("lon").is_null(), ~unread)
    zero = both.filter((pl.col("lat") == 0) & (pl.col("lon") == 0))
    for found, code in ((half, "coordinates-half"), (zero, "coordinates-zero")):
        for row in found.get_column("row").head(sheet.log.limit):
            sheet.log.add(Fault(code, sheet.where(row, (lat or Cell()).column), {}, "warning"))
    return both.join(pl.concat([half, zero]), on="row", how="anti")


def build_mention_claims(mentioned: Mentioned, rows: pl.DataFrame) -> pl.DataFrame:
    """What the source says of each mention by naming it: name, kind, country, coordinates, ids; once a source.

    ``rows``: row, source of the rows without errors. Returns row, record, kind, property, value, wording, language.
    """
    first = (
        mentioned.rows.join(rows, on="row", how="inner", maintain_order="left")
        .unique(["mention", "source"], keep="first", maintain_order=True)
        .join(mentioned.table, on="mention", how="left", maintain_order="left")
    )
    coordinates = [f"{lat:.5f},{lon:.5f}" if lat is not None else "" for lat, lon in first.select("lat", "lon").rows()]
    first = first.with_columns(
        pl.Series("coordinates", coordinates, dtype=pl.String),
        pl.col("geonameid").cast(pl.String),
        record="mention",
        thing=pl.when(pl.col("kind") == "place").then(pl.lit("place")).otherwise(pl.lit("organisation")),
    )
    claims = [
        _claim(first, "name", "name", mentioned.rule.language),
        _claim(first, "kind", "place_kind"),
        _claim(first, "country", "country", wording="country_wording"),
        _claim(first, "wikidata", "wikidata"),
        _claim(first.filter(pl.col("kind") == "place"), "coordinates", "coordinates"),
        _claim(first.filter(pl.col("kind") == "place"), "geonameid", "geonameid"),
    ]
    return pl.concat(claims).filter(pl.col("value").fill_null("") != "")


def _claim(first: pl.DataFrame, name: str, column: str, language: str = "", wording: str = "") -> pl.DataFrame:
    words = pl.col(wording) if wording else pl.col(column)
    return first.select(
        "row",
        "record",
        kind="thing",
        property=pl.lit(name),
        value=pl.col(column),
        wording=pl.when(words != pl.col(column)).then(words).otherwise(pl.lit("")),
        language=pl.lit(language),
    )
