"""Words, dates, digits and orders of the three languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from proxeny.dates import parse_date
from proxeny.errors import Fault, Where
from proxeny.io.vocabulary import CODES, KINDS
from proxeny.report.calendar import digits, number, show_date, show_end, type_date
from proxeny.report.labels import LANGUAGES, SCHEME_LISTS, country, label, labels
from proxeny.report.order import sort_key
from proxeny.report.values import show_edtf, show_value
from proxeny.report.words import explain_fault, explain_reason

DAYS = st.dates(date(1800, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("language", "stated", "precision", "words"),
    [
        ("en", "1997-02-07", "day", "7 February 1997"),
        ("tr", "1997-02-07", "day", "7 Şubat 1997"),
        ("fa", "1993-11-13", "day", "۲۲ آبان ۱۳۷۲"),
        ("en", "1997-03-01", "month", "March 1997"),
        ("tr", "1997-03-01", "month", "Mart 1997"),
        ("fa", "1997-03-01", "month", "اسفند ۱۳۷۵ (مارس ۱۹۹۷)"),
        ("fa", "1993-03-21", "month", "فروردین ۱۳۷۲"),
        ("en", "1993-03-21", "month", "March–April 1993"),
        ("en", "1997-01-01", "year", "1997"),
        ("fa", "1997-01-01", "year", "۱۳۷۶ (۱۹۹۷)"),
        ("fa", "1993-03-21", "year", "۱۳۷۲"),
        ("en", "1993-03-21", "year", "1993–94"),
        ("en", "1990-01-01", "circa", "circa 1990"),
        ("tr", "1990-01-01", "circa", "1990 dolayları"),
        ("fa", "1990-01-01", "circa", "حدود ۱۳۶۹"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(language, stated, precision, words):
    with translation.override(language):
        shown = show_date(stated, precision, language)
    assert shown is not None and shown.words == words


def test_an_unknown_date_is_not_said():
    assert show_date(None, "day", "en") is None and show_date("1997-01-01", "unknown", "en") is None


def test_the_end_of_an_interval_is_its_last_day():
    assert show_end("2005-01-01", "year", "en").words == "2004"  # type: ignore[union-attr]
    assert show_end("2005-03-01", "month", "en").words == "February 2005"  # type: ignore[union-attr]
    assert show_end("2005-03-02", "day", "en").words == "1 March 2005"  # type: ignore[union-attr]


@given(DAYS, st.sampled_from(LANGUAGES))
def test_what_the_form_shows_can_be_typed_back(day, language):
    assert parse_date(type_date(day, language)).start == day


@given(DAYS)
def test_persian_dates_have_no_latin_digit(day):
    shown = show_date(day, "day", "fa")
    assert shown is not None and not any(letter in "0123456789" for letter in shown.words)


def test_numbers_are_grouped_as_each_language_groups_them():
    assert [number(15462452.5, one) for one in LANGUAGES] == ["15,462,452.5", "15.462.452,5", "۱۵٬۴۶۲٬۴۵۲٫۵"]
    assert digits("v1.2", "fa") == "v۱.۲"


def test_every_code_list_is_complete_in_the_three_languages():
    for name, codes in CODES.items():
        for code in codes:
            for language in LANGUAGES:
                words = label(name, code, language)
                assert words and (words != code or name not in SCHEME_LISTS), (name, code, language)
    gaps = [
        (name, code)
        for name, codes in labels().items()
        for code, words in codes.items()
        if set(words) != set(LANGUAGES)
    ]
    assert gaps == []


def test_every_field_of_every_record_has_a_label():
    wanted = {name for properties in KINDS.values() for name in properties}
    assert wanted <= set(labels()["field"])


def test_persian_words_use_persian_letters():
    wrong = [words["fa"] for codes in labels().values() for words in codes.values() if set(words["fa"]) & set("يكة")]
    assert wrong == []


def test_countries_have_their_short_names():
    assert [country("TR", one) for one in LANGUAGES] == ["Türkiye", "Türkiye", "ترکیه"]
    assert country("PS", "en") == "Palestine" and country("??", "en") == "??"


def test_a_fault_is_explained_in_the_language_of_the_reader():
    fault = Fault("date-unreadable", Where("cities.xlsx", 41, "signed on"), {"value": "31.02.1999"})
    with translation.override("en"):
        assert explain_fault(fault) == (
            "cities.xlsx, row 41, 'signed on': '31.02.1999' is not a date. Write 1999-02-28, 1999-02 or 1999."
        )
    with translation.override("tr"):
        assert explain_fault(fault).startswith("cities.xlsx, 41. satır, 'signed on': '31.02.1999' bir tarih değil.")


def test_numbers_of_a_fault_are_in_the_digits_of_the_reader_and_options_as_one_types_them():
    fault = Fault("union-relax-min-countries", Where(), {"now": 19, "to": 6})
    with translation.override("fa"):
        said = explain_fault(fault)
    assert "۱۹" in said and "\u2066--min-countries 6\u2069" in said
    with translation.override("en"):
        assert "6 instead of 19 (--min-countries 6)" in explain_fault(fault)


def test_a_persian_minus_stands_before_its_digits():
    assert number(-3.7, "fa") == "\u200e−۳٫۷" and number(-3.7, "tr") == "-3,7"


def test_a_reason_is_explained_and_an_unknown_one_shows_itself():
    with translation.override("fa"):
        assert explain_reason("only") == "یک منبع آن را بیان می‌کند"
    assert explain_reason("something-new") == "something-new"


def test_values_of_claims_are_shown_by_their_type():
    with translation.override("en"):
        assert show_value("agreement", "signed", "1990~", "en").words == "circa 1990"
        assert show_value("place", "country", "IR", "tr").words == "İran"
        assert show_value("place", "kind", "district", "fa").words == "منطقهٔ شهری"
        assert show_value("place", "population", "1234567", "en").words == "1,234,567"
        assert show_value("agreement", "party", "gn:1", "en").record == "gn:1"
        assert show_value("organisation", "website", "javascript:alert(1)", "en").url == ""
        assert show_edtf("1999-02-31", "en") == "1999-02-31"


def test_names_sort_by_the_alphabet_of_the_reader():
    turkish = ["Ankara", "Cizre", "Çorum", "Düzce", "Isparta", "İzmir", "Ordu", "Ödemiş", "Sivas", "Şırnak"]
    persian = ["آبادان", "بغداد", "پاریس", "تهران", "چابهار", "ژنو", "کرمان", "گرگان", "یزد", "Köln"]
    for language, names in (("tr", turkish), ("fa", persian)):
        assert sorted({*names}, key=lambda name: sort_key(name, language)) == names
