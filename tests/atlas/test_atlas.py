"""The starter atlas is complete, consistent, in three languages, and nothing we know speaks against it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import check_atlas
from proxeny.io.networks import read_directory
from proxeny.io.reading import read_claims
from proxeny.io.vocabulary import CODES
from proxeny.text import clean, fold_key

FOLDER = Path(str(files("proxeny.atlas")))
FILES = ("places", "organisations", "memberships", "agreements", "activities", "projects")
CODED = {
    "places": {"kind": "place_kind"},
    "organisations": {
        "kind": "organisation_kind", "scale": "scale", "dimensions": "dimension", "topics": "topic", "forms": "form",
        "organs": "organ",
    },
    "memberships": {"form": "form", "organs": "organ", "state": "membership_state"},
    "agreements": {"kind": "agreement_kind", "state": "agreement_state", "topics": "topic"},
    "activities": {
        "type": "activity_type", "topics": "topic", "partner_kinds": "partner_kind", "direction": "direction",
    },
    "projects": {
        "topics": "topic", "partner_kinds": "partner_kind", "state": "project_state", "results": "result_kind",
    },
}  # fmt: skip


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def cities_named(name: str) -> Iterator[tuple[str, str, str]]:
    """Name, country and GeoNames id of every city that a row is about."""
    for row in rows(name):
        yield row["city"], row["city_country"], row["city_geonameid"]
        if name == "agreements":
            yield row["partner"], row["partner_country"], row["partner_geonameid"]


@pytest.mark.parametrize("name", FILES)
def test_every_file_reads_without_a_fault(name: str) -> None:
    reading = read_claims(FOLDER / f"{name}.csv", name)

    assert reading.rows == len(rows(name))
    assert [str(fault) for fault in reading.faults] == []


def test_the_manifest_lists_every_file_and_counts_its_rows() -> None:
    manifest = yaml.safe_load((FOLDER / "atlas.yaml").read_text(encoding="utf-8"))

    assert manifest["files"] == [f"{name}.csv" for name in FILES]
    assert manifest["rows"] == {name: len(rows(name)) for name in FILES}
    assert manifest["licence"] == "CC BY 4.0"


def test_the_atlas_is_large_enough_to_start_with() -> None:
    assert sum(row["kind"] == "city" for row in rows("places")) >= 250
    assert sum(row["parent"] == "İstanbul" for row in rows("places")) == 39
    assert len(rows("organisations")) == 32
    assert len(rows("memberships")) >= 450
    assert len(rows("agreements")) >= 450
    assert len(rows("activities")) + len(rows("projects")) >= 25


def test_no_pair_of_cities_no_membership_and_no_place_stands_twice() -> None:
    pairs = [
        frozenset(((a["city"], a["city_country"]), (a["partner"], a["partner_country"]))) for a in rows("agreements")
    ]
    members = [(row["city"], row["city_country"], fold_key(row["network"])) for row in rows("memberships")]
    places = [(row["name"], row["country"], row["kind"]) for row in rows("places")]
    ids = [row["geonameid"] for row in rows("places") if row["geonameid"]]

    for listed in (pairs, members, places, ids):
        assert len(listed) == len(set(listed))
    assert all(len(pair) == 2 for pair in pairs)


@pytest.mark.parametrize("name", FILES)
def test_every_code_is_in_the_vocabulary(name: str) -> None:
    used = {(codes, code) for row in rows(name) for column, codes in CODED[name].items() for code in parts(row[column])}

    assert {(codes, code) for codes, code in used if code not in CODES[codes]} == set()


@pytest.mark.parametrize("name", FILES)
def test_every_row_names_its_source_and_where_to_find_it(name: str) -> None:
    assert [row for row in rows(name) if not row["source"] or not row["source_url"].startswith("https://")] == []


@pytest.mark.parametrize("name", FILES[2:])
def test_every_city_stands_in_places_under_the_same_name_country_and_id(name: str) -> None:
    known = {(row["name"], row["country"], row["geonameid"]) for row in rows("places")}

    assert set(cities_named(name)) - known == set()


@pytest.mark.parametrize("name", FILES[4:])
def test_every_partner_city_stands_in_places(name: str) -> None:
    known = {f"{row['name']} ({row['country']})" for row in rows("places")}

    assert {partner for row in rows(name) for partner in parts(row["partners"])} - known == set()


def test_every_network_is_recognised_and_is_one_of_the_organisations() -> None:
    directory = {key: entry.id for entry in read_directory() for key in entry.keys}
    organisations = {directory.get(fold_key(row["acronym"])) for row in rows("organisations")}
    networks = {row["network"] for row in rows("memberships")}

    assert None not in organisations
    assert {name for name in networks if directory.get(fold_key(name)) not in organisations} == set()
    assert len(networks) >= 20


@pytest.mark.parametrize("name", ["places", "organisations"])
def test_names_are_complete_in_three_languages(name: str) -> None:
    assert [row["name"] for row in rows(name) if not all(row[f"name_{code}"] for code in ("en", "tr", "fa"))] == []


@pytest.mark.parametrize("name", FILES)
def test_text_is_clean_and_persian_is_written_with_persian_letters(name: str) -> None:
    cells = [cell for row in rows(name) for column, cell in row.items() if cell and column != "aliases"]

    assert [cell for cell in cells if clean(cell) != cell] == []
    assert [row["name"] for row in rows(name) if set("يىكة") & set(row.get("name_fa", ""))] == []


def test_the_atlas_holds_ended_ties_and_cities_that_host_a_secretariat() -> None:
    assert {row["to"] for row in rows("agreements") if row["state"] == "ended"} >= {"2018", "2022"}
    hosts = {row["network"]: row["city"] for row in rows("memberships") if "L3.PIL.SEC" in parts(row["organs"])}
    assert hosts["UBC"] == "Gdańsk"
    assert hosts["MFP"] == "Hiroshima"
    assert hosts["UCLG-MEWA"] == "İstanbul"


def test_nothing_that_outside_lists_hold_contradicts_the_atlas(shared: Path) -> None:
    verdicts = [
        (name, verdict, f"{check_atlas.describe(row)}: {why}")
        for name, row, (verdict, why) in check_atlas.check(shared)
    ]

    assert [words for _, verdict, words in verdicts if verdict == "contradicted"] == []
    for name, least in (("places", 600), ("memberships", 600), ("agreements", 900), ("organisations", 30)):
        assert sum(file == name and verdict == "confirmed" for file, verdict, _ in verdicts) >= least
