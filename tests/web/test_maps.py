"""What the maps are given, worked out by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from .world import COLOGNE, ISTANBUL, METROPOLIS, UBC

TODAY = date(2026, 1, 1)


def test_flows_count_the_ties_between_countries(world):
    from proxeny.register.queries.countries import read_flows

    assert read_flows(TODAY).rows() == [("DE", "PL", 1), ("DE", "TR", 1), ("IR", "TR", 1), ("PL", "TR", 1)]


def test_a_country_is_counted_with_its_partners(world):
    from proxeny.register.queries.countries import read_countries

    rows = {row["country"]: row for row in read_countries(TODAY).to_dicts()}
    assert rows["TR"] == {"country": "TR", "places": 2, "ties": 3, "partners": 3, "memberships": 1}


def test_the_centre_of_places_beside_the_antimeridian_lies_beside_it():
    from proxeny.register.queries.map import build_centres

    places = pl.DataFrame(
        {"id": ["a", "b"], "country": ["FJ", "FJ"], "lat": [-17.0, -17.0], "lon": [179.0, -179.0]},
    )
    assert abs(build_centres(places)["lon"][0]) == pytest.approx(180)


@pytest.mark.parametrize("address", ["map/flows.json", "map/cities.json", f"map/network/{METROPOLIS}.json"])
def test_the_data_of_a_map_joins_points_that_are_there(world, pages, address):
    told = pages.get(f"/fa/{address}").json()
    assert all(0 <= end < len(told["points"]) for a, b, _ in told["arcs"] for end in (a, b))
    assert told["points"]


def test_an_unchanged_map_is_not_sent_again(world, pages):
    mark = pages.get("/en/map/flows.json")["ETag"]
    assert pages.get("/en/map/flows.json", headers={"if-none-match": mark}).status_code == 304


def test_the_map_of_a_city_leaves_out_what_is_over(world, pages):
    now, then = (pages.get(f"/en/place/{ISTANBUL}/?on={day}").context["star"] for day in ("2026-01-01", "1999-01-01"))
    assert {one[1] for one in now["points"]} == {"Istanbul", "Cologne", "Isfahan"}
    assert "Gdańsk" in {one[1] for one in then["points"]}


def test_peers_share_at_least_two_networks(world):
    from proxeny.register.queries.peers import read_peers

    assert read_peers(ISTANBUL, TODAY, 5) == []
    for member in (ISTANBUL, COLOGNE):
        world.membership(f"me:ubc-{member}", member, UBC)
    world.membership("me:cologne", COLOGNE, METROPOLIS)
    assert [(one.id, shared) for one, shared in read_peers(ISTANBUL, TODAY, 5)] == [(COLOGNE, 2)]


@pytest.mark.parametrize("text", ["ista", "استان", "İST"])
def test_names_are_suggested_as_one_types_in_any_script(world, pages, text):
    hits = pages.get(f"/en/search/suggest/?q={text}").json()["hits"]
    assert hits[0]["name"] == "Istanbul" and hits[0]["address"] == f"/en/place/{ISTANBUL}/"


def test_a_source_says_where_it_contradicts_others(world, pages):
    text = pages.get("/en/source/list/").content.decode()
    assert "What else is said" in text and "City hall of Istanbul" in text
