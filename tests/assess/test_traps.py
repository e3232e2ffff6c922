"""What other tools get wrong, each as a test."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.assess.aggregators import AGGREGATORS
from proxeny.assess.aggregators.copeland import copeland, outrank
from proxeny.assess.engine.running import run_recipe
from proxeny.assess.normalisers import NORMALISERS
from proxeny.assess.recipe.model import Indicator
from proxeny.assess.treatments import TREATMENTS
from proxeny.assess.weightings import WEIGHTINGS, Brood
from proxeny.errors import FaultyInput
from tests.assess.recipes import CITIES, HEAD, STEPS, measured, recipe

UP = Indicator("a", "index", low=0, high=10, target=5)
COLUMN = np.array([1.0, 2.0, np.nan, 4.0, 10.0])


def mean(name, values, weights=None, **settings):
    """An aggregator on one row."""
    method = AGGREGATORS[name]
    row = np.array([values], dtype=float)
    return float(method.apply(row, np.ones(len(values)) if weights is None else weights, method.complete(settings))[0])


def brood(values, **more):
    """Children of a node."""
    values = np.array(values, dtype=float)
    ones = np.ones(values.shape[1])
    return Brood(
        "top", tuple("abcdef"[: values.shape[1]]), values, more.get("given", ones), more.get("frequency", ones)
    )


def test_copeland_ties_are_not_decided_by_rounding():
    weights = np.array([0.1, 0.2, 0.3])  # 0.1 + 0.2 is not 0.3 in floating point
    assert copeland(outrank(np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), weights)).tolist() == [0, 0]


def test_a_missing_value_speaks_for_nobody_in_outranking():
    shares = outrank(np.array([[np.nan, 1.0], [5.0, 0.0], [np.nan, np.nan]]), np.ones(2))
    assert (shares[0, 1], shares[1, 0]) == (1, 0)
    assert np.isnan(shares[0, 2])


@pytest.mark.parametrize("name", ["log", "log_shift", "box_cox"])
def test_a_log_does_something_or_says_that_it_cannot(name):
    column = np.array([0.0] * 10 + [1.0, 2.0, 1000.0])
    method = TREATMENTS[name]
    treated = method.apply(column, method.complete({}))
    assert treated.how == "untreatable" if name == "log" else not np.allclose(treated.values, column)


def test_means_do_without_one_missing_value():
    for name in ("arithmetic", "geometric", "harmonic", "power", "mazziotta_pareto"):
        assert mean(name, [4, np.nan, 4]) == pytest.approx(4)


def test_leaving_out_what_is_missing_equals_imputing_the_units_own_mean_and_the_run_says_so():
    run = run_recipe(recipe(), measured())
    assert run.scores["left"][3] == 40
    assert "assess-missing-skipped" in [note.code for note in run.notes]
    imputed = run_recipe(recipe(), measured(columns=CITIES | {"a": ["10", "5", "0", "4"]}))
    assert run.index[3] == imputed.index[3]


def test_the_order_of_the_means_holds_and_zeros_kill_only_where_they_should():
    values = [1, 4, 16]
    assert (
        mean("harmonic", values)
        < mean("geometric", values)
        < mean("power", values, power=0.5)
        < mean("arithmetic", values)
    )
    assert mean("geometric", values) == pytest.approx(4)
    assert mean("geometric", [0, 4, 16]) == mean("harmonic", [0, 4, 16]) == 0
    assert mean("power", [0, 4, 16], power=0.5) > 0


def test_a_geometric_mean_of_negative_values_is_refused_and_one_of_zeros_warned_of():
    z = recipe(
        HEAD
        + STEPS.replace("method: goalposts, low: 0, high: 100", "method: zscore").replace("arithmetic", "geometric")
    )
    with pytest.raises(FaultyInput, match="mean of negative values"):
        run_recipe(z, measured(z))
    zero = recipe(HEAD + STEPS.replace("arithmetic", "geometric"))
    assert "assess-mean-zero" in [note.code for note in run_recipe(zero, measured(zero)).notes]


@pytest.mark.parametrize("name", list(NORMALISERS))
def test_a_constant_indicator_gives_no_nan_whatever_the_normaliser(name):
    method = NORMALISERS[name]
    made = method.apply(np.array([3.0, 3.0, np.nan, 3.0]), method.complete({}), UP)
    assert np.isnan(made).tolist() == [False, False, True, False]
    assert len(set(made[[0, 1, 3]])) == 1


@pytest.mark.parametrize("name", list(NORMALISERS))
@pytest.mark.parametrize("direction", [1, -1])
def test_every_normaliser_keeps_order_and_turns_with_the_direction(name, direction):
    method = NORMALISERS[name]
    indicator = Indicator(
        "a",
        "index",
        direction=direction,
        low=0 if direction > 0 else 10,
        high=10 - 10 * (direction < 0),
        target=10 if direction > 0 else 1,
    )
    made = method.apply(COLUMN, method.complete({}), indicator)
    steps = np.diff(made[[0, 1, 3, 4]]) * direction
    assert (steps >= 0).all()
    assert np.isnan(made[2])


def test_a_rare_boolean_is_left_alone_by_winsorisation():
    column = np.array([0.0] * 30 + [1.0])
    method = TREATMENTS["winsorise"]
    treated = method.apply(column, method.complete({}))
    assert treated.how == "untreatable"
    assert treated.values.tolist() == column.tolist()


@pytest.mark.parametrize("name", list(TREATMENTS))
def test_every_treatment_keeps_the_order_and_the_gaps(name):
    column = np.array([1.0, 2.0, np.nan, 3.0, 4.0, 5.0, 6.0, 7.0, 500.0])
    method = TREATMENTS[name]
    made = method.apply(column, method.complete({})).values
    present = made[~np.isnan(made)]
    assert (np.diff(present) >= 0).all()
    assert np.isnan(made).tolist() == np.isnan(column).tolist()


@pytest.mark.parametrize("name", list(WEIGHTINGS))
def test_every_weighting_gives_finite_weights_even_for_constants_and_few_units(name):
    method = WEIGHTINGS[name]
    for values in ([[1, 2], [1, 3], [1, 5], [1, 4]], [[1, 2]], [[0, 0], [0, 0]]):
        weighed = method.apply(brood(values), method.complete({}))
        assert np.isfinite(weighed.values).all()
        assert (weighed.values >= 0).all()
        assert weighed.values.sum() > 0


def test_weights_from_few_units_are_warned_of():
    values = np.random.default_rng(1).normal(size=(30, 32))
    method = WEIGHTINGS["pca"]
    made = Brood("top", tuple(str(n) for n in range(32)), values, np.ones(32), np.ones(32))
    assert "assess-weights-few" in [note.code for note in method.apply(made, method.complete({})).notes]


def test_ahp_weights_and_their_consistency():
    """Saaty: consistent judgements 2, 4 and 2 give 4:2:1; contradictory ones are said."""
    method = WEIGHTINGS["ahp"]
    sound = method.apply(brood([[1, 2, 3]] * 4), method.complete({"judgements": "a b 2; a c 4; b c 2"}))
    assert sound.values == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert sound.notes == ()
    wrong = method.apply(brood([[1, 2, 3]] * 4), method.complete({"judgements": "a b 9; b c 9; c a 9"}))
    assert [note.code for note in wrong.notes] == ["assess-weights-inconsistent"]


def test_an_importance_that_cannot_be_reached_is_said():
    values = np.column_stack([np.arange(20.0), -np.arange(20.0), np.arange(20.0) ** 2])
    method = WEIGHTINGS["importance"]
    weighed = method.apply(brood(values, given=np.array([0.1, 0.8, 0.1])), method.complete({}))
    assert [note.code for note in weighed.notes] == ["assess-weights-off-target"]


def test_goalposts_keep_everybody_where_they_are_when_a_unit_leaves():
    run = run_recipe(recipe(), measured())
    less = run_recipe(recipe(), measured(columns={name: of[1:] for name, of in CITIES.items()}))
    assert less.index.tolist() == run.index[1:].tolist()
