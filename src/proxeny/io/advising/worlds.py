"""Open what unions are looked for in: tables of a snapshot or register, with inhabitants from the gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from proxeny.advise.unions.areas import Area, find_area
from proxeny.advise.unions.world import World, build_world
from proxeny.errors import FaultyInput, NotFound, Unavailable, Where
from proxeny.io.advising.attribution import attribute_places
from proxeny.io.advising.finding import Asked, Finder
from proxeny.io.advising.shipped import fill_dimensions
from proxeny.io.claims import digest
from proxeny.io.places.countries import resolve_country
from proxeny.io.places.gazetteer import load_gazetteer
from proxeny.io.snapshot import hash_table
from proxeny.scheme.loader import load_scheme
from proxeny.tables import ORGANISATIONS, PLACES, conform

Tables = Mapping[str, pl.DataFrame]
_LARGEST = 16_000_000  # bytes of a GeoJSON file
_NAMED = ("places", "ties", "memberships", "organisations", "agreements", "activities", "projects", "evidence")


def open_world(tables: Tables, also: Collection[int] = (), on: date | None = None) -> World:
    """The world of a snapshot's or register's tables, places attributed by the stated policy.

    What well-known networks are about is taken from the starter atlas where the tables do not say it. also: GeoNames
    ids of cities to have in it in any case. on: only what held on a date.
    """
    places = conform(tables["places"], PLACES)
    known = load_gazetteer().places
    wanted = known.filter(
        pl.col("geonameid").is_in(list(also)) & ~pl.col("geonameid").is_in(places["geonameid"].drop_nulls().implode())
    )
    more = wanted.with_columns(pl.concat_str(pl.lit("gn:"), "geonameid").alias("id"), pl.lit("city").alias("kind"))
    whole = pl.concat([places, conform(more, PLACES)])
    people = known.select("geonameid", people="population").unique("geonameid")
    whole = whole.join(people, on="geonameid", how="left", maintain_order="left")
    filled = whole.with_columns(pl.coalesce("population", "people").alias("population")).drop("people")
    listed = attribute_places(filled, known)
    said = listed.filter(pl.col("said").is_not_null())
    organisations, atlas = fill_dimensions(conform(tables["organisations"], ORGANISATIONS))
    made = {**tables, "places": listed, "organisations": organisations}
    world = build_world(made, load_scheme(), evidence_of(tables), on)
    titles = tables["sources"].select("key", "title").iter_rows() if "sources" in tables else ()
    return replace(
        world, attributed=dict(zip(said["id"], said["said"], strict=True)), titles=dict(titles), filled=atlas
    )


def evidence_of(tables: Tables) -> pl.DataFrame | None:
    """Which source says which record: the table ``evidence``, or what a snapshot's claims say; None: nobody knows."""
    if "evidence" in tables:
        return tables["evidence"]
    if "claims" not in tables:
        return None
    said = tables["claims"].filter(
        pl.col("property").is_in(["party", "member"]) & pl.col("state").is_in(["accepted", "proposed"])
    )
    return said.select("record", "source").unique()


def hash_world(tables: Tables) -> str:
    """A hash of what an answer is computed from."""
    return digest(*(hash_table(tables[name]) for name in _NAMED if name in tables), size=12)


def read_area(text: str) -> Area:
    """The area of a text, or of a GeoJSON file that it names. Raises `UnknownName`, `FaultyInput`, `NotFound`."""
    given = text.strip()
    if given.lower().endswith((".geojson", ".json")):
        path = Path(given)
        where = Where(file=path.name)
        if not path.is_file():
            raise NotFound.of("file-missing", where, path=given)
        if path.stat().st_size > _LARGEST:
            raise FaultyInput.of("area-geojson-large", where, most=_LARGEST)
        try:
            given = path.read_text(encoding="utf-8-sig").strip()
        except UnicodeDecodeError as problem:
            raise FaultyInput.of("area-geojson-wrong", where) from problem
        except OSError as problem:
            raise Unavailable.of("file-unreadable", where, reason=problem.strerror or "") from problem
        if not given.startswith("{"):
            raise FaultyInput.of("area-geojson-wrong", where)
    return find_area(given, lambda wording: resolve_country(wording).iso2)


def find_ids(finder: Finder, texts: Collection[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Ids of named cities, and GeoNames ids. Raises `FaultyInput` with all that are unknown and the nearest names."""
    meant = [finder.find(Asked(text)) for text in texts]
    faults = [one.fault for one in meant if one.fault is not None]
    if faults:
        raise FaultyInput(*faults)
    return tuple(one.id for one in meant), tuple(one.geonameid for one in meant if one.geonameid is not None)
