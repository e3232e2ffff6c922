"""The 600 runs that COINr recorded, replayed draw by draw; and what enumeration of all 2,000 states says."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from proxeny.assess.kernel.ranking import rank_draws
from proxeny.assess.sensitivity.analysing import analyse, outputs_of
from proxeny.assess.sensitivity.estimate import estimate
from proxeny.assess.uncertainty.evaluating import score_plan
from proxeny.assess.uncertainty.plan import Plan

RUNS = [f"r_{number}" for number in range(1, 601)]
KINDS = (("first", "Si_exact"), ("total", "STi_exact"), ("shapley", "Shapley_exact"))


@pytest.fixture(scope="module")
def plan(asem):
    rows = asem.table("sa_parameters.csv").select("winmax", "norm", "wid", "agg").rows()
    wids = asem.table("sa_noisy_weights.csv")["wid"].unique(maintain_order=True).to_list()
    codes = [(a - 1, int(n == "n_zscore"), wids.index(w), int(g == "a_gmean")) for a, n, w, g in rows]
    return Plan(np.array(codes, dtype=np.int64), {}, np.empty(0))


@pytest.mark.parametrize("cached", [True, False])
def test_the_recorded_runs_are_replayed_without_one_other_rank(cached, world, plan, asem):
    scores = score_plan(world, plan, cached=cached)
    theirs = asem.table("sa_scores.csv").select(RUNS).to_numpy().T
    assert np.abs(scores / theirs - 1).max() <= 1e-9
    ranks = np.empty(scores.shape, dtype=np.int16)
    rank_draws(np.ascontiguousarray(scores), ranks)
    assert (ranks != asem.table("sa_ranks.csv").select(RUNS).to_numpy().T).sum() == 0


def test_sobol_indices_of_the_recorded_runs(world, run, plan, asem):
    outputs = outputs_of(world, plan, run.index)
    first, total = estimate(outputs[:100], outputs[100:200], outputs[200:].reshape(4, 100, -1))
    table = asem.table("sa_sensitivity.csv")
    assert np.abs(first[:, 0] - table["Si"].to_numpy()).max() <= 1e-12
    assert np.abs(total[:, 0] - table["STi"].to_numpy()).max() <= 1e-12


def test_exact_sobol_and_shapley_of_the_index_and_of_each_unit(world, run, asem):
    found = analyse(world, nominal=run.index, exact=True)
    assert (found.states, found.exact) == (2000, True)
    whole, units = asem.table("sa_exact_sobol_shapley.csv"), asem.table("sa_exact_per_unit_scores.csv")
    for ours, theirs in KINDS:
        assert found.whole(ours) == pytest.approx(whole[theirs].to_list(), rel=1e-9)
        for unit in ("AUS", "CHE", "RUS"):
            rows = units.filter(pl.col("uCode") == unit)[theirs].to_list()
            assert found.of_unit(unit, ours) == pytest.approx(rows, rel=1e-9, abs=1e-13)
    assert sum(found.whole("shapley")) == pytest.approx(1)


def test_quasi_monte_carlo_comes_near_what_enumeration_says(world, run, asem):
    found = analyse(world, nominal=run.index, exact=False, draws=2048)
    exact = asem.table("sa_exact_sobol_shapley.csv")
    assert np.abs(np.array(found.whole("first")) - exact["Si_exact"].to_numpy()).max() < 0.06
    assert np.abs(np.array(found.whole("total")) - exact["STi_exact"].to_numpy()).max() < 0.06
