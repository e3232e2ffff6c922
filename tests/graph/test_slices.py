"""Time: slices, entries and exits, survival, change; standing; flows between countries."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from proxeny.errors import NotFound
from proxeny.graph.building import Wanted, build_graph
from proxeny.graph.comparing import compare_graphs
from proxeny.graph.flows import count_partner_countries
from proxeny.graph.memberships import build_memberships
from proxeny.graph.slices import Years, count_by_year, count_growth, estimate_survival, slice_graph, years_of
from proxeny.graph.standing import chance_tables, place_city
from proxeny.graph.subject import Subject

from .worlds import tables


def test_undated_ties_are_shown_and_never_dropped_silently():
    graph = build_graph(tables())
    assert slice_graph(graph, 2005).tie_count == 6
    assert slice_graph(graph, 2005, undated=False).tie_count == 2
    assert slice_graph(graph, 1995).tie_count == 5
    assert slice_graph(graph, 2015).tie_count == 5
    years = count_by_year(years_of(graph))
    assert years.row(0, named=True) == {"year": 1990, "entries": 1, "exits": 0, "dated": 1, "undated": 4}
    assert years.filter(years["year"] == 2010).row(0)[1:] == (0, 1, 2, 4)


def test_a_snapshot_is_cut_on_a_date():
    assert build_graph(tables(), Wanted(on=date(1980, 1, 1))).tie_count == 4
    assert build_graph(tables(), Wanted(on=date(1980, 1, 1), undated=False)).tie_count == 0
    assert build_graph(tables(), Wanted(countries=frozenset({"TR"}))).tie_count == 1
    assert build_graph(tables(), Wanted(network="N1")).tie_count == 3


def test_survival_by_hand():
    years = Years(np.array([2000, 2000, 2005, 0, 2010]), np.array([2004, 0, 2015, 2003, 0]))
    found = estimate_survival(years, 2020)
    assert found["age"].to_list() == [4, 10]
    assert found["at_risk"].to_list() == [4, 3]
    assert found["survival"].to_list() == pytest.approx([3 / 4, 3 / 4 * 2 / 3])
    assert all(row["low"] < row["survival"] < row["high"] for row in found.iter_rows(named=True))


def test_growth_counts_undated_members_in_the_year_0():
    found = count_growth(build_memberships(tables()), tables()["memberships"])
    assert found.row(0) == ("N1", 0, 3)


def test_two_graphs_are_compared():
    before, after = (build_graph(tables(), Wanted(on=date(year, 1, 1))) for year in (1980, 2005))
    found = compare_graphs(before, after)
    assert (found.ties_kept, found.ties_gained.height, found.ties_lost.height) == (4, 2, 0)
    assert found.jaccard == pytest.approx(4 / 6)
    assert found.ties_gained.rows() == [("A", "B"), ("B", "C")]


def test_where_a_city_stands():
    held = tables()
    subject = Subject(build_graph(held), build_memberships(held))
    found = place_city(subject, "C")
    degree = next(one for one in found.places if one.measure == "degree")
    assert (degree.value, degree.among_all, degree.among_country) == (3, pytest.approx(6.5 / 7), None)
    assert dict(found.partners.select("id", "common").iter_rows()) == {"A": 1, "B": 1, "D": 0}
    assert dict(found.partners.select("id", "bridge").iter_rows())["D"]
    assert found.second.select("id", "ways").rows() == [("E", 1)]
    with pytest.raises(NotFound):
        place_city(subject, "Z")


def test_chance_of_a_city_is_told_by_rung():
    held = tables()
    found = chance_tables(Subject(build_graph(held)), 12)
    assert list(found) == ["uniform", "degree", "country_pair", "size_distance"]
    mean, low, high = found["degree"]["core_number"]
    assert len(mean) == 7
    assert (low <= mean).all() and (mean <= high).all()


def test_partner_countries_against_expectation():
    found = count_partner_countries(Subject(build_graph(tables())), "TR")
    assert dict(found.select("country", "ties").iter_rows()) == {"DE": 1, "FR": 1, "JP": 1}
    assert (found["expected"] > 0).all()
    assert count_partner_countries(Subject(build_graph(tables())), "XX").is_empty()
