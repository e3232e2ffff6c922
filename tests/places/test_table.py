"""A user's table comes back whole, with the answer beside it."""

from __future__ import annotations

import polars as pl
import pytest

from proxeny.errors import FaultyInput
from proxeny.io.places.gazetteer import Gazetteer
from proxeny.io.places.table import PlaceColumns, resolve_columns, resolve_table


def test_the_answer_stands_beside_every_row_in_its_order(world: Gazetteer) -> None:
    asked = pl.DataFrame(
        {"town": ["Köln", "Springfield", "Köln", None], "land": ["Germany", "USA", "Germany", ""], "n": [1, 2, 3, 4]}
    )
    found = resolve_columns(asked, PlaceColumns("town", "land"), gazetteer=world)
    assert found.columns == ["town", "land", "n", "state", "geonameid", "wikidata", "candidates", "reason"]
    assert found.select(asked.columns).equals(asked)
    assert found["state"].to_list() == ["sure", "doubtful", "sure", "none"]
    assert found["geonameid"].to_list() == [7, None, 7, None]


def test_coordinates_written_as_text_count_and_a_taken_column_name_is_kept(world: Gazetteer) -> None:
    asked = pl.DataFrame({"state": ["Springfield"], "y": ["39.8"], "x": ["-89.64"], "c": ["US"]})
    found = resolve_columns(asked, PlaceColumns("state", "c", "y", "x"), gazetteer=world)
    assert found["state_given"].to_list() == ["Springfield"]
    assert found.select("state", "geonameid").row(0) == ("sure", 5)


def test_faults_of_columns_are_told_together() -> None:
    with pytest.raises(FaultyInput) as caught:
        resolve_table(pl.DataFrame({"a": ["x"]}), name="b", country="c")
    assert [fault.where.column for fault in caught.value.faults] == ["b", "c"]
    with pytest.raises(FaultyInput, match="latitude and longitude"):
        resolve_table(pl.DataFrame({"a": ["x"], "y": [1.0]}), name="a", lat="y")
