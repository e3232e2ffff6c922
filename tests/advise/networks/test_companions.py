"""The regression of networks on each other and on what cities are: exactly what a fit without the city would give."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.advise.networks.companions import Companions, chance_of
from proxeny.advise.networks.query import Query

from .small import PAIRS, planted_world, small_world

_RIDGE = 10.0


def fit_without(world, city):
    """The weights of Steck's closed form on all members but one, by a plain inverse."""
    companions = Companions(world)
    whole = np.concatenate([world.held, companions.traits.toarray()], axis=1)
    rows = whole[[row for row in world.belongs if row != city]]
    inverse = np.linalg.inv(rows.T @ rows + _RIDGE * np.eye(whole.shape[1]))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights, companions.traits[[city]].toarray()[0]


@pytest.mark.parametrize("city", [0, 17, 123])
def test_one_step_of_rank_one_is_as_good_as_a_fit_without_the_city(city):
    world = planted_world()
    weights, traits = fit_without(world, city)
    known = np.flatnonzero(world.held[city])[:1]
    company, profile = Companions(world).expect(city, known)
    assert company == pytest.approx(5 * weights[known, : world.count].sum(axis=0))
    assert profile == pytest.approx(5 * traits @ weights[world.count :, : world.count])


def test_a_city_that_belongs_to_nothing_is_compared_with_all_members():
    world = small_world()
    lone = world.cities.row["gn:99"]
    company, profile = Companions(world).expect(lone, np.zeros(0, np.int64))
    assert company.tolist() == [0.0, 0.0, 0.0]
    assert np.isfinite(profile).all()


def test_what_is_expected_is_a_share_between_nothing_and_all():
    assert [chance_of(one) for one in (-1.0, 2.5, 9.0)] == [0.0, 0.5, 1.0]


def test_peers_are_members_of_the_same_networks_and_count_more_where_they_are_near():
    world = small_world([*PAIRS, ("gn:2", "nw:B")])
    city = world.cities.row["gn:2"]
    likeness = Query(world, np.array([city]), np.array([-1])).likeness[0]
    by_city = dict(zip(world.cities.table["id"][world.belongs], likeness, strict=True))
    assert by_city["gn:2"] == 0.0, "not like itself"
    assert by_city["gn:1"] > by_city["gn:3"] > by_city["gn:7"] > by_city["gn:5"] == 0.0
