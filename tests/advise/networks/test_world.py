"""Members and networks as arrays."""

from __future__ import annotations

import numpy as np

from proxeny.advise.networks.world import build_world

from .small import GAZETTEER, PAIRS, small_world, tables


def test_members_are_counted_by_network_and_country():
    world = small_world()
    assert world.networks["id"].to_list() == ["nw:A", "nw:B", "nw:C"]
    assert world.members.tolist() == [3, 4, 3]
    german = world.cities.countries.index("DE")
    assert world.by_class["country"][german].tolist() == [3, 2, 0]
    assert world.together.tolist() == [[3, 2, 0], [2, 4, 1], [0, 1, 3]]


def test_a_place_that_only_the_gazetteer_knows_may_ask():
    world = small_world()
    row = world.cities.row["gn:99"]
    assert world.memberships[row] == 0
    assert world.place_in_country[row] == 2, "Gg has more inhabitants"


def test_former_members_and_applicants_do_not_belong():
    states = ["former", "applied", *["active"] * (len(PAIRS) - 2)]
    world = build_world(tables(states=states), GAZETTEER)
    assert world.members[0] == 1


def test_the_hash_is_of_what_is_known_not_of_its_order_nor_of_who_asks():
    assert small_world().hash == small_world(list(reversed(PAIRS)), ()).hash
    assert small_world().hash != small_world(PAIRS[:-1]).hash


def test_hiding_a_membership_is_not_having_it():
    world = small_world()
    hidden = world.hiding(np.array([world.cities.row["gn:3"]]), np.array([1]))
    assert hidden.members.tolist() == [3, 3, 3]
    assert world.members.tolist() == [3, 4, 3], "the world itself stays"
