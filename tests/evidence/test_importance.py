"""The ranking is the published one, its doubt is computed, and the two coders agree as far as is said."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from proxeny.api_evidence import importance_of_files, matrix_of_file
from proxeny.errors import FaultyInput
from proxeny.evidence.importance.coders import compare_coders
from proxeny.evidence.importance.frequency import GRADE_SETS, build_ranking
from proxeny.evidence.importance.matrix import read_matrix
from proxeny.evidence.importance.measure import Settings, measure_importance
from proxeny.evidence.importance.saturation import measure_saturation
from proxeny.evidence.importance.shipped import CODERS, read_shipped, shipped_table
from proxeny.evidence.importance.told import tell_importance
from proxeny.evidence.importance.weights import build_weights
from proxeny.scheme.loader import load_scheme

KAPPAS = {"explicit": 0.797, "explicit_structural": 0.817, "plus_implicit": 0.769, "plus_dimension": 0.707}
SMALL = pl.DataFrame(
    {"doc_id": ["d1", "d1", "d2", "d3"], "indicator_id": ["A", "B", "A", "A"],
     "evidence": ["explicit", "implicit", "explicit", "structural"]}
)  # fmt: skip


def tiers():
    """The tiers of the scheme."""
    return {one.id: one.tier for one in load_scheme().indicators}


def test_the_shipped_coding_gives_the_frequencies_of_the_scheme():
    counted = {row["indicator"]: row for row in build_ranking(read_shipped()).iter_rows(named=True)}
    for one in load_scheme().indicators:
        row = counted[one.id]
        assert (row["f_explicit"], row["f_explicit_structural"], row["f_plus_implicit"]) == (
            one.frequency.explicit, one.frequency.explicit_structural, one.frequency.plus_implicit,
        )  # fmt: skip


def test_two_coders_agree_as_far_as_is_said():
    found = compare_coders(read_shipped("coder1"), read_shipped("coder2"), replicates=0)
    assert {name: round(one.cohen.value, 3) for name, one in found.by_grades.items()} == KAPPAS
    assert (len(found.sources), len(found.indicators)) == (51, 32)
    assert (found.by_indicator[0].name, found.by_indicator[0].a_only, found.by_indicator[0].b_only) == ("SEC-C1", 10, 0)
    assert len(found.cells) == 48


@pytest.mark.parametrize("coder", CODERS)
def test_every_cell_has_words_of_ours_and_a_place(coder):
    table = shipped_table(coder)
    assert (table["paraphrase"].str.len_chars() > 10).all()
    assert (table["place"].str.len_chars() > 2).all()


def test_the_published_ranking_is_reproduced_exactly(shared):
    folder = shared / "model"
    wanted = pl.read_csv(folder / "ranking.csv")
    for matrix in (matrix_of_file(folder / "matrix.csv"), read_shipped()):
        made = build_ranking(matrix, tiers())
        assert made["indicator"].to_list() == wanted["indicator_id"].to_list()
        for name in made.columns:
            if name.startswith(("f_", "rank_")):
                assert made[name].to_list() == wanted[name].to_list(), name


def test_a_wide_matrix_is_the_same_matrix(shared):
    long, wide = (matrix_of_file(shared / "model" / name) for name in ("matrix.csv", "matrix_wide.csv"))
    assert (long.align([one.id for one in wide.sources], wide.indicators).cells == wide.cells).all()


def test_ranks_of_a_small_world():
    found = measure_importance([read_matrix(SMALL)], Settings(("explicit",), 200, 3))
    assert found.frequencies.tolist() == [2, 0]
    assert found.ranks.tolist() == [1, 2]
    assert found.left_out.tolist() == [[1, 2], [1, 2], [1, 2]]


def test_the_same_seed_gives_the_same_doubt():
    one, two = (tell_importance(measure_importance([read_shipped()], Settings(replicates=300))) for _ in range(2))
    assert one == two
    first = one["indicators"][0]
    assert (first["indicator"], first["rank_low"], first["rank_high"]) == ("NET-1", 1, 1) or first["rank_high"] == 2


def test_with_a_second_coder_the_memorandum_is_far_less_sure():
    alone = measure_importance([read_shipped()], Settings(replicates=500))
    both = measure_importance([read_shipped(one) for one in CODERS], Settings(replicates=500))
    at = alone.matrix.indicators.index("SEC-C1")
    reach = [found.resamples.rank_interval()[1][at] for found in (alone, both)]
    assert reach[1] > reach[0]


def test_saturation_ends_where_all_that_is_met_is_met():
    named = read_matrix(SMALL).named(GRADE_SETS["plus_implicit"])
    found = measure_saturation(named, permutations=50, seed=1)
    assert found.read.tolist() == [2, 2, 2]
    assert found.mean[-1] == found.low[-1] == found.high[-1] == 2


def test_weights_sum_to_one_in_every_draw():
    weights = build_weights(("A", "B"), np.array([3.0, 0.0]))
    assert weights.mean.sum() == pytest.approx(1)
    assert np.allclose(weights.draw(5, seed=1).sum(axis=1), 1)
    assert (weights.draw(5, seed=1) == weights.draw(5, seed=1)).all()


def test_an_unknown_grade_is_told_with_its_row():
    with pytest.raises(FaultyInput) as caught:
        read_matrix(SMALL.with_columns(evidence=pl.lit("sure")))
    assert [fault.where.row for fault in caught.value.faults] == [2, 3, 4, 5]


def test_files_give_what_the_functions_give(tmp_path):
    SMALL.write_csv(tmp_path / "m.csv")
    assert importance_of_files([tmp_path / "m.csv"], ["explicit"], replicates=0).ranks.tolist() == [1, 2]
