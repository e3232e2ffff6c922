"""Whatever an endpoint sends, reading it gives a value of ours, nothing, or a failure with a name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.errors import messages
from proxeny.io.edtf import precision_of
from proxeny.io.fetch.failure import Failure, from_status, read_retry_after
from proxeny.io.fetch.sparql import read_rows
from proxeny.io.fetch.values import read_count, read_point, read_qid, read_statement_id, read_time

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.text(max_size=80))
def test_no_text_breaks_a_reader(text):
    for read in (read_qid, read_statement_id, read_point, read_count):
        read(text)
    for precision in ("7", "8", "9", "11", text):
        read_time(text, precision)


@given(st.text(alphabet="Point(<>)-+.0123456789eE ", max_size=60).map("Point({})".format))
def test_a_point_is_on_earth_or_nowhere(text):
    point = read_point(text)
    assert point is None or (abs(point[0]) <= 90 and abs(point[1]) <= 180)


@given(st.dates(), st.sampled_from([("11", "day"), ("10", "month"), ("9", "year"), ("8", "circa")]))
def test_a_date_is_read_with_its_precision(day: date, stated):
    text = read_time(f"{day.isoformat()}T00:00:00Z", stated[0])
    assert pl.select(precision_of(pl.lit(text))).item() == stated[1]
    assert day.isoformat().startswith(text.rstrip("~"))


@pytest.mark.parametrize("value", ["-0500-01-01T00:00:00Z", "1999-02-31T00:00:00Z", "http://genid/1", "1999"])
def test_what_is_no_date_of_ours_is_not_guessed(value):
    assert read_time(value, "11") is None


def test_no_date_is_not_a_wrong_date():
    assert read_time("", "") == ""


@given(st.binary(max_size=200))
def test_any_body_is_rows_or_a_failure_with_words(body):
    try:
        read_rows(body)
    except Failure as failure:
        assert failure.code in messages()


@given(st.text(max_size=60))
def test_any_retry_after_is_a_wait_that_is_not_negative(text):
    assert read_retry_after(text, NOW, 60.0) >= 0


@given(st.integers(min_value=201, max_value=999))
def test_any_status_has_words(status):
    assert from_status(status, {}, b"", NOW).code in messages()


def test_half_a_surrogate_pair_is_dropped():
    body = b'{"results": {"bindings": [{"x": {"type": "literal", "value": "K\\ud800oln"}}]}}'
    assert read_rows(body) == [{"x": "Koln"}]
