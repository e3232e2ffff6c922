"""Coefficients equal what was published, to the digits published; and what cannot be computed says so."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxeny.api_evidence import agreement_of_file
from proxeny.errors import FaultyInput
from proxeny.evidence.agreement.measure import measure_agreement, worst_units
from proxeny.evidence.agreement.pairs import measure_kappa
from proxeny.evidence.agreement.ratings import METRICS, build_ratings, read_ratings
from proxeny.evidence.agreement.told import tell_agreement

NA = np.nan
# Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C: four observers, twelve units.
KRIPPENDORFF = np.array(
    [
        [1, 1, NA, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
        [2, 2, 2, 2], [NA, 5, 5, 5], [NA, NA, 1, 1], [NA, NA, 3, NA],
    ]
)  # fmt: skip


@pytest.mark.parametrize(("metric", "alpha"), list(zip(METRICS, (0.743, 0.815, 0.849, 0.797), strict=True)))
def test_alpha_of_krippendorff_2011(metric, alpha):
    assert round(measure_agreement(build_ratings(KRIPPENDORFF), metric).alpha.value, 3) == alpha


def test_gwet_fleiss_and_brennan_prediger_of_the_same_table():
    """Gwet's irrCAC prints these for cac.raw4raters."""
    found = measure_agreement(build_ratings(KRIPPENDORFF))
    assert (round(found.ac1.value, 5), round(found.ac1.error, 5)) == (0.77544, 0.14295)
    assert (round(found.fleiss.value, 5), round(found.fleiss.error, 5)) == (0.76117, 0.15302)
    assert (round(found.bp.value, 5), round(found.bp.error, 5)) == (0.77273, 0.14472)
    assert (round(found.percent.value, 5), round(found.percent.error, 5)) == (0.81818, 0.12561)
    assert (round(found.conger.value, 5), round(found.alpha.value, 5)) == (0.76282, 0.74342)


@pytest.mark.parametrize(
    ("table", "kappa"), [([[20, 5], [10, 15]], 0.4), ([[45, 15], [25, 15]], 0.1304), ([[25, 35], [5, 35]], 0.2593)]
)
def test_cohen_of_text_books(table, kappa):
    assert round(measure_kappa(np.array(table, dtype=float)).value, 4) == kappa


def test_binary_data_of_krippendorff():
    """Krippendorff (2011), example A: two observers, binary, alpha .095."""
    a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert round(measure_agreement(build_ratings(np.array([a, b], dtype=float).T)).alpha.value, 3) == 0.095


def test_files_of_others(shared):
    folder = shared / "data/qda/intercoder"
    assert round(agreement_of_file(folder / "irr_diagnoses.csv", replicates=0).fleiss.value, 3) == 0.430
    assert round(agreement_of_file(folder / "irr_diagnoses.csv", replicates=0).cohen.value, 3) == 0.459
    assert round(agreement_of_file(folder / "krippendorff_wikipedia_3coders.csv", replicates=0).alpha.value, 3) == 0.691
    assert round(agreement_of_file(folder / "irr_vision.csv", replicates=0).cohen.value, 3) == 0.595


def test_one_category_is_undefined_and_not_nan():
    told = tell_agreement(measure_agreement(build_ratings(np.ones((5, 2)))))
    assert told["alpha"] == told["cohen"] == told["ac1"] == "undefined: no variation"
    assert told["percent"] == 1.0


def test_no_pair_of_ratings_says_so():
    told = tell_agreement(measure_agreement(build_ratings(np.array([[1.0, NA], [NA, 2.0]]))))
    assert told["alpha"] == "undefined: no unit with two ratings"


def test_the_same_seed_gives_the_same_interval_and_it_holds_alpha():
    ratings = build_ratings(KRIPPENDORFF)
    one, two = (measure_agreement(ratings, "ordinal", replicates=500, seed=7).alpha for _ in range(2))
    assert one == two
    assert one.low < one.value < one.high


def test_words_need_the_nominal_metric_and_every_bad_cell_is_told():
    table = pl.DataFrame({"unit": ["u", "v"], "a": ["x", "1"], "b": ["2", "y"]})
    with pytest.raises(FaultyInput) as caught:
        read_ratings(table, "interval")
    assert [(fault.where.row, fault.where.column) for fault in caught.value.faults] == [(2, "a"), (3, "b")]


def test_one_coder_is_too_few():
    with pytest.raises(FaultyInput):
        read_ratings(pl.DataFrame({"unit": ["u"], "a": ["x"]}))


def test_the_unit_that_divides_most_comes_first():
    assert worst_units(build_ratings(KRIPPENDORFF))[0] == (5, 1.0)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from([1.0, 2.0, 3.0, NA]), min_size=3, max_size=3), min_size=2, max_size=12))
def test_coders_may_change_places(rows):
    values = np.array(rows)
    one, two = (tell_agreement(measure_agreement(build_ratings(each)))["alpha"] for each in (values, values[:, ::-1]))
    assert one == pytest.approx(two) if isinstance(one, float) else one == two
