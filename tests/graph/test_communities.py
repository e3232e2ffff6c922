"""Communities against leidenalg, and what is told beside them."""

from __future__ import annotations

import igraph
import leidenalg
import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score

from proxeny.errors import FaultyInput
from proxeny.graph.building import build_from_edges, build_graph
from proxeny.graph.communities import Recipe, find_communities, profile_resolutions, quality_of
from proxeny.graph.memberships import build_memberships
from proxeny.graph.naming import describe_communities
from proxeny.graph.partitions import adjusted_information

from .worlds import edges, house, tables


@pytest.fixture(scope="module")
def planted():
    """Eight groups of 25 with weights, tied within more than between."""
    rng = np.random.default_rng(1)
    group = np.repeat(np.arange(8), 25)
    chance = np.where(group[:, None] == group[None, :], 0.25, 0.02)
    ends = np.argwhere(np.triu(rng.random((200, 200)) < chance, 1))
    pairs = [(f"{u:03d}", f"{v:03d}") for u, v in ends]
    return build_from_edges(edges(pairs, weight=rng.integers(1, 4, len(pairs)).astype(float))), group


def as_igraph(graph):
    other = igraph.Graph(n=graph.size, edges=graph.ends.T.tolist())
    other.es["weight"] = graph.weight.tolist()
    return other


@pytest.mark.parametrize(
    ("quality", "resolution"), [("modularity", 1.0), ("modularity", 2.0), ("cpm", 0.1), ("cpm", 0.5)]
)
def test_as_good_as_leidenalg(planted, quality, resolution):
    graph, _ = planted
    found = find_communities(graph, Recipe(quality, resolution))
    kind = leidenalg.RBConfigurationVertexPartition if quality == "modularity" else leidenalg.CPMVertexPartition
    best = max(
        (
            leidenalg.find_partition(
                as_igraph(graph), kind, weights="weight", resolution_parameter=resolution, seed=seed
            )
            for seed in range(10)
        ),
        key=lambda one: one.quality(),
    )
    theirs = quality_of(graph, np.array(best.membership, np.int32), quality, resolution)
    if quality == "cpm":
        assert theirs == pytest.approx(best.quality())
    assert found.quality >= theirs - 1e-3
    assert found.quality == pytest.approx(quality_of(graph, found.label, quality, resolution))


def test_modularity_is_igraphs(planted):
    graph, group = planted
    assert quality_of(graph, group.astype(np.int32), "modularity", 1.0) == pytest.approx(
        as_igraph(graph).modularity(group.tolist(), weights="weight")
    )


def test_planted_groups_are_found_and_hold(planted):
    graph, group = planted
    found = find_communities(graph)
    assert adjusted_information(found.label, group.astype(np.int32)) > 0.9
    assert found.agreement > 0.9
    assert found.steadiness.min() > 0.5
    assert np.array_equal(find_communities(graph).label, found.label)


def test_every_community_hangs_together(planted):
    graph, _ = planted
    found = find_communities(graph, Recipe("cpm", 0.3))
    inside = found.label[graph.ends[0]] == found.label[graph.ends[1]]
    parts = graph.only(inside).components
    assert all(len(set(parts[found.label == number])) == 1 for number in range(found.count))


def test_agreement_is_scikit_learns():
    rng = np.random.default_rng(2)
    for _ in range(5):
        one, other = rng.integers(0, 6, 80), rng.integers(0, 9, 80)
        theirs = adjusted_mutual_info_score(one, other)
        assert adjusted_information(one.astype(np.int32), other.astype(np.int32)) == pytest.approx(theirs, abs=1e-9)


def test_the_house_has_three_communities():
    found = find_communities(house())
    assert found.sizes.tolist() == [3, 2, 2]
    assert found.quality == pytest.approx(1 / 6 * (3 + 1 + 1) - (7**2 + 3**2 + 2**2) / 12**2)


def test_communities_are_named_by_countries_and_hub():
    found = tables()
    graph = build_graph(found)
    named = describe_communities(graph, find_communities(graph), build_memberships(found))
    assert [one.size for one in named] == [3, 2, 2]
    assert {code for code, _ in named[0].countries} == {"DE", "FR", "TR"}
    assert named[0].ties_within == 3
    assert named[0].ties_out == 1


def test_a_profile_over_resolutions_has_more_communities_the_higher_it_is(planted):
    steps = profile_resolutions(planted[0], Recipe(runs=3), [0.1, 1.0, 8.0])
    assert [step.communities for step in steps] == sorted(step.communities for step in steps)


@pytest.mark.parametrize("pairs", [[], [("A", "A")]])
def test_graphs_without_ties(pairs):
    found = find_communities(build_from_edges(edges(pairs)))
    assert (found.count, found.quality) == (len(pairs), None)


@pytest.mark.parametrize(
    "recipe", [Recipe("other"), Recipe(resolution=0.0), Recipe(resolution=float("nan")), Recipe(runs=0)]
)
def test_recipes_that_cannot_be_followed_are_refused(recipe):
    with pytest.raises(FaultyInput):
        find_communities(house(), recipe)
