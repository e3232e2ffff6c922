"""Which column is what: guessed in three languages, changed by hand, and read so."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxeny.errors import FaultyInput
from proxeny.io.importers import read_table
from proxeny.io.layout import Layout, fit_mapping, guess_layout, missing_columns, read_layout
from proxeny.io.layout_file import read_layout_file, write_layout
from proxeny.io.mapping import load_mapping
from proxeny.io.reading import read_claims

OFFICE = """Kardeş Şehir,Ülke,Tür,İmza Tarihi,Meclis Kararı,Açıklama
Köln,Almanya,sister_city,07.02.1997,2021/5,
İsfahan,İran,Dostluk,circa 1990,,mektupla
"""
PERSIAN = "شهر خواهرخوانده,کشور,تاریخ امضا\nاستانبول,ترکیه,۱۳۷۲/۰۸/۲۲\n"
MEMBERS = "Member city,Network,Joined,Category\nGdańsk,UBC,1991,Full\n"
VISITS = "date,event,participants,partner city\n2019-05,study_visit,12,Bremen (DE)\n"


def table(folder: Path, text: str):
    """A file's table."""
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path)


@pytest.mark.parametrize(
    ("text", "base", "headings"),
    [
        (OFFICE, "agreements", {"partner": "Kardeş Şehir", "partner_country": "Ülke", "kind": "Tür",
                                "signed": "İmza Tarihi", "council_decision": "Meclis Kararı", "note": "Açıklama"}),
        (PERSIAN, "agreements", {"partner": "شهر خواهرخوانده", "partner_country": "کشور", "signed": "تاریخ امضا"}),
        (MEMBERS, "memberships", {"city": "Member city", "network": "Network", "from": "Joined",
                                  "category": "Category"}),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_headings(tmp_path, text, base, headings):
    layout = guess_layout(table(tmp_path, text))
    assert (layout.base, dict(layout.headings)) == (base, headings)


def test_visits_are_told_from_agreements_by_what_only_they_have(tmp_path):
    assert guess_layout(table(tmp_path, VISITS)).base == "activities"


def test_a_known_layout_is_recognised(tmp_path):
    known = "city,city_country,partner,partner_country,kind\nGdańsk,PL,Bremen,DE,twinning\n"
    assert guess_layout(table(tmp_path, known)) == Layout("agreements")


def test_what_every_row_says_fills_what_the_file_lacks_and_words_get_their_codes(tmp_path):
    made = table(tmp_path, OFFICE)
    guessed = guess_layout(made)
    assert missing_columns(guessed, made.columns) == ["city"]
    layout = read_layout(
        {
            **guessed.plain(),
            "constants": {"city": "Bursa", "source": "Office"},
            "words": {"kind": {"Dostluk": "friendship"}},
        }
    )
    assert missing_columns(layout, made.columns) == []
    reading = read_claims(tmp_path / "file.csv", fit_mapping(layout))
    assert (reading.errors, reading.rows) == (0, 2)
    kinds = reading.drafts.filter(reading.drafts["property"] == "kind", reading.drafts["kind"] == "agreement")
    assert sorted(kinds["value"]) == ["friendship", "sister_city"]
    assert reading.sources["title"].to_list() == ["Office"]
    assert set(reading.mentions["name"]) == {"Bursa", "Köln", "İsfahan"}


def test_a_forged_layout_is_left_with_what_belongs_there():
    layout = read_layout(
        {
            "base": "../secret",
            "headings": {"city": "x" * 9_000, "evil": "y"},
            "constants": [1],
            "words": {"kind": {"a": "evil"}},
        }
    )
    assert layout.base == "agreements"
    assert set(layout.headings) == {"city"} and len(layout.headings["city"]) == 500
    assert layout.constants == {} and layout.words == {}


OWN = """about: Twin cities of the office
base: agreements
columns: {city: Belediye, partner: Kardeş şehir, kind: Tür}
constants: {city_country: TR, source: The office}
date_order: dmy
words: {kind: {kardeş kent: sister_city}}
"""


def test_a_mapping_of_ones_own_is_a_file_that_comes_back_as_it_went() -> None:
    own = read_layout_file(OWN, "ours", "ours.yaml")
    assert own.name == "Twin cities of the office"
    assert own.layout.headings["partner"] == "Kardeş şehir" and own.layout.date_order == "dmy"
    assert read_layout_file(write_layout(own), "x", "x.yaml") == own


def test_the_command_line_takes_such_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN, encoding="utf-8")
    mapping = load_mapping(path)
    assert (mapping.name, mapping.headings) == ("ours", {"city": "Belediye", "partner": "Kardeş şehir", "kind": "Tür"})
    kinds = [rule.cell.codes for record in mapping.records for rule in record.properties if rule.property == "kind"]
    assert kinds == [{"kardeş kent": "sister_city"}]


def test_all_that_is_wrong_with_such_a_file_is_told_with_its_line() -> None:
    text = "base: agreements\ncolumns: {cty: A}\nwords:\n  kind: {x: sister_cty}\ncolour: red\n"
    with pytest.raises(FaultyInput) as told:
        read_layout_file(text, "x", "x.yaml")
    assert [(fault.code, fault.where.line) for fault in told.value.faults] == [
        ("mapping-key", 5),
        ("layout-column", 2),
        ("mapping-code", 4),
    ]
    for text in ("base: agreemnts\n", "about: x\n", "base: &a agreements\nabout: *a\n", "- x\n"):
        with pytest.raises(FaultyInput):
            read_layout_file(text, "x", "x.yaml")
