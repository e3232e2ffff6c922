"""Null models keep what they say, and the ladder says what it found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.errors import FaultyInput
from proxeny.graph.building import build_from_edges, build_graph
from proxeny.graph.kernels.drawing import seed_state
from proxeny.graph.ladder import compare_with_nulls
from proxeny.graph.nulls import NULLS
from proxeny.graph.subject import Sampling, Subject

from .worlds import edges, house, tables


@pytest.fixture(scope="module")
def region():
    """120 cities of four countries with places and populations, 300 ties, most of them near."""
    rng = np.random.default_rng(3)
    found = tables()
    count = 120
    import polars as pl

    from proxeny.tables import PLACES, TIES, conform

    places = pl.DataFrame(
        {
            "id": [f"c{at:03d}" for at in range(count)],
            "country": [("DE", "FR", "PL", "TR")[at % 4] for at in range(count)],
            "lat": rng.uniform(35, 60, count),
            "lon": rng.uniform(-5, 45, count),
            "population": rng.integers(1_000, 3_000_000, count),
        }
    )
    ends = rng.integers(0, count, (2, 330))
    ties = pl.DataFrame({"a": [f"c{v:03d}" for v in ends[0]], "b": [f"c{v:03d}" for v in ends[1]]})
    return build_graph({**found, "places": conform(places, PLACES), "ties": conform(ties, TIES)})


@pytest.mark.parametrize("name", list(NULLS))
def test_every_null_model_says_what_it_keeps_and_draws_simple_graphs(name, region):
    one = NULLS[name]
    assert all((one.title, one.keeps, one.source, one.not_when))
    draw = one.prepare(Subject(region))
    ends = draw(seed_state(1, 7))
    again = draw(seed_state(1, 7))
    assert np.array_equal(ends, again)
    assert ends.shape == region.ends.shape
    assert (ends[0] != ends[1]).all()
    low, high = ends.min(axis=0).astype(int), ends.max(axis=0).astype(int)
    assert len(np.unique(low * region.size + high)) == ends.shape[1]


@pytest.mark.parametrize("name", ["degree", "country_pair"])
def test_degrees_are_kept(name, region):
    drawn = region.with_ends(NULLS[name].prepare(Subject(region))(seed_state(2)))
    assert np.array_equal(drawn.adjacency.degrees, region.adjacency.degrees)
    assert not np.array_equal(drawn.ends, region.ends)


def test_partner_countries_are_kept_city_by_city(region):
    from proxeny.graph.measures.participation import partners_by

    subject = Subject(region)
    _ = subject.countries
    drawn = subject.redrawn(NULLS["country_pair"].prepare(subject)(seed_state(2)))
    kept, was = (partners_by(one, one.countries).toarray() for one in (drawn, subject))
    assert np.array_equal(kept, was)


def test_size_and_distance_keep_degrees_and_lengths_in_the_mean(region):
    subject = Subject(region)
    draw = NULLS["size_distance"].prepare(subject)
    drawn = [subject.redrawn(draw(seed_state(1, number))) for number in range(60)]
    mean = np.mean([one.degrees for one in drawn], axis=0)
    assert np.corrcoef(mean, subject.degrees)[0, 1] > 0.95
    lengths = [np.nanmean(one.km) for one in drawn]
    assert np.mean(lengths) == pytest.approx(np.nanmean(subject.km), rel=0.06)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.integers(0, 1000))
def test_swaps_keep_any_graph_simple_and_its_degrees(pairs, seed):
    graph = build_from_edges(edges([(str(u), str(v)) for u, v in pairs]))
    if graph.tie_count:
        drawn = graph.with_ends(NULLS["degree"].prepare(Subject(graph))(seed_state(seed)))
        assert np.array_equal(drawn.adjacency.degrees, graph.adjacency.degrees)
        assert (drawn.ends[0] < drawn.ends[1]).all()
        assert len(set(map(tuple, drawn.ends.T.tolist()))) == graph.tie_count


def test_the_ladder_tells_each_rung_and_what_countries_explain(region):
    found = compare_with_nulls(Subject(region), "same_country", 40)
    assert [rung.name for rung in found.rungs] == ["uniform", "degree", "country_pair", "size_distance"]
    pair = found.rungs[2]
    assert (pair.mean, pair.p, pair.z) == (pytest.approx(found.observed), 1.0, None)
    assert all(rung.low <= rung.mean <= rung.high for rung in found.rungs)
    assert found.explained_by_country is None or found.explained_by_country == pytest.approx(1.0)
    assert compare_with_nulls(Subject(region), "same_country", 40) == found


def test_another_seed_gives_other_draws(region):
    one, other = (compare_with_nulls(Subject(region, sampling=Sampling(seed=s)), "clustering", 20) for s in (1, 2))
    assert one.rungs[1].mean != other.rungs[1].mean


def test_what_cannot_be_drawn_says_what_it_lacks():
    found = compare_with_nulls(Subject(house()), "clustering", 20)
    assert [rung.absent for rung in found.rungs] == ["", "", "country", "coordinates"]
    assert [rung.absent for rung in compare_with_nulls(Subject(house()), "distance", 5).rungs] == ["coordinates"] * 4
    nothing = compare_with_nulls(Subject(build_from_edges(edges([]))), "clustering", 5)
    assert nothing.observed is None
    assert nothing.rungs[0].absent == "ties"


@pytest.mark.parametrize(("measure", "draws"), [("pagerank", 10), ("clustering", 0), ("clustering", 10**9)])
def test_what_has_no_null_model_is_refused(measure, draws):
    with pytest.raises(FaultyInput):
        compare_with_nulls(Subject(house()), measure, draws)
