"""The exact choice: against every set tried, and against HiGHS alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.advise.unions import solving
from proxeny.advise.unions.bounding import tighten
from proxeny.advise.unions.feasible import find_any, find_relaxations, find_together
from proxeny.advise.unions.linear import solve_linear
from proxeny.advise.unions.problem import Problem, Rules, build_problem
from proxeny.advise.unions.searching import price_swaps, search
from proxeny.advise.unions.solving import Limits, solve

from .worlds import brute


@st.composite
def problems(draw):
    """Up to eleven candidates with any rules, wishes and pairs that exclude each other."""
    n = draw(st.integers(3, 11))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    group = rng.integers(0, draw(st.integers(1, 4)), n)
    rules = Rules(draw(st.integers(2, min(5, n))), draw(st.integers(1, 4)), draw(st.integers(1, 5)))
    fit = np.triu(rng.random((n, n)) * (rng.random((n, n)) < 0.6) * 3, 1)
    fit = fit + fit.T
    fit[group[:, None] == group[None, :]] = 0
    apart = np.triu(rng.random((n, n)) < 0.08, 1)
    gain = rng.normal(0.5, 1.0, n)
    return Problem(gain, fit, group, rules, rng.random(n) < 0.1, apart | apart.T)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_answer_is_the_best_of_all_sets(problem):
    best, found = brute(problem), solve(problem)
    if found is None:
        assert best == -np.inf
        return
    assert problem.allows(found.chosen)
    assert found.objective == pytest.approx(best)
    assert (found.status, found.gap) == ("optimal", 0.0)


@settings(max_examples=20, deadline=None)
@given(problems())
def test_the_bound_is_never_below_the_best_set(problem):
    best = brute(problem)
    bounded = tighten(problem, best - 1 if np.isfinite(best) else 0.0, pace=(30, 1.0))
    assert bounded.bound >= best - 1e-9
    found = solve(problem)
    if found is not None:
        assert (bounded.with_each[found.chosen] >= found.objective - 1e-7).all()


@settings(max_examples=8, deadline=None)
@given(problems())
def test_highs_alone_finds_the_same(problem):
    answer = solve_linear(problem, 10)
    best = brute(problem)
    assert (answer.chosen is None) == (best == -np.inf)
    if answer.chosen is not None:
        assert problem.value(answer.chosen) == pytest.approx(best, abs=1e-5)


def large(n=60, size=8, seed=1):
    """A problem too large to try every set."""
    rng = np.random.default_rng(seed)
    fit = np.triu(rng.random((n, n)) * 0.3, 1)
    group = rng.integers(0, 6, n)
    none = np.zeros((n, n), np.bool_)
    return Problem(rng.random(n), fit + fit.T, group, Rules(size, 4, 3), np.zeros(n, np.bool_), none)


def test_branching_and_highs_agree_where_sets_cannot_be_tried():
    problem = large(26, 5)
    branched = solve(problem)
    assert branched.objective == pytest.approx(problem.value(solve_linear(problem, 60).chosen), abs=1e-6)


def test_the_same_seed_gives_the_same_answer():
    problem = large(30, 5)
    assert solve(problem).chosen.tolist() == solve(problem).chosen.tolist()


def test_when_time_is_over_the_best_found_comes_with_its_gap():
    found = solve(large(120, 15, 3), Limits(seconds=0.01))
    assert found.status == "time_limit"
    assert found.gap > 0
    assert found.bound > found.objective
    assert len(found.chosen) == 15


def test_a_tie_may_be_worth_more_than_a_large_city():
    problem = build_problem([1.0, 1.0, 1.5, 0.2], {(0, 1): 2.0, (2, 3): 0.1}, [0, 1, 2, 3], Rules(2))
    assert solve(problem).chosen.tolist() == [0, 1]
    assert solve(replace(problem, forced=np.array([False, False, True, False]))).objective == pytest.approx(2.5)


def test_the_cost_of_a_swap_is_the_difference_of_two_sets():
    problem = large(12, 4)
    found = solve(problem)
    table = price_swaps(problem, found.chosen)
    other = int(table[0].argmax())
    swapped = np.sort(np.append(found.chosen[1:], other))
    assert table[0, other] == pytest.approx(problem.value(swapped))
    assert table.max() <= found.objective + 1e-9


def test_search_alone_keeps_the_rules():
    problem = large()
    assert problem.allows(search(problem))


class TestRelaxing:
    """Infeasible rules: which to relax, and to what."""

    none = Rules(4, 2, 2)

    def problem(self, rules, group=(0, 0, 0, 1, 1, 1), forced=()):
        return build_problem([1.0] * len(group), {}, list(group), rules, forced)

    def test_too_many_countries(self):
        found = find_relaxations(self.problem(Rules(4, 3, 2)))
        assert [(one.rule, one.now, one.to) for one in found] == [("min_countries", 3, 2)]

    def test_too_few_of_each_country(self):
        found = {one.rule: one.to for one in find_relaxations(self.problem(Rules(5, 2, 2)))}
        assert found == {"size": 4, "max_per_country": 3}

    def test_wishes_that_exclude_each_other(self):
        problem = self.problem(Rules(3, 2, 2), forced=(0, 1, 2))
        found = {one.rule: one for one in find_relaxations(problem)}
        assert len(found["include"].drop) == 1
        assert set(found) == {"include"}  # three of one country are no set of two countries

    def test_several_at_once(self):
        problem = self.problem(Rules(6, 3, 2))
        assert find_relaxations(problem) == []
        assert {one.rule: one.to for one in find_together(problem)} == {"min_countries": 2, "max_per_country": 3}

    def test_a_possible_one_is_found(self):
        problem = self.problem(self.none)
        assert problem.allows(find_any(problem))
        assert find_any(self.problem(Rules(7, 1, 7))) is None


def test_few_candidates_go_to_highs():
    found = solve(large(20, 5))
    assert found.method in {"bound", "highs"}
    assert found.left <= solving.FEW
