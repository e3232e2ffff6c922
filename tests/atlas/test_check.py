"""The check of the atlas tells what a list confirms, what it cannot know, and what speaks against a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

import check_atlas
from check_atlas import Outside, Places, Row, Ties

GDANSK: Row = {
    "name": "Gdańsk", "name_en": "Gdansk", "name_tr": "Gdańsk", "name_fa": "گدانسک", "country": "PL",
    "lat": "54.35", "lon": "18.65", "geonameid": "3099434", "wikidata": "Q1792",
}  # fmt: skip


def outside(**lists: object) -> Outside:
    empty = Outside(ties=Ties(), geonames={}, cities={}, members={}, networks={})
    for name, value in lists.items():
        setattr(empty, name, value)
    return empty


def agreement(city: str, partner: str) -> Row:
    return {"city": city, "city_country": "XX", "partner": partner, "partner_country": "XX"}


def membership(city: str, joined: str) -> Row:
    return {"city": city, "city_country": "PL", "network": "UBC", "from": joined}


def test_a_listed_pair_is_confirmed_a_missing_one_contradicted_and_an_unlisted_city_cannot_be_checked() -> None:
    ties = Ties(pairs={frozenset(("A|XX", "B|XX"))}, covered={"A|XX", "B|XX", "C|XX"})
    verdicts = [check_atlas.check_agreement(agreement("A", other), outside(ties=ties))[0] for other in "BCD"]

    assert verdicts == ["confirmed", "contradicted", "not checkable"]


@pytest.mark.parametrize(
    ("city", "joined", "verdict"),
    [
        ("Gdańsk", "1991", "confirmed"),
        ("Gdańsk", "1992", "confirmed"),
        ("Gdańsk", "", "confirmed"),
        ("Gdańsk", "2001", "contradicted"),
        ("Kraków", "1991", "contradicted"),
        ("Kraków", "2019", "not checkable"),
        ("Kraków", "", "not checkable"),
    ],
)
def test_a_membership_is_compared_with_the_list_and_the_year_it_gives(city: str, joined: str, verdict: str) -> None:
    members = {"nw:UBC": {"Gdańsk|PL": {"1991"}}}

    assert check_atlas.check_membership(membership(city, joined), outside(members=members))[0] == verdict


def test_a_place_whose_id_leads_elsewhere_is_contradicted() -> None:
    there = {"name": "Gdańsk", "lat": "54.4", "lon": "18.6", "iso2": "PL"}
    elsewhere = {"name": "Gdańsk", "lat": "50.1", "lon": "19.9", "iso2": "PL"}

    assert check_atlas.check_place(GDANSK, outside(geonames={"3099434": there}))[0] == "confirmed"
    assert check_atlas.check_place(GDANSK, outside(geonames={"3099434": elsewhere}))[0] == "contradicted"
    assert check_atlas.check_place(GDANSK, outside())[0] == "not checkable"


def test_a_place_is_found_in_any_of_its_languages_but_not_far_from_where_it_lies() -> None:
    places = Places([GDANSK])

    assert places.near(["گدانسک"], (54.3, 18.6)) == "Gdańsk|PL"
    assert places.near(["Gdansk"], (40.0, -80.0)) == ""


def test_an_organisation_is_compared_by_founding_year_and_seat() -> None:
    listed = {"UBC": {"year_founded": "1991 (21 September)", "hq": "Gdańsk, Poland"}}
    rows = [
        {"acronym": "UBC", "founded": year, "seat": seat} for year, seat in (("1991-09-21", "Gdańsk"), ("1981", ""))
    ]

    assert [check_atlas.check_organisation(row, outside(networks=listed))[0] for row in rows] == [
        "confirmed", "contradicted",
    ]  # fmt: skip


def test_without_the_lists_the_check_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_atlas.main([str(tmp_path)]) == 2
    assert "PROXENY_SHARED" in capsys.readouterr().out
