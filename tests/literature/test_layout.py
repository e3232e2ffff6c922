"""The layout: solved cases, invariants, and the approximation against the exact sums."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from proxeny.literature.drawing.nearing import draw_near
from proxeny.literature.graph import Graph
from proxeny.literature.layout.barnes_hut import repel_by_groups
from proxeny.literature.layout.descent import Field
from proxeny.literature.layout.laplacian import Laplacian
from proxeny.literature.layout.objective import repel_all
from proxeny.literature.layout.placing import build_layout
from proxeny.literature.mapping import draw_network
from proxeny.literature.recipe import Recipe


def graph_of(*links, size):
    """A graph of (first, second, weight)."""
    first, second, weights = (np.array(column) for column in zip(*links, strict=True))
    return Graph.of_links(first, second, weights.astype(float), size)


def random_graph(size, links, seed):
    """A connected graph."""
    random = np.random.default_rng(seed)
    pairs = {(i, i + 1) for i in range(size - 1)}
    pairs |= {tuple(sorted(pair)) for pair in random.integers(0, size, (links, 2)) if pair[0] != pair[1]}
    return graph_of(*[(a, b, random.integers(1, 9)) for a, b in sorted(pairs)], size=size)


def measure(graph, places):
    """Q* by its definition, pair by pair."""
    dx = places[:, :, None] - places[:, None, :]
    far = np.sqrt((dx**2).sum(axis=0))
    first, second, weights = graph.links()
    together = (weights * far[first, second] ** 2).sum()
    if graph.components().max():
        together += 0.01 * (far**2).sum() / 2
    return -((far.sum() / 2) ** 2) / (2 * together)


def test_two_nodes():
    # Q* = -d^2 / (2 a d^2) = -1 / (2a)
    layout = build_layout(graph_of((0, 1, 2.0), size=2), starts=3, seed=0)
    assert layout.q_star == pytest.approx(-0.25)
    assert np.hypot(*(layout.places[:, 0] - layout.places[:, 1])) == pytest.approx(1)


def test_an_equilateral_triangle():
    # a = 1 on three sides d: R = 3d, A = 3d^2, Q* = -9/6
    layout = build_layout(graph_of((0, 1, 1), (1, 2, 1), (0, 2, 1), size=3), starts=5, seed=0)
    assert layout.q_star == pytest.approx(-1.5)


def test_a_path_of_three_is_straight():
    # d = 1, 1, 2: R = 4, A = 2, Q* = -16/4
    layout = build_layout(graph_of((0, 1, 1), (1, 2, 1), size=3), starts=5, seed=0)
    assert layout.q_star == pytest.approx(-4.0)


def test_the_objective_is_that_of_the_definition():
    graph = random_graph(60, 150, 1).associate()
    layout = build_layout(graph, starts=3, seed=5)
    assert layout.q_star == pytest.approx(measure(graph, layout.places), rel=1e-9)


def test_a_network_in_pieces_is_held_together():
    graph = graph_of((0, 1, 1), (1, 2, 1), (3, 4, 1), size=5).associate()
    layout = build_layout(graph, starts=5, seed=1)
    assert layout.q_star == pytest.approx(measure(graph, layout.places), rel=1e-9)
    assert np.isfinite(layout.places).all()


def test_the_gradient_is_the_slope():
    graph = random_graph(12, 20, 2).associate()
    field = Field(Laplacian.build(graph, 0.0), repel_all)
    places = np.random.default_rng(0).normal(size=(2, 12))
    spot = field.measure(places)
    step = np.zeros_like(places)
    step[1, 3] = 1e-6
    slope = (field.measure(places + step).value - field.measure(places - step).value) / 2e-6
    assert slope == pytest.approx(spot.gradient[1, 3], rel=1e-5)


def test_the_same_seed_gives_the_same_bytes_and_another_the_same_height():
    graph = random_graph(80, 200, 3).associate()
    one, again, other = (build_layout(graph, starts=4, seed=seed) for seed in (1, 1, 2))
    assert one.places.tobytes() == again.places.tobytes()
    assert one.q_star == pytest.approx(other.q_star, rel=1e-3)


def test_the_picture_is_centred_and_its_mean_distance_is_one():
    places = build_layout(random_graph(40, 90, 4).associate(), starts=2, seed=0).places
    far = np.sqrt(((places[:, :, None] - places[:, None, :]) ** 2).sum(axis=0))
    assert np.abs(places.mean(axis=1)).max() < 1e-9
    assert far.sum() / (40 * 39) == pytest.approx(1)
    assert places[0].var() >= places[1].var()


def test_groups_repel_nearly_as_their_members_do():
    places = np.random.default_rng(0).normal(size=(2, 3000))
    exact, pushed = repel_all(places)
    near, roughly = repel_by_groups(places)
    assert near == pytest.approx(exact, rel=3e-3)
    assert np.abs(roughly - pushed).max() < 5e-3 * np.abs(pushed).max()


def test_parts_that_nothing_links_are_drawn_near_and_keep_their_form():
    links = [(a, b, 1.0) for a in range(6) for b in range(a)] + [(6, 7, 1.0), (8, 9, 1.0)]
    frame = pl.DataFrame(links, schema=["second", "first", "weight"], orient="row").select("first", "second", "weight")
    terms = pl.DataFrame({"id": range(11), "label": [str(number) for number in range(11)]})
    drawn = draw_network(terms, frame.sort("first", "second"), Recipe(starts=2, seed=1))
    computed = drawn.terms.select("x", "y").to_numpy().T
    near = np.array(draw_near(drawn))
    for part in ([0, 1, 2, 3, 4, 5], [6, 7], [8, 9]):
        moved = near[:, part] - computed[:, part]
        assert np.abs(moved - moved[:, [0]]).max() < 1e-9
    assert np.abs(near[:, :6] - computed[:, :6]).max() == 0
    assert np.ptp(near, axis=1).max() < np.ptp(computed, axis=1).max()
    middle = near[:, :6].mean(axis=1, keepdims=True)
    assert np.hypot(*(near[:, 6:] - middle)).min() > np.hypot(*(near[:, :6] - middle)).max()


@pytest.mark.parametrize("size", [0, 1, 5])
def test_nodes_without_links_get_places(size):
    empty = Graph.of_links(np.empty(0, int), np.empty(0, int), np.empty(0), size)
    assert build_layout(empty, starts=2, seed=0).places.shape == (2, size)
