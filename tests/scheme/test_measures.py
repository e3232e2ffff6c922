"""The language of measure rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.scheme.labels import Label
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.measures import OWNERS, TABLES, Count, condition_fields, fields_of, number_fields, read_count
from proxeny.tables import RECORDS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("records", Count("records")),
        ("distinct network", Count("distinct", ("network",))),
        ("sum amount", Count("sum", ("amount",))),
        ("sum participants*days", Count("sum", ("participants", "days"))),
        ("sum participants * days", Count("sum", ("participants", "days"))),
        ("records amount", None),
        ("distinct", None),
        ("sum a*b*c", None),
        ("", None),
    ],
)
def test_a_count_is_read(text: str, count: Count | None) -> None:
    assert read_count(text) == count


@given(st.sampled_from(["records", "distinct a", "sum a", "sum a*b"]))
def test_a_count_is_written_as_it_is_read(text: str) -> None:
    assert str(read_count(text)) == text


@given(st.text(max_size=40))
def test_any_text_is_a_count_or_none(text: str) -> None:
    assert read_count(text) is None or str(read_count(text)).split()[0] in ("records", "distinct", "sum")


def test_the_columns_of_owners_exist() -> None:
    assert all(column in RECORDS[table] for table, columns in OWNERS.items() for column in columns)


def test_memberships_reach_the_fields_of_their_network_and_other_tables_do_not() -> None:
    assert "network.topics" in condition_fields("memberships")
    assert all("network.topics" not in fields_of(table) for table in TABLES if table != "memberships")
    assert number_fields("activities") == ("participants", "citizen_participants", "days", "amount")


def test_only_money_is_summed_from_amounts() -> None:
    for indicator in load_scheme().indicators:
        for part in indicator.measure.parts if indicator.measure else ():
            assert (part.count.fields == ("amount",)) == (indicator.unit == "money"), indicator.id


def test_a_label_falls_back_to_english() -> None:
    label = Label(en="city", tr="kent")
    assert (label.get("tr-TR"), label.get("fa"), label.get("xx")) == ("kent", "city", "city")
    assert not Label() and label
