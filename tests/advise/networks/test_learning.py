"""Weights: the penalised maximum, the same for the same seed, better than popularity where one can learn."""

from __future__ import annotations

import json

import numpy as np
import pytest

from proxeny.advise.networks.backtest import measure_networks, rank_hidden, tell_track
from proxeny.advise.networks.columns import name_columns
from proxeny.advise.networks.learning import Lessons, _fit_one, _likelihood, choose_memberships, learn, softmax
from proxeny.advise.networks.model import CLASSES, read_model, shipped_model
from proxeny.errors import FaultyInput

from .small import planted_world, small_world


@pytest.fixture(scope="module")
def world():
    """A world with something to learn."""
    return planted_world()


def test_the_weights_are_at_the_maximum():
    draw = np.random.default_rng(1)
    columns = draw.normal(size=(80, 4, 3))
    hidden = draw.integers(0, 4, 80)
    lessons = Lessons(columns, hidden, np.ones((80, 4), np.bool_), np.ones(80, np.int64))
    slopes, constants = _fit_one(lessons, 2.0)
    best = np.concatenate([slopes, constants])
    penalty = np.full(7, 2.0)

    def likelihood(weights):
        chance = softmax(columns @ weights[:3] + weights[3:], lessons.candidates)
        return _likelihood(chance, hidden, penalty, weights)

    for at in range(7):
        for step in (-1e-3, 1e-3):
            moved = best.copy()
            moved[at] += step
            assert likelihood(moved) < likelihood(best)


def test_chances_add_up_to_one_over_the_candidates():
    candidates = np.array([[True, False, True], [False, False, False]])
    chance = softmax(np.array([[1.0, 9.0, 1.0], [1.0, 2.0, 3.0]]), candidates)
    assert chance.tolist() == [[0.5, 0.0, 0.5], [0.0, 0.0, 0.0]]


def test_a_world_with_too_few_memberships_teaches_nothing():
    assert learn(small_world()) is None


def test_the_same_world_and_seed_give_the_same_bytes(world):
    first, second = (json.dumps(learn(one, 1).tell(), sort_keys=True) for one in (world, planted_world()))
    assert first == second
    kept = read_model(json.loads(first), name_columns())
    assert json.dumps(kept.tell(), sort_keys=True) == first


def test_the_shipped_weights_are_of_the_features_that_there_are():
    model = shipped_model(tuple(name_columns()))
    assert model.origin == "shipped"
    assert len(model.classes) == len(CLASSES)
    assert not any(one.constants for one in model.classes), "they say nothing of single networks"


@pytest.mark.parametrize("spoiled", [{}, {"format": "other"}, {"classes": []}, {"names": [["size", "share"]]}])
def test_weights_of_another_version_are_not_read(world, spoiled):
    told = learn(world, 1).tell()
    assert read_model({**told, **spoiled} if spoiled else {}, name_columns()) is None


def test_a_large_network_does_not_speak_for_all(world):
    cities, networks = choose_memberships(world, 1, frozenset({0}))
    assert 0 not in networks
    assert len(cities) == int(world.held.sum() - world.members[0])


def test_equal_scores_share_the_mean_of_their_ranks():
    scores = np.array([[1.0, 1.0, 1.0, 5.0], [3.0, 2.0, 1.0, 0.0]])
    candidates = np.array([[True, True, True, False], [True, True, True, True]])
    assert rank_hidden(scores, candidates, np.array([1, 2])).tolist() == [2.0, 3.0]


def test_the_record_stands_beside_baselines_on_the_same_questions(world):
    track = measure_networks(world, left_out=("nw:ANY",))
    told = tell_track(track)
    assert told["left_out"] == ["nw:ANY"]
    trial = told["trials"]["all"]
    by = {one["method"]: one["mrr"]["value"] for one in trial["methods"]}
    assert by["proxeny"] > by["in_country_popularity"] > by["popularity"]
    assert trial["hidden"] == int(world.held.sum() - world.members[world.number["nw:ANY"]])
    for method in trial["methods"]:
        assert method["mrr"]["low"] <= method["mrr"]["value"] <= method["mrr"]["high"]
    assert trial["calibration_error"] < 0.03
    assert tell_track(measure_networks(planted_world(), left_out=("nw:ANY",))) == told


def test_too_few_memberships_cannot_be_tried():
    with pytest.raises(FaultyInput, match="too few"):
        measure_networks(small_world())
