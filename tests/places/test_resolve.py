"""Mentions become places only on grounds that suffice; the world is small enough to check by hand."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest
from tests.places.conftest import Mentions

from proxeny.errors import messages
from proxeny.io.places.gazetteer import Gazetteer
from proxeny.io.places.resolve import Known, resolve_places
from proxeny.tables import RESOLUTIONS

ILLINOIS = {"lat": 39.8, "lon": -89.6}


def known_places(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(
        [{**dict.fromkeys(Known().places.columns), **row} for row in rows], schema=Known().places.schema
    )


def answer(table: pl.DataFrame) -> tuple[str, str, str]:
    return table.select("state", "record", "reason").row(0)


def candidates(table: pl.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(table["candidates"][0])
    return found


def test_name_country_and_coordinates_that_agree_are_sure(world: Gazetteer, mentions: Mentions) -> None:
    found = resolve_places(mentions({"name": "Cologne", "country": "DE", "lat": 50.9, "lon": 6.9}), gazetteer=world)
    assert dict(found.schema) == dict(RESOLUTIONS)
    assert answer(found) == ("sure", "gn:7", "sure-name-country-distance")
    best = candidates(found)[0]
    assert (best["id"], best["name"], best["country"]) == ("gn:7", "Köln", "DE")
    assert best["reasons"] == ["name-alternate", "country-same", "distance-near", "population-large"]


def test_name_and_country_suffice_when_only_one_place_has_them(world: Gazetteer, mentions: Mentions) -> None:
    asked = mentions({"name": "کرمان", "country_wording": "ایران"}, {"name": "Municipality of Bursa", "country": "TR"})
    found = resolve_places(asked, gazetteer=world)
    assert found["record"].to_list() == ["gn:4", "gn:1"]


def test_homonyms_of_about_the_same_size_are_doubtful_with_all_of_them_listed(
    world: Gazetteer, mentions: Mentions
) -> None:
    found = resolve_places(mentions({"name": "Springfield", "country": "US"}), gazetteer=world)
    state, record, reason = answer(found)
    assert (state, record[:3], reason) == ("doubtful", "pl:", "doubt-several")
    assert [one["id"] for one in candidates(found)] == ["gn:6", "gn:5"]


@pytest.mark.parametrize("more", [ILLINOIS, {"name": "Springfield, Illinois"}, {"name": "Springfield, IL"}])
def test_coordinates_or_the_state_tell_homonyms_apart(
    world: Gazetteer, mentions: Mentions, more: dict[str, object]
) -> None:
    found = resolve_places(mentions({"name": "Springfield", "country": "US", **more}), gazetteer=world)
    assert answer(found)[:2] == ("sure", "gn:5")


def test_a_place_a_hundred_times_larger_than_its_homonym_is_meant(world: Gazetteer, mentions: Mentions) -> None:
    assert answer(resolve_places(mentions({"name": "Igdir", "country": "TR"}), gazetteer=world))[1] == "gn:2"


def test_a_county_is_never_the_city_of_its_name(world: Gazetteer, mentions: Mentions) -> None:
    asked = mentions(
        {"name": "Bursa Province", "country": "TR"},
        {"name": "Bursa", "country": "TR", "place_kind": "province"},
        {"name": "Bursa", "country": "TR", "place_kind": "Intermunicipality", "geonameid": 1},
    )
    found = resolve_places(asked, gazetteer=world)
    assert found["state"].to_list() == ["doubtful"] * 3
    assert found["reason"].to_list() == ["doubt-kind"] * 3
    assert all(json.loads(text)[0]["id"] == "gn:1" for text in found["candidates"])
    assert found["record"].str.starts_with("pl:").all()


@pytest.mark.parametrize(
    "spot", [{"lat": 0.0, "lon": 0.0}, {"lat": 95.0, "lon": 29.0}, {"lat": float("nan"), "lon": 29.0}]
)
def test_impossible_coordinates_are_ignored_and_it_is_said(
    world: Gazetteer, mentions: Mentions, spot: dict[str, object]
) -> None:
    found = resolve_places(mentions({"name": "Bursa", "country": "TR", **spot}), gazetteer=world)
    assert answer(found) == ("sure", "gn:1", "sure-name-country")
    assert "coordinates-ignored" in candidates(found)[0]["reasons"]


def test_coordinates_in_another_country_are_not_followed_silently(world: Gazetteer, mentions: Mentions) -> None:
    elsewhere = mentions({"name": "León", "country": "ES", "lat": 12.43, "lon": -86.88})
    found = resolve_places(elsewhere, gazetteer=world)
    assert answer(found)[0] == "doubtful"
    assert {one["id"] for one in candidates(found)} == {"gn:9", "gn:10"}


def test_a_place_nobody_knows_keeps_a_record_of_its_own(world: Gazetteer, mentions: Mentions) -> None:
    found = resolve_places(mentions({"name": "Atlantis", "country": "GR"}), gazetteer=world)
    assert (answer(found)[0], answer(found)[2], candidates(found)) == ("none", "none-found", [])
    with_qid = resolve_places(mentions({"name": "Atlantis", "wikidata": "Q33793"}), gazetteer=world)
    assert answer(with_qid)[1] == "wd:Q33793"


def test_the_same_unknown_place_in_two_files_is_one_and_far_homonyms_are_two(
    world: Gazetteer, mentions: Mentions
) -> None:
    one = resolve_places(mentions({"name": "Atlantis", "country": "GR"}), gazetteer=world)
    other = resolve_places(mentions({"mention": "x", "name": "ATLANTIS", "country_wording": "Greece"}), gazetteer=world)
    assert one["record"][0] == other["record"][0]
    apart = [{"name": "Atlantis", "country": "GR", "lat": lat, "lon": 25.0} for lat in (35.0, 41.0)]
    assert resolve_places(mentions(*apart), gazetteer=world)["record"].n_unique() == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"name": "Köln", "geonameid": 7}, ("sure", "gn:7", "sure-geonameid")),
        ({"name": "Stadt am Rhein", "geonameid": 7, "lat": 50.94, "lon": 6.95}, ("sure", "gn:7", "sure-geonameid")),
        ({"name": "Bursa", "country": "TR", "geonameid": 77}, ("sure", "gn:1", "sure-name-country")),
        ({"name": "Kleindorf", "country": "AT", "geonameid": 77}, ("sure", "gn:77", "sure-geonameid-unlisted")),
    ],
)
def test_a_geonames_id_is_believed_when_something_agrees(
    world: Gazetteer, mentions: Mentions, row: dict[str, object], expected: tuple[str, str, str]
) -> None:
    found = answer(resolve_places(mentions(row), gazetteer=world))
    if row["name"] == "Bursa":  # the id says one thing, name and country another: nobody guesses
        assert (found[0], found[2]) == ("doubtful", "doubt-geonameid")
    else:
        assert found == expected


def test_a_wrong_geocode_is_doubtful(world: Gazetteer, mentions: Mentions) -> None:
    found = resolve_places(mentions({"name": "Kerman", "country": "IR", "geonameid": 7}), gazetteer=world)
    assert (answer(found)[0], answer(found)[2]) == ("doubtful", "doubt-geonameid")
    assert candidates(found)[0]["id"] == "gn:4"


def test_decisions_of_people_come_first(world: Gazetteer, mentions: Mentions) -> None:
    asked = mentions({"name": "Springfield", "country": "US"})

    def with_decision(record: str, judgement: str) -> tuple[str, str, str]:
        said = pl.DataFrame([("m0", record, judgement)], schema=Known().decisions.schema, orient="row")
        return answer(resolve_places(asked, Known(decisions=said), gazetteer=world))

    assert with_decision("gn:5", "same") == ("sure", "gn:5", "sure-decision")
    assert with_decision("gn:6", "different")[:2] == ("sure", "gn:5")
    assert with_decision("gn:6", "unsure")[2] == "doubt-decision"


def test_a_wikidata_id_the_register_has_names_the_place(world: Gazetteer, mentions: Mentions) -> None:
    held = known_places({"id": "gn:7", "geonameid": 7, "wikidata": "Q365", "name_keys": ["koln"], "country": "DE"})
    found = resolve_places(mentions({"name": "Whatever", "wikidata": "Q365"}), Known(places=held), gazetteer=world)
    assert answer(found) == ("sure", "gn:7", "sure-wikidata")


def test_names_of_the_register_add_to_those_of_the_gazetteer(world: Gazetteer, mentions: Mentions) -> None:
    held = known_places({"id": "gn:1", "geonameid": 1, "name_keys": ["prusa"], "country": "TR"})
    found = resolve_places(mentions({"name": "Prusa", "country": "TR"}), Known(places=held), gazetteer=world)
    assert answer(found)[:2] == ("sure", "gn:1")


def test_two_wikidata_ids_do_not_become_one_place(world: Gazetteer, mentions: Mentions) -> None:
    asked = mentions(
        {"name": "Bursa", "country": "TR", "lat": 40.19, "lon": 29.06, "wikidata": "Q40738"},
        {"name": "Bursa", "country": "TR", "wikidata": "Q43690"},
    )
    found = resolve_places(asked, gazetteer=world)
    assert found["record"].to_list() == ["gn:1", "wd:Q43690"]
    assert found["reason"].to_list() == ["sure-name-country-distance", "doubt-wikidata"]


def test_ties_in_the_register_tell_which_of_two_homonyms_is_meant(world: Gazetteer, mentions: Mentions) -> None:
    asked = mentions({"name": "León", "wikidata": "Q1"}, {"name": "Köln", "wikidata": "Q2"})
    links = pl.DataFrame({"mention_a": ["m0"], "mention_b": ["m1"]})
    ties = pl.DataFrame({"a": ["gn:10"], "b": ["gn:7"]})
    without = resolve_places(asked, Known(), links, gazetteer=world)
    assert without["state"].to_list() == ["doubtful", "sure"]
    found = resolve_places(asked, Known(ties=ties), links, gazetteer=world)
    assert found["record"].to_list() == ["gn:10", "gn:7"]
    assert found["reason"].to_list() == ["sure-ties", "sure-ties"]


def test_nothing_asked_gives_nothing(world: Gazetteer, mentions: Mentions) -> None:
    assert resolve_places(mentions().clear(), gazetteer=world).is_empty()


def test_every_reason_has_words(world: Gazetteer, mentions: Mentions) -> None:
    asked = mentions(
        *(
            {"name": name, "country": country}
            for name in ("Bursa", "Cologne", "Springfield", "X")
            for country in ("TR", "US", "")
        )
    )
    found = resolve_places(asked, gazetteer=world)
    said = {reason for text in found["candidates"] for one in json.loads(text) for reason in one["reasons"]}
    assert said | set(found["reason"]) <= set(messages())
