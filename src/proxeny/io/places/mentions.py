"""Mentions made ready for comparison: usable coordinates, country, kind, and the keys of the name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import polars as pl

from proxeny.io.places.countries import resolve_country
from proxeny.io.places.country_index import read_yaml
from proxeny.io.places.kinds import (
    CITY_LIKE,
    drop_kind_words,
    guess_place_kind,
    read_place_kind,
    split_bracket,
    strip_kind,
)
from proxeny.tables import MENTIONS, conform
from proxeny.text import clean, fold

# How a candidate was found, best first; `NAME_POINTS` of scoring.py values them.
MAIN, ALTERNATE, PART, NEAR, ABOUT = 0, 1, 2, 3, 4

_NAMES = re.compile(r"\s*[/;]\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_SAINT = re.compile(r"\b(st|ste|sta|sto|s)\b(?= )")
_SAINTS = {"st": "saint", "ste": "sainte", "sta": "santa", "sto": "santo", "s": "san"}
_LONGEST_NAME = 200
_FEWEST_LETTERS = 2


@lru_cache(maxsize=100_000)
def name_keys(name: str) -> tuple[tuple[str, int], ...]:
    """The keys under which a name may be known, with how each came about, best first.

    As written (0); a variant or one of two names (2); or the name of something about it (4): what stands in brackets
    or behind a dash, and what a county or province is called after.
    """
    outside, inside = split_bracket(name)
    outside = outside.partition(",")[0].strip() or outside  # what follows a comma says where it lies
    variants = [outside, strip_kind(fold(name)), strip_kind(fold(outside)), *_NAMES.split(outside)]
    variants += [_SAINT.sub(lambda match: _SAINTS[match.group(1)], fold(one)) for one in (name, outside)]
    about = [inside, *_DASH.split(outside), drop_kind_words(outside)]
    found: dict[str, int] = {}
    for how, words in [(MAIN, name), *((PART, one) for one in variants), *((ABOUT, one) for one in about)]:
        key = fold(words).replace(" ", "")
        if len(key) >= _FEWEST_LETTERS:
            found.setdefault(key, how)
    return tuple(found.items())


def prepare_mentions(mentions: pl.DataFrame) -> pl.DataFrame:
    """Mentions (MENTIONS) in a fixed order, with what can be trusted of them.

    Adds m (row number), key, guessed (the kind the name says), cityish (may be a city) and coordinates_bad. Coordinates
    of 0, 0 or beyond the globe become null; so do ids that cannot be ids.
    """
    texts = [name for name, dtype in MENTIONS.items() if dtype == pl.String]
    table = conform(mentions, MENTIONS).with_columns(pl.col(texts).fill_null("")).sort("mention")
    table = table.unique("mention", keep="first", maintain_order=True).with_row_index("m")
    there = pl.col("lat").is_not_null() & pl.col("lon").is_not_null()
    lost = ~(pl.col("lat").is_between(-90, 90) & pl.col("lon").is_between(-180, 180))
    zero = (pl.col("lat").abs() < 1e-6) & (pl.col("lon").abs() < 1e-6)
    bad = (there & (lost | zero)).fill_null(False)
    table = table.with_columns(bad.alias("coordinates_bad"), (there & ~bad).fill_null(False).alias("_usable"))
    cleaned = [pl.when("_usable").then(pl.col(name)).alias(name) for name in ("lat", "lon")]
    geonameid = pl.when(pl.col("geonameid") > 0).then("geonameid").alias("geonameid")
    wikidata = pl.when(pl.col("wikidata").str.contains(r"^Q[1-9]\d{0,11}$")).then("wikidata").otherwise(pl.lit(""))
    table = table.with_columns(*cleaned, geonameid, wikidata.alias("wikidata")).drop("_usable")
    return _add_area(_add_kind(_add_country(table))).join(_keys(table), on="name", how="left", maintain_order="left")


def _keys(table: pl.DataFrame) -> pl.DataFrame:
    names = table["name"].unique()
    keys = [next((key for key, _ in name_keys(clean(name, _LONGEST_NAME))), "") for name in names]
    return pl.DataFrame({"name": names, "key": keys}, schema={"name": pl.String, "key": pl.String})


def _add_country(table: pl.DataFrame) -> pl.DataFrame:
    """The country from its wording where the importer left it empty."""
    wordings = table.filter(pl.col("country") == "")["country_wording"].unique()
    found = {words: resolve_country(words).iso2 for words in wordings if words}
    resolved = pl.col("country_wording").replace_strict(found, default="", return_dtype=pl.String)
    return table.with_columns(pl.when(pl.col("country") == "").then(resolved).otherwise("country").alias("country"))


def _add_area(table: pl.DataFrame) -> pl.DataFrame:
    """The state that a name in the United States gives after its comma: ``Springfield, Illinois`` -> ``IL``."""
    states = {fold(word): code for code, name in us_states().items() for word in (code, name)}
    tails = table.filter(pl.col("name").str.contains(",", literal=True))["name"].unique()
    areas = {name: states.get(fold(name.split(",")[1]), "") for name in tails}
    area = pl.col("name").replace_strict(areas, default="", return_dtype=pl.String)
    return table.with_columns(
        pl.when(pl.col("country").is_in(["US", ""])).then(area).otherwise(pl.lit("")).alias("area")
    )


@cache
def us_states() -> Mapping[str, str]:
    """Postal code -> name: the codes GeoNames uses for first-level areas of the United States."""
    states: dict[str, str] = read_yaml(None, "countries.yaml")["us_states"]
    return states


def _add_kind(table: pl.DataFrame) -> pl.DataFrame:
    """The kind the source states, else the one the name says; ``cityish`` when the gazetteer may hold it as a city."""
    pairs = table.select("name", "place_kind").unique()
    rows = []
    for name, given in pairs.iter_rows():
        stated, guessed = read_place_kind(given), guess_place_kind(clean(name, _LONGEST_NAME))
        kind = stated or guessed
        cityish = kind in CITY_LIKE and not (kind == "district" and guessed == "district")
        rows.append((name, given, kind, guessed, cityish, bool(stated) and stated != guessed))
    schema = {"name": pl.String, "place_kind": pl.String, "kind_read": pl.String, "guessed": pl.String,
              "cityish": pl.Boolean, "kind_stated": pl.Boolean}  # fmt: skip
    kinds = pl.DataFrame(rows, schema=schema, orient="row")
    return table.join(kinds, on=["name", "place_kind"], how="left", maintain_order="left")


def explode_keys(table: pl.DataFrame) -> pl.DataFrame:
    """Every key of every mention: m, key, part (how it came about, see `name_keys`)."""
    rows = [(name, key, how) for name in table["name"].unique() for key, how in name_keys(clean(name, _LONGEST_NAME))]
    keys = pl.DataFrame(rows, schema={"name": pl.String, "key": pl.String, "part": pl.Int8}, orient="row")
    return table.select("m", "name").join(keys, on="name").select("m", "key", "part")
