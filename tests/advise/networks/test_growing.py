"""Trees on top of the logit: they learn what features say only together, and are read part by part."""

from __future__ import annotations

import json

import numpy as np
import pytest

from proxeny.advise.model_trees import read_trees
from proxeny.advise.networks.columns import name_columns
from proxeny.advise.networks.growing import grow_trees
from proxeny.advise.networks.learning import Lessons, choose_memberships, learn, read_lessons, softmax
from proxeny.advise.networks.model import read_model
from proxeny.advise.networks.query import Query

from .small import planted_world


def test_trees_learn_what_two_columns_say_only_together():
    draw = np.random.default_rng(1)
    columns = draw.normal(size=(600, 6, 8))
    both = (columns[:, :, 0] > 0) & (columns[:, :, 1] > 0)
    hidden = (3.0 * both + draw.gumbel(size=both.shape)).argmax(axis=1)
    candidates = np.ones(both.shape, np.bool_)
    lessons = Lessons(columns, hidden, candidates, np.ones(600, np.int64))
    trees = grow_trees(lessons, np.zeros(both.shape), 1)
    said = read_trees(trees, columns.reshape(-1, 8).astype(np.float32)).sum(axis=1).reshape(both.shape)
    assert softmax(said, candidates)[np.arange(600), hidden].mean() > 0.25, "a guess is 0.17"


def test_a_tenth_is_hidden_at_once_and_no_membership_is_seen_by_its_own_lesson():
    world = planted_world()
    cities, networks = choose_memberships(world, 1)
    lessons = read_lessons(world, cities, networks, 1)
    assert lessons.candidates[np.arange(len(cities)), networks].all()
    share = name_columns().index(("size", "share"))
    alone = Query(world, cities[:1], networks[:1])
    assert lessons.columns[0, networks[0], share] != pytest.approx(np.log(alone.share[0, networks[0]])), "others too"
    again = read_lessons(planted_world(), cities, networks, 1)
    assert (again.columns == lessons.columns).all()


def test_trees_are_kept_with_the_weights_and_spoiled_ones_are_not_read():
    model = learn(planted_world(), 1)
    told = model.tell()
    kept = read_model(json.loads(json.dumps(told)), name_columns())
    assert kept.trees.count == model.trees.count > 0
    assert kept.trees.value == pytest.approx(model.trees.value, abs=1e-6)
    deep = {**told["trees"], "column": [[99] * len(row) for row in told["trees"]["column"]]}
    short = {**told["trees"], "value": told["trees"]["value"][:1]}
    for spoiled in (deep, short, {}):
        assert read_model({**told, "trees": spoiled}, name_columns()) is None
