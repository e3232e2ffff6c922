"""Suggestions: their parts add up, conditions say whether they are rules, effects are the closed form."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from proxeny.advise.networks.columns import name_columns
from proxeny.advise.networks.conditions import UNKNOWN, load_conditions
from proxeny.advise.networks.facts import check_eligibility, may_join, measure_effect
from proxeny.advise.networks.learning import learn
from proxeny.advise.networks.model import shipped_model
from proxeny.advise.networks.ranking import score_networks, suggest_networks
from proxeny.graph.measures.interlocking_identity import compute as add_up_sizes
from proxeny.graph.memberships import build_memberships
from proxeny.graph.model import Graph
from proxeny.graph.subject import Subject
from proxeny.io.networks import read_directory
from proxeny.report.networks import say

from .small import PAIRS, planted_world, small_world, tables


@pytest.mark.parametrize("city", [0, 5])
def test_the_parts_of_a_score_add_up(city):
    world = planted_world()
    model = learn(world, 1)
    found = suggest_networks(world, model, city)
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert sum(one.score for one in found) == pytest.approx(1.0)
    for one in found:
        assert sum(part.contribution for part in one.parts) == pytest.approx(one.total)
        assert one.parts == tuple(sorted(one.parts, key=lambda part: (-abs(part.contribution), part.feature)))
    for better, worse in pairwise(found):
        assert better.score >= worse.score
        assert np.log(better.score / worse.score) == pytest.approx(better.total - worse.total)


def test_a_city_is_not_advised_to_join_what_it_belongs_to():
    world = small_world()
    model = shipped_model(tuple(name_columns()))
    row = world.cities.row["gn:1"]
    assert [one.network for one in suggest_networks(world, model, row)] == [2]
    assert suggest_networks(world, model, row, without=[2]) == []
    assert score_networks(world, model, np.array([row])).chance[0].tolist() == [0.0, 0.0, 1.0]


def test_a_national_network_is_for_its_own_country_by_rule():
    world = small_world()
    german, french = world.cities.row["gn:2"], world.cities.row["gn:4"]
    assert "rule" in {one.ground for one in check_eligibility(world, german, 0)}
    assert may_join(check_eligibility(world, german, 0)) == "yes"
    refused = check_eligibility(world, french, 0)
    assert may_join(refused) == "no"
    assert say(next(one.said for one in refused if one.answer == "no")) == "It is a national network of Germany."


def test_known_conditions_name_networks_that_the_directory_knows_and_their_source():
    known = {one.id for one in read_directory()}
    for name, one in load_conditions().items():
        assert name in known, name
        assert one.source.startswith(("https://", "http://"))
        assert 2010 <= one.as_of <= 2026
        assert say(one.cost).endswith(".")
    assert say(UNKNOWN.cost).startswith("What membership costs is not known")


def test_joining_adds_the_other_members_of_the_network_to_the_interlocks():
    world, row = small_world(), small_world().cities.row["gn:2"]
    effect = measure_effect(world, row, 1)
    assert (effect.reach_before, effect.reach_after) == (2, 6)
    assert effect.new_members == 2, "Cc and Aa it meets already in A"
    assert effect.new_countries == 2, "France and Poland"
    joined = build_memberships(tables([*PAIRS, ("gn:2", "nw:B")]))
    measured = add_up_sizes(Subject(_no_graph(), joined))
    assert measured[joined.places["gn:2"]] == effect.reach_after


def _no_graph() -> Graph:
    from proxeny.graph.building import build_graph

    return build_graph(tables())
