"""The gazetteer answers in any script and says how to build it when it is not there."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proxeny.errors import Unavailable
from proxeny.io.places.gazetteer import (
    ATTRIBUTION,
    Gazetteer,
    find_gazetteer_place,
    gazetteer_keys,
    gazetteer_rows,
    read_gazetteer,
    search_gazetteer,
)


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"tools/build_gazetteer\.py"):
        read_gazetteer(tmp_path / "gazetteer.parquet")


def test_a_broken_file_says_how_to_build_it_again(tmp_path: Path) -> None:
    broken = tmp_path / "gazetteer.parquet"
    broken.write_bytes(b"PAR1 no parquet")
    with pytest.raises(Unavailable, match="--force"):
        read_gazetteer(broken)


@pytest.mark.parametrize("text", ["ığdır", "igdir", "IĞDIR", "İğdır"])
def test_turkish_letters_find_the_place_however_typed_largest_first(world: Gazetteer, text: str) -> None:
    found = search_gazetteer(text, gazetteer=world)
    assert [(one.geonameid, one.why) for one in found] == [(2, "exact"), (3, "exact")]


@pytest.mark.parametrize("text", ["كرمان", "کرمان", "kerman"])
def test_arabic_and_persian_letters_are_one(world: Gazetteer, text: str) -> None:
    assert search_gazetteer(text, gazetteer=world)[0].geonameid == 4


def test_exact_names_come_before_beginnings_and_the_country_narrows(world: Gazetteer) -> None:
    assert [one.geonameid for one in search_gazetteer("Cologne", gazetteer=world)] == [7, 8]
    assert [one.geonameid for one in search_gazetteer("Cologne", country="IT", gazetteer=world)] == [8]
    assert [(one.geonameid, one.why) for one in search_gazetteer("Spring", limit=1, gazetteer=world)] == [(6, "prefix")]


def test_a_slip_is_forgiven_only_when_nothing_is_spelt_so(world: Gazetteer) -> None:
    assert [(one.name, one.why) for one in search_gazetteer("Sprinfield", gazetteer=world)] == [
        ("Springfield", "near"),
        ("Springfield", "near"),
    ]


@pytest.mark.parametrize("text", ["", "  ", "\u202e", "%%", "x" * 10_000])
def test_hostile_text_finds_nothing_and_does_no_harm(world: Gazetteer, text: str) -> None:
    assert search_gazetteer(text, gazetteer=world) == []


def test_rows_and_keys_are_looked_up_by_id(world: Gazetteer) -> None:
    ids = pl.Series([7, 99, 7])
    assert gazetteer_rows(ids, world)["name"].to_list() == ["Köln"]
    assert gazetteer_keys(ids, world)["key"].to_list() == ["cologne", "colonia", "koln"]
    assert find_gazetteer_place(99, world) is None
    köln = find_gazetteer_place(7, world)
    assert köln is not None and (köln.country, köln.population) == ("DE", 1_024_000)


def test_the_attribution_names_source_and_licence() -> None:
    assert "GeoNames" in ATTRIBUTION and "CC BY 4.0" in ATTRIBUTION


@pytest.mark.parametrize(
    ("text", "geonameid"),
    [("ığdır", 311665), ("Sanliurfa", 298333), ("Şanlıurfa", 298333), ("می\u200cبد", 0), ("میبد", 0), ("Köln", 2886242),
     ("Cologne", 2886242), ("كرمان", 128234), ("استانبول", 745044), ("Londra", 2643743)],
)  # fmt: skip
def test_the_built_gazetteer_knows_well_known_places(text: str, geonameid: int) -> None:
    best = search_gazetteer(text, limit=1)[0]
    assert best.why == "exact"
    assert geonameid in (0, best.geonameid)
