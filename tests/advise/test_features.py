"""Every feature: whatever is dropped into the folder keeps these promises."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.advise.columns import column_names, compute_block
from proxeny.advise.features import FEATURES, Pair
from proxeny.advise.question import Question
from proxeny.report.advice import say

from .towns import relations

NAMES = list(FEATURES)


@pytest.fixture(scope="module", params=["known", "all"])
def held(request):
    return relations(request.param)


@pytest.mark.parametrize("name", NAMES)
def test_a_feature_gives_the_columns_it_declares(held, name):
    feature = FEATURES[name]
    made = feature.compute(Question(held, np.array([0, 3])))
    assert len(made) == len(feature.columns)
    for column in made:
        assert np.isfinite(np.broadcast_to(column, (2, held.cities.size))).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_feature_says_something_of_every_pair(held, name):
    for candidate in range(1, held.cities.size):
        told = FEATURES[name].say(Pair(held, 0, candidate))
        assert say(told).strip()
        assert "{" not in say(told)


@pytest.mark.parametrize("name", NAMES)
def test_a_feature_declares_formula_and_source(name):
    feature = FEATURES[name]
    assert feature.title and feature.formula and feature.source


def test_answers_do_not_depend_on_who_else_asks(held):
    together = compute_block(Question(held, np.array([0, 2, 5])))
    alone = compute_block(Question(held, np.array([2])))
    assert together[:, 1] == pytest.approx(alone[:, 0], rel=1e-4, abs=1e-4)


def test_a_city_without_a_known_tie_looks_like_one_with_one():
    """Else the model would learn that a city without ties is one whose ties were hidden."""
    with_one = relations()
    without = relations(pairs=[("gn:2", "gn:6"), ("gn:2", "gn:5"), ("gn:3", "gn:5"), ("gn:7", "gn:6")])
    at = next(column for column, (_, name) in enumerate(column_names()) if name == "ties")
    reims = with_one.cities.row["gn:4"]
    asked = np.array([with_one.cities.row["gn:8"]])
    seen, unseen = (compute_block(Question(one, asked))[at, 0, reims] for one in (with_one, without))
    assert seen == unseen


def test_shared_partners_by_hand(held):
    """Bonn and Celle share Dijon, which has two partners; Bonn and Bursa share Paris."""
    rows = held.cities.row
    question = Question(held, np.array([rows["gn:2"]]))
    assert question.shared[0, rows["gn:3"]] == 1
    assert question.adamic_adar[0, rows["gn:3"]] == pytest.approx(1 / np.log(2.5))
    told = FEATURES["shared-partners"].say(Pair(held, rows["gn:2"], rows["gn:7"]))
    assert told.value == 1


def test_near_ties_by_hand():
    """Aachen is tied with Reims: kernels are one at home and exp(-(d/h)^2/2) elsewhere."""
    held = relations()
    rows, points = held.cities.row, held.cities.points
    question = Question(held, np.array([rows["gn:1"]]))
    assert question.near_ties(8)[0, rows["gn:4"]] == pytest.approx(1.0, abs=1e-4)
    km = 6371.0088 * float(np.linalg.norm(points[rows["gn:1"]] - points[rows["gn:2"]]))
    # 25 km reach 62.5 km; Bonn lies 71 km away, and nothing else does nearer
    assert km > 62.5
    assert question.near_ties(25)[0, rows["gn:6"]] == 0


def test_shared_networks_are_named():
    held = relations()
    told = FEATURES["networks"].say(Pair(held, held.cities.row["gn:1"], held.cities.row["gn:4"]))
    assert "Culture Cities" in say(told)
