"""A table is checked as a whole; what a cell says, and why it says nothing."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.errors import FaultyInput
from tests.assess.recipes import CITIES, HEAD, STEPS, measured, recipe


def faults_of(columns, made=None):
    """The faults of a table as (code, row, column)."""
    with pytest.raises(FaultyInput) as caught:
        measured(made, columns)
    return [(fault.code, fault.where.row, fault.where.column) for fault in caught.value.faults], str(caught.value)


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"a": ["x", "5", "0", ""]}, ("assess-cell-text", 2, "a")),
        ({"a": ["inf", "5", "0", ""]}, ("assess-cell-infinite", 2, "a")),
        ({"a": ["1e999", "5", "0", ""]}, ("assess-cell-infinite", 2, "a")),
        ({"a": ["", "", "NA", "-"]}, ("assess-column-missing", None, "a")),
        ({"city": ["P", "Q", "P", "S"]}, ("assess-unit-twice", 4, "city")),
        ({"city": ["P", "Q", "", "S"]}, ("assess-unit-empty", 4, "city")),
        ({"city": ["P", "P", "P", "P"]}, ("assess-units-few", None, "")),
        (
            {"a": ["1", "", "2", "3"], "b": ["1", "", "2", "3"], "c": ["1", "", "2", "3"]},
            ("assess-unit-nothing", 3, ""),
        ),
    ],
)
def test_each_fault_of_a_table_has_its_row_and_column(columns, fault):
    found, _ = faults_of(CITIES | columns)
    assert fault in found


def test_all_faults_of_a_table_come_at_once():
    found, words = faults_of(
        {"city": ["P", "P", "R", "S"], "a": ["x", "inf", "1", "2"], "b": ["", "", "", ""], "d": ["1"] * 4}
    )
    assert [code for code, _, _ in found] == [
        "assess-unit-twice", "assess-cell-text", "assess-cell-infinite", "assess-column-missing",
        "assess-column-unknown",
    ]  # fmt: skip
    assert "small.csv, row 2, 'a': 'x' is not a number." in words
    assert "small.yaml:10: the table small.csv has no column 'c'" in words


def test_one_unit_cannot_be_compared():
    found, _ = faults_of({name: of[:1] for name, of in CITIES.items()})
    assert ("assess-units-few", None, "") in found


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("boolean", ["yes", "hayır", "بله", "0"], [1, 0, 1, 0]),
        ("share", ["45 %", "0.5", "۱۰٪", ""], [0.45, 0.5, 0.1, np.nan]),
        ("money", ["1200 EUR", "€30", "5", "7 TRY"], [1200, 30, 5, 7]),
        ("count", ["1", "2", "3.0", "n/a"], [1, 2, 3, np.nan]),
    ],
)
def test_cells_of_mixed_kind_are_read(kind, cells, values):
    made = recipe(
        HEAD.replace("parent: left, low: 0, high: 10, frequency: 4", f"parent: left, low: 0, high: 10, kind: {kind}")
        + STEPS
    )
    assert np.allclose(measured(made, CITIES | {"a": cells}).values[:, 0], values, equal_nan=True)


def test_ordinal_answers_become_the_points_of_their_categories():
    made = recipe(
        HEAD.replace(
            "low: 0, high: 10, frequency: 4", "low: 0, high: 2, categories: {never: 0, sometimes: 1, often: 2}"
        )
        + STEPS
    )
    assert measured(made, CITIES | {"a": ["often", "Never", "sometimes", ""]}).values[:3, 0].tolist() == [2, 0, 1]
    found, words = faults_of(CITIES | {"a": ["oft", "never", "often", ""]}, made)
    assert ("assess-cell-category", 2, "a") in found
    assert "Write one of: never, sometimes, often." in words


def test_a_missing_value_keeps_its_reason():
    made = recipe("missing: {'-99': refused}\n" + HEAD + STEPS)
    data = measured(made, CITIES | {"a": ["10", "-99", "n/a", ""]})
    assert [data.why["Q", "a"], data.why["R", "a"], data.why["S", "a"]] == ["refused", "not-available", "empty"]


def test_a_table_of_years_keeps_the_latest_and_carries_earlier_values_for_the_panel():
    made = recipe(HEAD.replace("{code: city}", "{code: city, time: year}") + STEPS)
    columns = {name: of * 2 for name, of in CITIES.items()} | {"year": ["2020"] * 4 + ["2021"] * 4}
    columns["a"] = ["1", "2", "3", "4", "", "5", "6", "7"]
    data = measured(made, columns)
    assert np.isnan(data.values[0, 0])
    assert data.earlier[:, 0].tolist() == [1, 2, 3, 4]


def test_an_indicator_that_is_the_same_everywhere_is_warned_of():
    data = measured(columns=CITIES | {"c": ["3", "3", "3", "3"]})
    assert [note.code for note in data.notes] == ["assess-column-constant"]
