"""Draws, intervals, tiers, sensitivity, and what follows from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.assess.engine.ranking import rank_down
from proxeny.assess.engine.running import run_recipe
from proxeny.assess.explaining import explain_unit
from proxeny.assess.plainly import assessment_to_json
from proxeny.assess.result import assess
from proxeny.assess.sensitivity.analysing import analyse
from proxeny.assess.sensitivity.decompose import decompose
from proxeny.assess.uncertainty.evaluating import build_world, score_plan
from proxeny.assess.uncertainty.plan import draw_plan
from proxeny.assess.uncertainty.ranks import measure_spread
from proxeny.assess.uncertainty.tiers import build_tiers
from proxeny.assess.whatif.changing import Change, what_if
from proxeny.assess.whatif.path import find_path
from proxeny.assess.whatif.worth import value_information
from proxeny.errors import FaultyInput, NotFound
from tests.assess.recipes import CITIES, HEAD, STEPS, VARIED, measured, recipe

WAYS = {
    "minmax": "normalise, method: minmax, low: 1, high: 100",
    "zscore": "normalise, method: zscore, mean: 10, sd: 2",
    "rank": "normalise, method: rank",
    "percentile": "normalise, method: percentile",
    "goalposts": "normalise, method: goalposts, low: 1, high: 100",
}
FULL = {name: [cell or "6" for cell in of] for name, of in CITIES.items()}


MEANS = ("arithmetic", "geometric", "harmonic", "power")
PAIRS = [
    (way, mean) for way in WAYS for mean in MEANS if (way, mean[0]) not in {("percentile", "g"), ("percentile", "h")}
]


@pytest.mark.parametrize(("way", "mean"), PAIRS)  # a percentile of zero makes the other two means zero
def test_the_kernel_gives_what_the_engine_gives(way, mean):
    treat = "steps:\n  - {step: treat, method: winsorise, winmax: 1}\n"
    steps = f"{treat}  - {{step: {WAYS[way]}}}\n  - {{step: aggregate, method: {mean}}}\n"
    made = recipe(HEAD + steps + "uncertainty:\n  choices:\n    - {id: W, step: weigh, noise: 0.5}\n")
    data = measured(made, FULL)
    world = build_world(made, data, 1)
    plan = draw_plan(world.factors, 20, 1)
    assert np.allclose(score_plan(world, plan), score_plan(world, plan, cached=False), rtol=1e-12)
    nominal = replace(plan, numbers={name: np.full_like(of, 0.5) for name, of in plan.numbers.items()})
    assert np.allclose(score_plan(world, nominal, cached=False)[0], run_recipe(made, data).index, rtol=1e-12)


def test_a_method_that_the_kernel_does_not_know_is_drawn_by_the_engine():
    made = recipe(
        HEAD
        + STEPS.replace("arithmetic", "copeland")
        + VARIED.replace("arithmetic, {method: power, power: 0.5}", "copeland, mazziotta_pareto")
    )
    found = assess(made, measured(made), seed=1, draws=30)
    assert found.results().height == 4
    assert not np.isnan(found.drawn.scores).any()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    made = recipe(HEAD + STEPS + VARIED)
    one, same, other = (assess(made, measured(made), seed=seed) for seed in (1, 1, 2))
    assert assessment_to_json(one) == assessment_to_json(same)
    assert one.drawn.scores.tobytes() == same.drawn.scores.tobytes() != other.drawn.scores.tobytes()


def test_what_is_missing_widens_the_interval_and_what_is_known_does_not_move():
    made = recipe(HEAD + STEPS + VARIED.replace("arithmetic, {method: power, power: 0.5}", "arithmetic"))
    made = replace(made, uncertainty=replace(made.uncertainty, choices=made.uncertainty.choices[:1]))
    spread = assess(made, measured(made), seed=1, draws=500).drawn.spread
    width = spread.score_high - spread.score_low
    assert width[:3] == pytest.approx([0, 0, 0])
    assert width[3] > 10


def test_undated_records_are_drawn_between_their_bounds():
    made = recipe(HEAD + STEPS + VARIED)
    data = measured(made, FULL)
    high = data.high.copy()
    high[1, 0] = 10.0
    spread = assess(made, replace(data, high=high), seed=1, draws=400).drawn.spread
    assert spread.score_high[1] > spread.score_low[1] + 5


def test_ranks_share_the_best_place_and_nothing_known_has_no_rank():
    assert rank_down(np.array([1.0, 3.0, 3.0, np.nan, 2.0])).tolist() == [4, 1, 1, 0, 3]


def test_intervals_and_win_shares_of_draws_worked_out_by_hand():
    scores = np.array([[3.0, 2.0, 1.0]] * 6 + [[2.0, 3.0, 1.0]] * 3 + [[1.0, 1.0, np.nan]])
    spread = measure_spread(scores, 0.8)
    assert spread.wins[0].tolist() == pytest.approx([0, 0.6, 1.0])
    assert spread.wins[1, 0] == pytest.approx(0.3)
    assert (spread.low.tolist(), spread.high.tolist()) == ([1, 1, 3], [2, 2, 3])
    assert spread.counts[2].tolist() == [0, 0, 9, 1]


def test_tiers_by_hand_and_a_circle_is_told_apart_by_nobody():
    wins = np.array([[0, 0.97, 0.99, 0.99], [0.03, 0, 0.6, 0.99], [0.01, 0.4, 0, 0.96], [0.01, 0.01, 0.04, 0]])
    tiers = build_tiers(wins, np.ones(4, dtype=bool), 0.95)
    assert tiers.tier.tolist() == [1, 2, 2, 3]
    assert tiers.covers == ((0, 1), (0, 2), (1, 3), (2, 3))
    assert tiers.told == pytest.approx(5 / 6)
    circle = np.array([[0, 0.97, 0.03], [0.03, 0, 0.97], [0.97, 0.03, 0]])
    assert build_tiers(circle, np.ones(3, dtype=bool), 0.95).tier.tolist() == [1, 1, 1]


def test_effects_of_a_function_worked_out_by_hand():
    """y = x1 + x1 x2 with x in {0, 1}: V = 11/16; alone 9/16 and 1/16, together 1/16 more."""
    x = np.array([0.0, 1.0])
    outputs = (x[:, None] + x[:, None] * x[None, :])[:, :, None]
    found = decompose(outputs, [np.full(2, 0.5)] * 2)
    assert found.variance[0] == pytest.approx(11 / 16)
    assert found.first[:, 0] == pytest.approx([9 / 11, 1 / 11])
    assert found.total[:, 0] == pytest.approx([10 / 11, 2 / 11])
    assert found.shapley[:, 0] == pytest.approx([9.5 / 11, 1.5 / 11])


def test_exactness_is_refused_where_something_is_drawn():
    made = recipe(HEAD + STEPS + VARIED)
    world = build_world(made, measured(made), 1)
    with pytest.raises(FaultyInput, match="Weights, missing and undated data"):
        analyse(world, nominal=run_recipe(made, measured(made)).index, exact=True)
    nothing = recipe()
    with pytest.raises(FaultyInput, match="varies nothing"):
        analyse(build_world(nothing, measured(), 1), nominal=np.zeros(4))


def test_what_if_shows_before_and_after_under_the_same_draws():
    made = recipe(HEAD + STEPS + VARIED)
    before, after = what_if(made, measured(made), "R", Change(add={"a": 10}, put={"b": 10}), seed=1, draws=200)
    assert (before.rank, after.rank) == (4, 2)
    assert after.rank_high <= before.rank_high
    assert what_if(made, measured(made), "R", Change(), seed=1, draws=200)[0] == before
    dropped = what_if(made, measured(made), "P", Change(drop=("left",), weigh={"c": 3}), seed=1, draws=0)[1]
    assert dropped.score == 80
    with pytest.raises(NotFound, match="Did you mean 'left'"):
        what_if(made, measured(made), "P", Change(drop=("lefd",)), seed=1)


def test_the_cheapest_path_takes_the_cheap_step_that_counts_most():
    made = recipe(HEAD.replace("{id: c, parent: right,", "{id: c, parent: right, step: 5,") + STEPS + VARIED)
    found = find_path(made, measured(made, FULL), "R", rank=2, probability=0.9, seed=1, draws=200)
    assert (found.reached, found.proven) == (True, True)
    assert found.start < 0.9 <= found.probability
    assert "c" in found.steps
    with pytest.raises(FaultyInput, match="scale depends on the units"):
        moving = recipe(HEAD + STEPS.replace("goalposts", "minmax") + VARIED)
        find_path(moving, measured(moving, FULL), "R", rank=2, probability=0.9, seed=1)


def test_the_value_of_information_names_what_is_missing_and_nothing_that_is_known():
    made = recipe(HEAD + STEPS + VARIED)
    found = assess(made, measured(made), seed=1)
    world = build_world(made, measured(made), 1)
    worth = value_information(world, "S", found.drawn.scores, 0.9)
    assert [one.indicator for one in worth] == ["a"]
    assert worth[0].width_then <= worth[0].width_now
    assert value_information(world, "Q", found.drawn.scores, 0.9) == []


def test_a_score_is_the_sum_of_its_parts():
    made = recipe()
    part = explain_unit(assess(made, measured(), seed=1), "P")
    assert part.score == pytest.approx(sum(child.points for child in part.children))
    leaves = [leaf for child in part.children for leaf in child.children]
    assert sum(leaf.effective for leaf in leaves) == pytest.approx(1)
    assert explain_unit(assess(made, measured(), seed=1), "S").children[0].children[0].why == "empty"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=2, max_size=8), st.integers(0, 2))
def test_raising_an_indicator_never_lowers_a_score_under_goalposts(rows, column):
    columns = {"city": [f"c{n}" for n in range(len(rows))]}
    columns |= {name: [str(row[place]) for row in rows] for place, name in enumerate("abc")}
    before = run_recipe(recipe(), measured(columns=columns)).index
    columns["abc"[column]][0] = "10"
    after = run_recipe(recipe(), measured(columns=columns)).index
    assert after[0] >= before[0] - 1e-12
    assert after[1:].tolist() == before[1:].tolist()
