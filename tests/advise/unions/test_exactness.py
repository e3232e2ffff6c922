"""Prices, losses and what to relax: against every set of a small world tried one by one; and the time limit."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.advise.unions.clock import FOREVER, Clock
from proxeny.advise.unions.doing_without import price_members
from proxeny.advise.unions.feasible import Undecided, find_any, find_relaxations, find_together, loosen
from proxeny.advise.unions.pricing import price_wishes
from proxeny.advise.unions.problem import Problem, Rules
from proxeny.advise.unions.searching import price_swaps
from proxeny.advise.unions.solving import Limits, solve

from .worlds import brute


@st.composite
def tight(draw):
    """Up to nine candidates with rules that can often not be kept, wishes, and pairs that exclude each other."""
    n = draw(st.integers(3, 9))
    rng = np.random.default_rng(draw(st.integers(0, 100_000)))
    group = rng.integers(0, draw(st.integers(1, 4)), n)
    rules = Rules(draw(st.integers(1, 6)), draw(st.integers(1, 5)), draw(st.integers(1, 4)))
    fit = np.triu(rng.random((n, n)) * (rng.random((n, n)) < 0.6) * 2, 1)
    fit = fit + fit.T
    fit[group[:, None] == group[None, :]] = 0
    apart = np.triu(rng.random((n, n)) < draw(st.sampled_from([0.0, 0.1, 0.5])), 1)
    forced = rng.random(n) < draw(st.sampled_from([0.0, 0.2, 0.5]))
    return Problem(rng.normal(0.5, 1.0, n), fit, group, rules, forced, apart | apart.T)


def possible(problem: Problem) -> bool:
    """Whether any set keeps the rules, by trying all."""
    return np.isfinite(brute(problem))


def with_rules(problem: Problem, **changed: int) -> Problem:
    return replace(problem, rules=replace(problem.rules, **changed))


@settings(max_examples=60, deadline=None)
@given(tight())
def test_whether_a_set_is_possible(problem):
    found = find_any(problem)
    assert (found is not None) == possible(problem)
    assert found is None or problem.allows(found)


@settings(max_examples=40, deadline=None)
@given(tight())
def test_each_rule_is_relaxed_no_further_than_is_needed(problem):
    if possible(problem):
        return
    rules, found = problem.rules, {one.rule: one for one in find_relaxations(problem)}
    by_hand = {}
    sizes = [*range(rules.size - 1, 0, -1), *range(rules.size + 1, problem.size + 1)]
    nearest = next((size for size in sizes if possible(with_rules(problem, size=size))), None)
    if nearest is not None:
        by_hand["size"] = nearest
    for rule, name, values in (
        ("min_countries", "min_groups", range(rules.min_groups - 1, 0, -1)),
        ("max_per_country", "cap", range(rules.cap + 1, rules.size + 1)),
    ):
        nearest = next((value for value in values if possible(with_rules(problem, **{name: value}))), None)
        if nearest is not None:
            by_hand[rule] = nearest
    assert {rule: one.to for rule, one in found.items() if rule != "include"} == by_hand
    wishes = np.flatnonzero(problem.forced)
    for many in range(1, len(wishes) + 1):
        if any(possible(free(problem, which)) for which in combinations(wishes, many)):
            assert len(found["include"].drop) == many
            assert possible(free(problem, found["include"].drop))
            return
    assert "include" not in found


def free(problem: Problem, which) -> Problem:
    forced = problem.forced.copy()
    forced[list(which)] = False
    return replace(problem, forced=forced)


@settings(max_examples=40, deadline=None)
@given(tight())
def test_what_is_relaxed_together_makes_a_set_possible(problem):
    if possible(problem) or find_relaxations(problem):
        return
    told = {one.rule: one for one in find_together(problem)}
    to = {name: one.to for name, one in told.items()}
    changed = Rules(
        to.get("size", problem.rules.size), to.get("min_countries", problem.rules.min_groups),
        to.get("max_per_country", problem.rules.cap),
    )  # fmt: skip
    dropped = told["include"].drop if "include" in told else ()
    assert told
    assert possible(replace(free(problem, dropped), rules=changed))


@settings(max_examples=30, deadline=None)
@given(tight(), st.booleans(), st.booleans())
def test_usual_rules_are_loosened_as_little_as_is_needed(problem, cap, groups):
    rules, found = problem.rules, loosen(problem, cap, groups)
    mosts = range(rules.cap, max(rules.size, rules.cap) + 1) if cap else [rules.cap]
    leasts = range(rules.min_groups, 0, -1) if groups else [rules.min_groups]
    wanted = next(((least, most) for least in leasts for most in mosts
                   if possible(with_rules(problem, min_groups=least, cap=most))), None)  # fmt: skip
    assert (None if found is None else found.rules.min_groups) == (None if wanted is None else wanted[0])
    if found is not None:
        assert possible(found)
        assert min(found.rules.cap, rules.size) == min(wanted[1], rules.size)


@settings(max_examples=30, deadline=None)
@given(tight(), st.sampled_from([0.0, None]))
def test_prices_and_losses_are_what_all_sets_say_or_bounds_of_it(problem, seconds):
    if not possible(problem):
        return
    solved, clock = solve(problem), FOREVER if seconds is None else Clock(seconds)
    forced = np.flatnonzero(problem.forced)
    for price in price_wishes(problem, solved, clock=clock):
        which = forced if price.at is None else [price.at]
        true = brute(free(problem, which)) - solved.objective
        assert price.low - 1e-6 <= true <= price.high + 1e-6
        assert seconds is not None or price.proven
    losses, better = price_members(problem, solved, clock)
    assert better is None
    assert set(losses) == set(solved.chosen.tolist()) - set(forced.tolist())
    for at, loss in losses.items():
        true = solved.objective - brute(problem.without(at))
        assert loss.low - 1e-6 <= true <= loss.high + 1e-6
        assert seconds is not None or loss.proven


@settings(max_examples=40, deadline=None)
@given(tight())
def test_swaps_are_all_exchanges_that_keep_the_rules(problem):
    found = find_any(problem)
    if found is None:
        return
    table = price_swaps(problem, found)
    for row, at in enumerate(found):
        for other in range(problem.size):
            changed = np.sort(np.where(found == at, other, found))
            allowed = other not in found and problem.allows(changed)
            if not problem.forced[at]:
                assert np.isfinite(table[row, other]) == allowed
                assert not allowed or table[row, other] == pytest.approx(problem.value(changed))


def test_a_set_that_is_not_the_best_is_bettered_by_solving_without_its_members():
    rng = np.random.default_rng(3)
    none = np.zeros((9, 9), np.bool_)
    problem = Problem(rng.random(9), np.zeros((9, 9)), np.arange(9), Rules(3), np.zeros(9, np.bool_), none)
    best = solve(problem)
    poor = replace(best, chosen=np.argsort(problem.gain)[:3].copy(), objective=0.0)
    poor = replace(poor, chosen=np.sort(poor.chosen), objective=problem.value(poor.chosen))
    _, better = price_members(problem, poor, FOREVER)
    assert problem.value(better) > poor.objective


def hard(n=300, size=30, seed=1):
    """Far too hard to be proven: random pairs, as many countries as there are, and many wishes."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 15, n)
    fit = np.triu(rng.random((n, n)) * (rng.random((n, n)) < 0.5), 1) * 4 / (size - 1)
    none = np.zeros((n, n), np.bool_)
    forced = np.zeros(n, np.bool_)
    forced[[int(np.flatnonzero(group == one)[0]) for one in range(6)]] = True
    return Problem(rng.normal(1, 1, n), fit + fit.T, group, Rules(size, 15, 2), forced, none)


@pytest.mark.parametrize("seconds", [0.05, 0.5])
def test_a_time_limit_leaves_the_best_found_and_a_bound(seconds):
    problem = hard()
    found = solve(problem, Limits(seconds=seconds))
    assert problem.allows(found.chosen)
    assert found.status == "time_limit"
    assert found.objective < found.bound < np.inf


def test_without_time_nobody_says_that_it_is_impossible():
    rng = np.random.default_rng(1)
    problem = hard(160, 20)
    apart = np.triu(rng.random((160, 160)) < 0.3, 1)
    problem = replace(problem, apart=apart | apart.T, forced=np.zeros(160, np.bool_))
    with pytest.raises(Undecided, match="--time-limit"):
        find_any(problem, Clock(0.0))
