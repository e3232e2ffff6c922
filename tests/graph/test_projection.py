"""The bipartite configuration model and its projections, against the bicm package and by brute force."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from bicm import BipartiteGraph

from proxeny.graph.bicm import solve
from proxeny.graph.memberships import build_memberships, link
from proxeny.graph.overlap import compare_networks, describe_networks
from proxeny.graph.projection import validate_both, validate_members

from .worlds import tables


@pytest.fixture(scope="module")
def held():
    """60 members of 60 networks; six blocks of ten members share ten networks each, more than chance."""
    rng = np.random.default_rng(4)
    block = np.repeat(np.arange(6), 10)
    chance = np.where(block[:, None] == block[None, :], 0.8, 0.03)
    who, what = np.nonzero(rng.random((60, 60)) < chance)
    rows = pl.DataFrame({"member": [f"m{v:02d}" for v in who], "network": [f"n{v:02d}" for v in what]})
    empty = pl.DataFrame(schema={"id": pl.String, "name": pl.String, "country": pl.String})
    return link(rows, empty, empty)


def test_expected_numbers_are_the_observed_ones(held):
    model = solve(held.of_members, held.of_networks)
    assert model.error < 1e-8
    assert (model.chance >= 0).all() and (model.chance <= 1).all()


@pytest.mark.parametrize(
    ("members", "networks"),
    [([0, 1, 2], [2, 1]), ([2, 2, 1], [3, 2]), ([2, 1, 1], [3, 1]), ([1, 1], [1, 1]), ([0, 0], [0]), ([], [])],
)
def test_those_who_belong_to_nothing_or_everything(members, networks):
    assert solve(np.array(members, np.int64), np.array(networks, np.int64)).error < 1e-7


@pytest.mark.parametrize("how", ["poisson", "exact"])
def test_p_values_are_those_of_the_bicm_package(held, how):
    _, members, networks = validate_both(held, 0.05, how)
    other = BipartiteGraph(held.matrix.toarray().astype(int))
    other.solve_tool(method="newton", tol=1e-12, verbose=False)
    method = "poibin" if how == "exact" else "poisson"
    for rows, found, matrix in ((True, members, held.matrix), (False, networks, held.matrix.T)):
        if method == "poibin" and not rows:
            continue
        other.compute_projection(
            rows=rows, alpha=0.05, approx_method=method, threads_num=2, progress_bar=method == "poibin"
        )
        theirs = other.rows_pvals if rows else other.cols_pvals
        shared = (matrix @ matrix.T).toarray().astype(int)
        degree = np.asarray(matrix.sum(axis=1)).astype(int)
        group = np.unique(degree, return_inverse=True)[1]
        for a, near in theirs.items():
            for b, p in near.items():
                low, high = sorted((group[a], group[b]))
                assert found.tails[low, high, shared[a, b]] == pytest.approx(p, abs=1e-6)
        passed = sum(p <= found.threshold + 1e-12 for near in theirs.values() for p in near.values())
        assert passed == found.validated


def test_exact_chances_by_drawing(held):
    model, members, _ = validate_both(held)
    rng = np.random.default_rng(9)
    g, h = 1, 3
    both = np.repeat(model.chance[g] * model.chance[h], model.networks.held)
    drawn = (rng.random((20_000, len(both))) < both).sum(axis=1)
    for s in range(4):
        assert members.tails[g, h, s] == pytest.approx((drawn >= s).mean(), abs=0.015)


def test_planted_pairs_pass_and_others_do_not(held):
    found = validate_members(held)
    blocks = np.repeat(np.arange(6), 10)
    number = np.array([int(one[1:]) for one in held.members["id"]])
    assert found.possible
    assert found.validated > 20
    assert (blocks[number[found.one]] == blocks[number[found.other]]).mean() > 0.9
    assert found.of_each.sum() == 2 * found.validated


def test_where_nothing_can_pass_that_is_told():
    found = validate_members(build_memberships(tables()))
    assert (found.validated, found.possible, found.can_pass) == (0, False, 0)
    assert found.attainable > found.alpha / found.tested


def test_networks_are_compared():
    held = build_memberships(tables())
    table, _ = compare_networks(held)
    row = table.row(0, named=True)
    assert (row["a"], row["b"], row["shared"], row["cover"]) == ("N1", "N2", 2, 1.0)
    assert row["jaccard"] == pytest.approx(2 / 3)
    assert not row["validated"]
    sizes = dict(describe_networks(held).select("id", "only_here").iter_rows())
    assert sizes == {"N1": 1, "N2": 0, "N3": 1}
