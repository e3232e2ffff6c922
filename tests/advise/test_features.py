"""Every feature: whatever is dropped into the folder keeps these promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from proxeny.advise.building import build_relations
from proxeny.advise.cities import build_cities
from proxeny.advise.columns import column_names, compute_block
from proxeny.advise.features import FEATURES, Pair
from proxeny.advise.names import split_names
from proxeny.advise.question import Question
from proxeny.report.advice import say

from .towns import gazetteer, relations, tables

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


def test_ranks_by_inhabitants_by_hand():
    """Paris, Reims, Dijon stand first, second and third of France; where one stands for ten, so many come before."""
    cities = relations().cities
    row = cities.row
    assert np.exp(cities.rank_in_country[[row["gn:6"], row["gn:4"], row["gn:5"]]]) == pytest.approx([1, 2, 3])
    sample = replace(relations("all").cities, stand_for=10.0)
    berlin, bonn = (sample.rank_in_country[sample.row[one]] for one in ("gn:14", "gn:2"))
    assert np.exp([berlin, bonn]) == pytest.approx([1, 11])


def test_ties_that_cities_like_it_have_leave_out_its_own():
    """Aachen (1 tie) and Bonn (2) are alike in size; the mean of all nine is 10 / 9 and counts as three cities."""
    held = relations()
    row, mean = held.cities.row, 10 / 9
    region = [held.cities.region[row[one]] for one in ("gn:1", "gn:2")]
    assert region[0] == region[1]
    alike = held.ground.alike[held.cities.size_class[row["gn:1"]], held.cities.size_class[row["gn:2"]]]
    expected = np.log((alike * 2 + 3 * mean) / (alike * 1 + 3))
    assert held.usual_in_region[row["gn:1"]] == pytest.approx(expected, abs=2e-3)


def test_names_are_alike_by_words_and_pieces():
    words = split_names(pl.Series(["Neustadt am Main", "Neustadt", "Saint-Denis", "Denis (Réunion)", "Oslo"]))
    shared = (words.words @ words.words.T).toarray()
    assert shared[0, 1] == pytest.approx(np.log(5 / 2) ** 2, rel=1e-5)
    assert shared[2, 3] > 0 and shared[0, 4] == 0
    pieces = (words.pieces @ words.pieces.T).toarray()
    assert np.diag(pieces) == pytest.approx(1.0)
    assert pieces[0, 1] > pieces[0, 2]


def test_a_walk_that_steps_aside_reaches_partners_of_a_town_nearby():
    """Izmit has no tie, but lies near Bursa (90 km: too far at 25 km); moved there, it reaches Bursa's Paris."""
    held = tables()
    moved = pl.when(pl.col("id") == "gn:8").then(40.3).otherwise(pl.col("lat")).alias("lat")
    east = pl.when(pl.col("id") == "gn:8").then(29.1).otherwise(pl.col("lon")).alias("lon")
    near = {**held, "places": held["places"].with_columns(moved, east)}
    far_away, beside = (build_relations(build_cities(one, gazetteer()), one) for one in (held, near))
    row = beside.cities.row
    reached = [Question(one, np.array([row["gn:8"]])).strolled[0, row["gn:6"]] for one in (far_away, beside)]
    assert reached[0] == 0 and reached[1] > 0
    assert np.asarray(beside.strolling.sum(axis=0)).ravel()[row["gn:7"]] == pytest.approx(1.0, abs=1e-5)


def test_ties_of_like_cities_are_the_same_pair_by_pair():
    held = relations()
    asked = np.arange(held.cities.size)
    whole = Question(held, asked).alike_ties(200)
    for one in asked:
        assert [held.alike_between(int(one), int(other), 200) for other in asked] == pytest.approx(whole[one], abs=1e-5)
