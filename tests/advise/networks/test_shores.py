"""Which cities lie on a sea, and what is made of it."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from proxeny.advise.cities import CITIES, Cities
from proxeny.advise.networks.features import FEATURES
from proxeny.advise.networks.query import Query
from proxeny.advise.networks.shores import find_shores
from proxeny.tables import conform

from .small import small_world

# Gdańsk and Varna lie on their seas; Ankara and a place that nobody knows on none.
PLACES = pl.DataFrame(
    {
        "id": ["gn:1", "gn:2", "gn:3", "gn:4"],
        "name": ["Gdańsk", "Varna", "Ankara", "Somewhere"],
        "country": ["PL", "BG", "TR", "TR"],
        "lat": [54.36, 43.20, 39.93, None],
        "lon": [18.65, 27.92, 32.86, None],
        "known": [True] * 4,
    }
)


def test_a_city_lies_on_the_sea_whose_shore_is_near():
    shores = find_shores(Cities(conform(PLACES, CITIES)))
    assert [shores.seas[one] for one in shores.sea] == ["baltic_sea", "black_sea", "", ""]
    assert shores.near.tolist() == [True, True, False, False]


def test_what_is_away_from_any_sea_has_no_lift_by_its_sea():
    world = small_world()
    query = Query(world, np.arange(world.cities.size), np.full(world.cities.size, -1))
    by_shore, by_sea = FEATURES["coast"].compute(query)
    assert not find_shores(world.cities).near.any(), "all lie inland"
    assert by_sea == pytest.approx(np.zeros_like(by_sea))
    assert by_shore == pytest.approx(np.zeros_like(by_shore), abs=0.05), "every member is of the one group"
