"""Measures: the house worked out by hand, every member of the registry, and other programs as oracles."""

from __future__ import annotations

import igraph
import networkx
import numpy as np
import pytest

from proxeny.errors import UnknownName
from proxeny.graph.building import build_from_edges, build_graph
from proxeny.graph.measures import MEASURES
from proxeny.graph.measuring import measure_graph
from proxeny.graph.memberships import build_memberships
from proxeny.graph.subject import Sampling, Subject

from .worlds import edges, house, tables

EXACT = Sampling(betweenness=0)


def values(level_table, name, ids="ABCDEXY"):
    """A measure by id."""
    found = dict(level_table.select("id", name).iter_rows())
    return [found[one] for one in ids]


@pytest.fixture(scope="module")
def world():
    """The world with memberships, measured."""
    found = tables()
    return measure_graph(Subject(build_graph(found), build_memberships(found), EXACT))


@pytest.fixture(scope="module")
def twisted():
    """A random graph of 300 nodes in several parts, ours and NetworkX's."""
    drawn = np.random.default_rng(5).integers(0, 300, (2, 420))
    pairs = [(str(u), str(v)) for u, v in drawn.T if u != v]
    graph = build_from_edges(edges(pairs))
    other = networkx.Graph()
    other.add_nodes_from(range(graph.size))
    other.add_weighted_edges_from(zip(*graph.ends.tolist(), graph.weight.tolist(), strict=True))
    return graph, other


def test_the_house_as_a_whole():
    found = measure_graph(Subject(house(), sampling=EXACT)).values
    assert found["clustering"] == pytest.approx(3 / 6)  # one triangle; pairs of ties 1 + 1 + 3 + 1
    assert found["mean_local_clustering"] == pytest.approx((1 + 1 + 1 / 3 + 0) / 4)
    assert found["components"] == 2
    assert found["giant_share"] == pytest.approx(5 / 7)
    assert found["diameter"] == 3
    assert found["mean_distance"] == pytest.approx((1 * 5 + 2 * 3 + 3 * 2) / 10)
    assert found["mean_degree"] == pytest.approx(12 / 7)


def test_the_cities_of_the_house():
    found = measure_graph(Subject(house(), sampling=EXACT)).nodes
    assert values(found, "degree") == [2, 2, 3, 2, 1, 1, 1]
    assert values(found, "core_number") == [2, 2, 2, 1, 1, 1, 1]
    assert values(found, "eccentricity") == [3, 3, 2, 2, 3, 1, 1]
    assert values(found, "betweenness")[2] == pytest.approx(4 / 15)  # A-D, A-E, B-D, B-E of 15 pairs
    assert values(found, "local_clustering")[4] is None


def test_what_is_known_of_cities_is_used(world):
    assert world.values["same_country"] == pytest.approx(1 / 5)  # C-D; Y has no country
    assert world.values["same_continent"] == pytest.approx(3 / 5)  # A-B, C-D, D-E
    assert world.values["unequal_ties"] == pytest.approx(1 / 5)  # C-D
    assert values(world.nodes, "partner_countries")[:3] == [2, 2, 3]
    assert values(world.nodes, "participation")[3] == pytest.approx(0.5)
    assert values(world.nodes, "brokerage")[2] == pytest.approx(2 / 3)  # A-D and B-D, but A-B are tied
    assert values(world.nodes, "partner_km")[6] is None


def test_interlocking_connectivity_is_the_sum_of_sizes(world):
    assert values(world.members, "interlocking", "ABCD") == [3, 3, 2, 0]
    assert values(world.members, "interlocking_identity", "ABCD") == [3, 3, 2, 0]
    assert values(world.members, "interlocking_relative", "ABCD") == pytest.approx([1, 1, 2 / 3, 0])
    assert values(world.members, "validated_pairs", "ABCD") == [0, 0, 0, 0]
    assert values(world.members, "redundancy", "ABC") == [1, 1, None]


def test_service_values_of_forms_count():
    found = build_memberships(tables(), values={"L3.MEM.ACT": 2.0})
    measured = measure_graph(Subject(house(), found), ["interlocking", "interlocking_identity"]).members
    assert values(measured, "interlocking", "ABCD") == [12, 12, 8, 0]
    assert values(measured, "interlocking_identity", "ABCD") == [12, 12, 8, 0]


def test_ties_are_measured(world):
    rows = {(row["source"], row["target"]): row for row in world.ties.iter_rows(named=True)}
    assert rows["A", "B"]["common_partners"] == 1
    assert rows["C", "D"]["bridge"] and rows["X", "Y"]["bridge"] and not rows["A", "C"]["bridge"]
    assert rows["X", "Y"]["tie_km"] is None


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_says_what_it_is_and_meets_odd_graphs(name):
    one = MEASURES[name]
    assert all((one.title, one.formula, one.source, one.not_when))
    found = tables()
    whole = Subject(build_graph(found), build_memberships(found), EXACT)
    lengths = {"node": whole.graph.size, "tie": whole.graph.tie_count, "member": 4, "network": 3}
    value = one.compute(whole)
    if one.level in lengths:
        assert len(np.asarray(value)) == lengths[one.level]
    for pairs in ([], [("A", "A")], [("A", "B")]):
        measured = measure_graph(Subject(build_from_edges(edges(pairs)), sampling=EXACT), [name])
        assert (name in measured.absent) == bool(one.needs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("betweenness", networkx.betweenness_centrality),
        ("closeness", networkx.closeness_centrality),
        ("core_number", networkx.core_number),
        ("pagerank", lambda graph: networkx.pagerank(graph, tol=1e-13, max_iter=1000)),
        ("constraint", lambda graph: networkx.constraint(graph, weight="weight")),
        ("local_clustering", networkx.clustering),
    ],
)
def test_cities_as_networkx_has_them(twisted, ours, theirs):
    graph, other = twisted
    found = np.asarray(MEASURES[ours].compute(Subject(graph, sampling=EXACT)), float)
    wanted = theirs(other)
    defined = ~np.isnan(found)
    assert found[defined] == pytest.approx(np.array([wanted[v] for v in range(graph.size)])[defined], abs=1e-9)


def test_the_whole_as_igraph_has_it(twisted):
    graph, _ = twisted
    other = igraph.Graph(n=graph.size, edges=graph.ends.T.tolist())
    found = measure_graph(Subject(graph)).values
    assert found["clustering"] == pytest.approx(other.transitivity_undirected())
    assert found["assortativity"] == pytest.approx(other.assortativity_degree(directed=False))
    assert found["diameter"] == other.connected_components().giant().diameter()
    assert found["mean_distance"] == pytest.approx(other.connected_components().giant().average_path_length())


def test_sampled_betweenness_tells_an_error_that_covers_the_truth(twisted):
    graph, _ = twisted
    exact, nothing = Subject(graph, sampling=EXACT).betweenness
    sampled, error = Subject(graph, sampling=Sampling(betweenness=100)).betweenness
    assert not nothing.any()
    large = exact > np.quantile(exact, 0.7)
    assert (np.abs(sampled - exact)[large] <= 4 * error[large] + 1e-12).mean() > 0.9


def test_a_name_that_is_not_known_is_told():
    with pytest.raises(UnknownName, match="pagerank"):
        measure_graph(Subject(house()), ["pagerang"])


def test_parallel_ties_and_self_ties_are_counted_once():
    graph = build_from_edges(edges([("1", "2"), ("2", "1"), ("3", "3"), ("10", "2")], weight=[1.0, 2.5, 1.0, 1.0]))
    assert graph.nodes["id"].to_list() == ["1", "2", "3", "10"]
    assert (graph.given.self_ties, graph.given.parallel_ties, graph.given.without_ties) == (1, 1, 1)
    assert graph.weight.tolist() == [3.5, 1.0]


def test_published_figures_of_the_twin_graph(shared):
    """KONECT, network "twin": n 14,274, m 20,573, clustering .1114, assortativity .387, diameter 25."""
    from proxeny.graph.exchange import read_graph

    graph = read_graph(shared / "data/ties/konect_twin_2017.tsv")
    found = measure_graph(
        Subject(graph), ["clustering", "assortativity", "diameter", "giant_share", "mean_distance"]
    ).values
    assert (graph.size, graph.tie_count, found["diameter"]) == (14_274, 20_573, 25)
    assert [round(found[name], 4) for name in ("clustering", "assortativity")] == [0.1114, 0.3868]
    assert found["giant_share"] == pytest.approx(0.723, abs=5e-4)
    assert found["mean_distance"] == pytest.approx(7.35, abs=5e-3)
