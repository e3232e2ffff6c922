"""Every feature: it sees neither the hidden membership nor the city itself, and says a sentence."""

from __future__ import annotations

import numpy as np
import pytest
from django.utils import translation

from proxeny.advise.networks.columns import build_columns, name_columns
from proxeny.advise.networks.features import FEATURES, Pairing
from proxeny.advise.networks.query import Query
from proxeny.report.networks import say

from .small import PAIRS, planted_world, small_world


@pytest.mark.parametrize("name", list(FEATURES))
def test_a_hidden_membership_is_as_if_it_were_not_there(name):
    world = planted_world()
    cities, networks = (one[::7][:40] for one in np.nonzero(world.held))
    hidden = Query(world, cities, networks)
    for at, (city, network) in enumerate(zip(cities, networks, strict=True)):
        without = world.hiding(np.array([city]), np.array([network]))
        apart = Query(without, np.array([city]), np.array([-1]))
        one, other = FEATURES[name].compute(hidden.part(slice(at, at + 1))), FEATURES[name].compute(apart)
        for mine, its in zip(one, other, strict=True):
            assert mine[0] == pytest.approx(its[0], abs=1e-6)
        if at == 5:
            break


@pytest.mark.parametrize("name", list(FEATURES))
def test_a_feature_is_described_and_gives_finite_numbers(name):
    feature, world = FEATURES[name], small_world()
    assert feature.title and feature.formula and feature.source
    query = Query(world, np.arange(world.cities.size), np.full(world.cities.size, -1))
    made = feature.compute(query)
    assert len(made) == len(feature.columns)
    for one in made:
        assert one.shape == (world.cities.size, world.count)
        assert np.isfinite(one).all()


@pytest.mark.parametrize("name", list(FEATURES))
@pytest.mark.parametrize("language", ["en", "tr", "fa"])
def test_a_feature_says_a_whole_sentence_of_every_pair(name, language):
    world = small_world()
    with translation.override(language):
        for city in range(world.cities.size):
            for network in range(world.count):
                words = say(FEATURES[name].say(Pairing(world, city, network)))
                assert words.endswith("."), words
                assert "{" not in words


def test_the_columns_are_those_that_are_named():
    world = small_world()
    query = Query(world, np.arange(3), np.full(3, -1))
    assert build_columns(query).shape == (3, 3, len(name_columns()))


def test_the_lift_in_the_country_is_what_a_pencil_gives():
    world = small_world([pair for pair in PAIRS if pair[0] != "gn:2"])
    query = Query(world, np.array([world.cities.row["gn:1"]]), np.array([-1]))
    share = np.array([1.5, 3.5, 3.5]) / 8.5  # without Aa: A 1, B 3, C 3 of 7 memberships
    assert query.share[0] == pytest.approx(share)
    count, lift = FEATURES["country"].compute(query)
    assert count[0] == pytest.approx(np.log1p([1, 1, 0])), "of Germany: Cc in A and B"
    assert lift[0] == pytest.approx(np.log((np.array([1, 1, 0]) + 2 * share) / 4 / share))


def test_sentences_count_as_one_would():
    world = small_world()
    pair = Pairing(world, world.cities.row["gn:2"], 1)
    assert say(FEATURES["country"].say(pair)) == "2 of its 4 members are in your country."
    assert say(FEATURES["partners"].say(pair)) == "One of your 1 partner cities belongs to it."
    assert say(FEATURES["company"].say(pair)) == (
        "100 % of the members of A, to which you belong, are in it; of all members 57.1 %."
    )
