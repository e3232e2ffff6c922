"""Learning: weights, trees, calibration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.advise.backtest import mid_ranks
from proxeny.advise.model import softmax
from proxeny.advise.model_boosting import Boosting, bin_examples, boost
from proxeny.advise.model_examples import Examples, hide
from proxeny.advise.model_fitting import find_scale, fit_weights
from proxeny.advise.model_trees import Trees, read_trees
from proxeny.advise.track import calibrate, track_of, tracks_of, wilson


def made_examples(weights, count=3000, among=12, seed=3, bend=0.0):
    """Choices by a conditional logit with known weights; ``bend``: what the product of the first two adds."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(count, among, len(weights))).astype(np.float32)
    score = rows @ np.asarray(weights, np.float32) + bend * np.sign(rows[:, :, 0]) * (rows[:, :, 1] > 0)
    chosen = (score + rng.gumbel(size=score.shape)).argmax(axis=1)
    swapped = rows.copy()
    swapped[np.arange(count), 0], swapped[np.arange(count), chosen] = (
        rows[np.arange(count), chosen], rows[np.arange(count), 0],
    )  # fmt: skip
    return Examples(swapped, np.zeros((count, among), np.float32))


def test_known_weights_are_found_again():
    examples = made_examples([1.0, -0.5, 0.0])
    centre, spread = find_scale(examples)
    slope = fit_weights(examples, centre, spread) / spread
    assert slope == pytest.approx([1.0, -0.5, 0.0], abs=0.08)


def test_trees_find_what_a_line_cannot():
    examples = made_examples([0.5, 0.0, 0.0], bend=2.0)
    centre, spread = find_scale(examples)
    slope = (fit_weights(examples, centre, spread) / spread).astype(np.float32)
    how = Boosting(trees=20, depth=2, step=0.3, columns=1.0)
    trees = boost(bin_examples(examples, slope), how, np.random.default_rng(1))
    flat = examples.rows.reshape(-1, 3)
    added = read_trees(trees, flat).sum(axis=1).reshape(examples.offset.shape)
    before, after = (float(np.log(softmax(score)[0][:, 0]).mean()) for score in
                     (examples.rows @ slope, examples.rows @ slope + added))  # fmt: skip
    assert after > before + 0.1


def test_the_path_through_a_tree_adds_up_to_its_leaf():
    """One tree: 1 asks column 0 at 0; its right child asks column 1 at 5. Values 0, -1, 1, and 2, 4 below the right."""
    trees = Trees(np.array([[0, -1, 1]]), np.array([[0.0, 0.0, 5.0]], np.float32),
                  np.array([[0.0, -1.0, 1.0, 0.0, 0.0, 2.0, 4.0]], np.float32))  # fmt: skip
    rows = np.array([[-1.0, 9.0], [1.0, 4.0], [1.0, 6.0]], np.float32)
    for often in (False, True):
        assert read_trees(trees, rows, often=often).tolist() == [[-1.0, 0.0], [1.0, 1.0], [1.0, 3.0]]


def test_ties_are_hidden_as_pairs():
    ends = np.array([[0, 0, 1, 2, 3, 4, 5, 6, 7, 8], [9, 1, 2, 3, 4, 5, 6, 7, 8, 9]])
    left, questions = hide(ends, 0.2, np.random.default_rng(1))
    assert left.shape[1] == 8
    asked = set(zip(questions.asked.tolist(), questions.partner.tolist(), strict=True))
    assert asked == {(b, a) for a, b in asked}
    assert not asked & set(zip(*left.tolist(), strict=True))


def test_equal_scores_share_the_middle_rank():
    score = np.array([[1.0, 2.0, 2.0, 2.0, 0.0]])
    nobody = np.zeros((1, 5), bool)
    assert mid_ranks(score, np.array([1]), nobody).tolist() == [2.0]
    assert mid_ranks(score, np.array([0]), nobody).tolist() == [4.0]


@given(st.lists(st.integers(0, 4), min_size=2, max_size=12))
def test_mid_ranks_of_all_sum_to_those_of_an_order(scores):
    table = np.array([scores], np.float64)
    ranks = [mid_ranks(table, np.array([at]), np.zeros_like(table, bool))[0] for at in range(len(scores))]
    assert sum(ranks) == pytest.approx(len(scores) * (len(scores) + 1) / 2)


def test_a_record_by_hand():
    track = track_of(np.array([1.0, 5.0, 20.0, 100.0]))
    assert (track.hits_10, track.hits_50) == (0.5, 0.75)
    assert track.mrr == pytest.approx((1 + 0.2 + 0.05 + 0.01) / 4)
    assert track.low < 0.5 < track.high
    assert wilson(0, 10)[0] == 0.0


def test_records_are_kept_by_known_ties():
    tracks = tracks_of(np.array([1.0, 50.0, 3.0]), np.array([0.0, 1.0, 12.0], np.float32))
    assert [one.questions for one in tracks] == [1, 1, 0, 1]
    assert tracks[0].cold


def test_calibration_gives_back_how_often_it_came_true():
    rng = np.random.default_rng(5)
    true = rng.uniform(0.001, 0.2, 40_000)
    happened = rng.random(40_000) < true
    said, found = calibrate(np.log(np.minimum(2 * true, 1.0)), happened)  # twice too sure
    assert (np.diff(found) >= 0).all()
    assert np.exp(np.interp(np.log(0.2), said, found)) == pytest.approx(0.1, abs=0.02)
