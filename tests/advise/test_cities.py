"""Who is a candidate, and what is known of where and how large it is."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.advise.cities import build_cities

from .towns import gazetteer, relations, tables


def test_known_cities_are_those_of_the_data():
    cities = build_cities(tables(), gazetteer(), "known")
    assert cities.size == 9
    assert cities.candidates.all()


def test_all_cities_are_those_of_the_gazetteer_with_five_thousand_inhabitants():
    cities = build_cities(tables(), gazetteer(), "all")
    named = set(cities.table.filter(cities.candidates)["name"])
    assert {"Trier", "Lyon", "Berlin"} <= named
    assert "Hamlet" not in named
    assert "Old Town (Bursa)" not in named  # in the data, but not in the gazetteer
    assert cities.row["pl:9"] >= 0


def test_a_city_that_asks_need_not_be_a_candidate():
    cities = build_cities(tables(), gazetteer(), "known", also=[13])
    assert not cities.candidates[cities.row["gn:13"]]
    assert cities.candidates.sum() == 9


def test_a_place_without_a_region_gets_that_of_its_neighbours():
    cities = build_cities(tables(), gazetteer())
    assert cities.table["admin1"][cities.row["pl:9"]] == "16"


def test_unknown_inhabitants_are_not_none():
    cities = build_cities(tables(), gazetteer())
    at = cities.row["pl:9"]
    assert not cities.counted[at]
    assert cities.log_people[at] == pytest.approx(float(np.median(cities.log_people[cities.counted])) - 1.0)


def test_capitals_are_found_by_country_and_name():
    cities = build_cities(tables(), gazetteer(), "all")
    assert set(cities.table.filter(cities.capital)["name"]) == {"Paris", "Berlin"}


def test_a_name_in_brackets_is_the_whole_that_a_place_belongs_to():
    cities = build_cities(tables(), gazetteer())
    bursa, old = cities.row["gn:7"], cities.row["pl:9"]
    assert cities.kin(bursa).tolist() == [old]
    assert cities.kin(old).tolist() == [bursa]


def test_ties_are_counted_by_country_and_region():
    held = relations()
    cities = held.cities
    germany, france = cities.countries.index("DE"), cities.countries.index("FR")
    assert held.country_ties[germany, france] == 4
    # Aachen and Bonn have three ties with France, of Germany's four in all
    rhine = cities.regions.index("DE.07")
    total = held.country_ties.sum(axis=1)
    usual = (total + 0.5) / (total.sum() + 0.5 * len(total))
    of_germany = (4 + 3 * usual[france]) / (4 + 3)
    assert held.country_given_country[germany, france] == pytest.approx(of_germany, rel=1e-5)
    assert held.country_given_region[rhine, france] == pytest.approx((3 + 5 * of_germany) / (3 + 5), rel=1e-5)


def test_shares_of_countries_and_regions_sum_to_one():
    held = relations()
    for table in (held.country_given_country, held.country_given_region):
        assert table.sum(axis=1) == pytest.approx(np.ones(len(table)), rel=1e-5)
