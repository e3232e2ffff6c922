"""Dates are read in every style a municipal spreadsheet has, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.dates import PartialDate, detect_order, parse_date, parse_interval
from proxeny.errors import FaultyInput

ANY_DAY = st.dates(min_value=date(1501, 1, 1), max_value=date(2900, 1, 1))


@pytest.mark.parametrize(
    ("text", "canonical", "precision"),
    [
        ("07.02.1997", "1997-02-07", "day"),
        ("1997-02-07", "1997-02-07", "day"),
        ("1997/2/7", "1997-02-07", "day"),
        ("1997-02-07T10:30:00Z", "1997-02-07", "day"),
        ("1997-02-07 00:00:00", "1997-02-07", "day"),
        ("+1997-02-07T00:00:00Z", "1997-02-07", "day"),
        ("25/12/1999", "1999-12-25", "day"),
        ("12/25/1999", "1999-12-25", "day"),
        ("05/05/1999", "1999-05-05", "day"),
        ("35468", "1997-02-07", "day"),
        ("35468.0", "1997-02-07", "day"),
        ("February 7th, 1997", "1997-02-07", "day"),
        ("7 Feb 1997", "1997-02-07", "day"),
        ("7 Şubat 1997", "1997-02-07", "day"),
        ("7 ŞUBAT 1997", "1997-02-07", "day"),
        ("۷ فوریه ۱۹۹۷", "1997-02-07", "day"),
        ("1372/08/22", "1993-11-13", "day"),
        ("22/08/1372", "1993-11-13", "day"),
        ("۱۳۷۲/۰۸/۲۲", "1993-11-13", "day"),
        ("۲۲ آبان ۱۳۷۲", "1993-11-13", "day"),
        ("1997-02", "1997-02", "month"),
        ("02/1997", "1997-02", "month"),
        ("Kasım 1999", "1999-11", "month"),
        ("May 1990", "1990-05", "month"),
        ("آبان ۱۳۷۲", "1993-10-23/1993-11-21", "month"),
        ("1997", "1997", "year"),
        ("1997.0", "1997", "year"),
        ("۱۹۹۷", "1997", "year"),
        ("1372", "1993-03-21/1994-03-20", "year"),
        ("circa 1990", "1990~", "circa"),
        ("c. 1990", "1990~", "circa"),
        ("ca. 1990", "1990~", "circa"),
        ("1990?", "1990~", "circa"),
        ("yaklaşık 1990", "1990~", "circa"),
        ("حدود ۱۳۷۲", "1993-03-21~/1994-03-20~", "circa"),
    ],
)
def test_a_date_is_read_with_its_precision(text: str, canonical: str, precision: str) -> None:
    found = parse_date(text)
    assert (str(found), found.precision) == (canonical, precision)


def test_a_period_is_half_open() -> None:
    assert parse_date("1997-02") == PartialDate(date(1997, 2, 1), date(1997, 3, 1), "month")
    assert parse_date("1999-12") == PartialDate(date(1999, 12, 1), date(2000, 1, 1), "month")


@pytest.mark.parametrize(
    "text",
    [
        "31.02.1999",
        "1997-13",
        "1990-00",
        "0/0/1999",
        "97",
        "7.2.97",
        "soon",
        "",
        "ca",
        "آبان 1993",
        "29.02.1999",
        "10000",
    ],
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    if text == "10000":
        assert parse_date(text).start == date(1927, 5, 18)  # a spreadsheet's day number
        return
    with pytest.raises(FaultyInput) as problem:
        parse_date(text)
    assert problem.value.faults[0].code == "date-unreadable"


def test_the_fault_says_what_to_write() -> None:
    with pytest.raises(FaultyInput, match=r"'31\.02\.1999' is not a date\. Write 1999-02-28, 1999-02 or 1999\."):
        parse_date("31.02.1999")


def test_two_small_numbers_are_ambiguous_until_the_order_is_said() -> None:
    with pytest.raises(FaultyInput) as problem:
        parse_date("03/04/1999")
    assert problem.value.faults[0].code == "date-ambiguous"
    assert str(parse_date("03/04/1999", "dmy")) == "1999-04-03"
    assert str(parse_date("03/04/1999", "mdy")) == "1999-03-04"
    assert str(parse_date("03.04.1999", "mdy")) == "1999-04-03"


def test_a_column_settles_its_order_only_when_its_values_agree() -> None:
    assert detect_order(["03/04/1999", "25/04/1999"]) == "dmy"
    assert detect_order(["03/04/1999", "04/25/1999"]) == "mdy"
    assert detect_order(["25/04/1999", "04/25/1999"]) == ""
    assert detect_order(["25.04.1999", "22/08/1372", "99/99/1999"]) == ""


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2008-2012 - CIVITAS PLUS", "2008", "2012"),
        ("2008–2012", "2008", "2012"),
        ("2013", "2013", "None"),
        ("1998-02", "1998-02", "None"),
        ("since 1998", "1998", "None"),
        ("until 2001", "None", "2001"),
        ("07.02.1997 - 08.03.1999", "1997-02-07", "1999-03-08"),
        ("1998 - present", "1998", "None"),
    ],
)
def test_an_interval_has_a_from_and_a_to(text: str, begin: str, end: str) -> None:
    assert tuple(map(str, parse_interval(text))) == (begin, end)


def test_an_interval_that_ends_before_it_begins_is_a_fault() -> None:
    with pytest.raises(FaultyInput) as problem:
        parse_interval("2012-2008")
    assert problem.value.faults[0].code == "dates-reversed"


@given(ANY_DAY, st.sampled_from(["day", "month", "year"]), st.booleans())
def test_a_written_date_reads_back_as_itself(day: date, precision: str, circa: bool) -> None:
    text = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]
    found = parse_date(f"circa {text}" if circa else text)
    assert parse_date(str(found)) == found


@given(ANY_DAY)
def test_every_style_of_a_day_is_the_same_day(day: date) -> None:
    styles = [day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.year}/{day.month}/{day.day}"]
    assert {parse_date(style).start for style in styles} == {day}
    assert parse_date(f"{day.day}/{day.month}/{day.year}", "dmy").start == day


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2100, 1, 1)))
def test_a_jalali_day_is_its_gregorian_day(day: date) -> None:
    there = jdatetime.date.fromgregorian(date=day)
    found = parse_date(there.strftime("%Y/%m/%d"))
    assert (found.start, found.end) == (day, day + timedelta(days=1))


@given(st.integers(1250, 1480), st.integers(1, 12))
def test_a_jalali_month_or_year_reads_back_as_itself(year: int, month: int) -> None:
    for text in (f"{year}", f"{year}/{month:02d}", f"حدود {year}"):
        found = parse_date(text)
        assert parse_date(str(found)) == found


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_date(text)
    except FaultyInput:
        return
    assert found.start < found.end
