"""Every real file we were given reads with the mapping of its name."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proxeny.io.importers import read_table
from proxeny.io.mapping import detect_mapping
from proxeny.io.reading import Reading, read_claims

FILES = {
    "ties/wikipedia_2026_ties.csv": (25_439, 0),
    "ties/wikipedia_2026_nodes_resolved.csv": (17_717, 0),
    "ties/wikidata_2016_ties_directed.csv": (34_182, 0),
    "ties/wikidata_2022_nodes.csv": (4_566, 0),
    "memberships/etmun_memberships_to_2014.csv": (14_688, 3),
    "memberships/etmun_networks.csv": (58, 0),
    "istanbul/istanbul_39_districts.csv": (39, 0),
    "istanbul/turkiye_districts.csv": (973, 0),
    "istanbul/turkiye_municipalities.csv": (1_377, 0),
    "istanbul/turkiye_provinces.csv": (81, 0),
    "attributes/gawc_da31_gnc2020.csv": (707, 0),
    "attributes/undp_hdr23-24_composite_indices.csv": (206, 11),
}


def find(shared: Path, name: str) -> Path:
    path = shared / "data" / name
    if not path.is_file():
        pytest.skip(f"no {path}")
    return path


def count(found: Reading, kind: str, name: str) -> int:
    return found.drafts.filter(pl.col("kind") == kind, pl.col("property") == name).height


@pytest.mark.parametrize("name", FILES)
def test_every_file_reads_without_an_error_by_the_mapping_of_its_name(shared: Path, name: str) -> None:
    path = find(shared, name)
    found = read_claims(path, path.stem)
    assert (found.rows, found.skipped) == FILES[name]
    assert found.errors == 0
    assert detect_mapping(read_table(path)) == path.stem


def test_an_unlabelled_graph_is_refused_with_the_reason(shared: Path) -> None:
    found = read_claims(find(shared, "ties/konect_twin_2017.tsv"))
    assert [fault.code for fault in found.faults] == ["mapping-refused"]
    assert "numbers without names" in str(found.faults[0])


def test_every_pair_of_wikipedia_is_an_agreement_of_two(shared: Path) -> None:
    found = read_claims(find(shared, "ties/wikipedia_2026_ties.csv"))
    same = sum(fault.code == "party-same" for fault in found.faults)
    assert count(found, "agreement", "party") == 2 * (25_439 - same)


def test_memberships_keep_associations_apart_from_cities(shared: Path) -> None:
    found = read_claims(find(shared, "memberships/etmun_memberships_to_2014.csv"))
    assert count(found, "membership", "member") == count(found, "membership", "network") == 14_685
    assert count(found, "membership", "to") == 69  # the phases of CIVITAS
    former = found.drafts.filter(pl.col("property") == "state", pl.col("value") == "former")
    assert former.height == 25
    kinds = found.mentions.filter(pl.col("kind") == "organisation")["place_kind"].unique()
    assert set(kinds) == {"national_association", "regional_association", "other"}
    regions = found.mentions.filter(pl.col("place_kind") == "region")
    assert regions["geonameid"].null_count() == regions.height > 0
    assert found.mentions.filter(pl.col("kind") == "network").height == 59


def test_istanbul_has_39_districts_and_three_suspect_ids_are_left_out(shared: Path) -> None:
    found = read_claims(find(shared, "istanbul/istanbul_39_districts.csv"))
    assert count(found, "place", "parent") == 39
    assert count(found, "place", "wikidata") == 36


def test_country_series_are_dated(shared: Path) -> None:
    found = read_claims(find(shared, "attributes/undp_hdr23-24_composite_indices.csv"))
    series = found.drafts.filter(pl.col("property") == "statistic")
    names = series["value"].str.split("=").list.first()
    assert set(names) == {"hdi", "le", "eys", "mys", "gnipc"}
    assert series["valid_from"].min() == "1990-01-01"
    assert series["valid_to"].max() == "2023-01-01"
    assert found.mentions["country"].n_unique() == 195
