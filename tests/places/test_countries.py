"""Countries are read in many wordings; where the wording cannot decide, it is not decided."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.errors import FaultyInput, messages
from proxeny.io.places.countries import country_codes, country_name, resolve_countries, resolve_country
from proxeny.io.places.country_index import country_index

DECIDED = [
    ("Italy", "IT", ""), ("in Italy", "IT", ""), ("Kazakhstah", "KZ", "country-corrected"),
    ("England, United Kingdom", "GB", "country-part"),
    ("Scotland", "GB", "country-part"), ("Wales", "GB", "country-part"),
    ("Georgia (country)", "GE", ""), ("Georgia", "GE", ""), ("Georgia, United States", "US", "country-region"),
    ("Brandenburg, Germany", "DE", "country-region"), ("Réunion, France", "RE", "country-territory"),
    ("Åland Islands, Finland", "AX", "country-territory"), ("Republic of Ireland", "IE", ""), ("UK", "GB", ""),
    ("USA", "US", ""), ("U.S.", "US", ""), ("United States of America", "US", ""), ("Türkiye", "TR", ""),
    ("Turkey", "TR", ""),
    ("Grece", "GR", ""), ("Ivory Coast", "CI", ""), ("Côte d'Ivoire", "CI", ""), ("West Bank", "PS", "country-policy"),
    ("Northern Cyprus", "CY", "country-policy"), ("Kosovo", "XK", "country-policy"), ("Taiwan", "TW", "country-policy"),
    ("Western Sahara", "EH", "country-policy"), ("DEU", "DE", ""), ("de", "DE", ""), ("Almanya", "DE", ""),
    ("آلمان", "DE", ""),
    ("تركيا", "TR", ""), ("Korea, Republic of", "KR", ""), ("Venezuela, Bolivarian Republic of", "VE", ""),
    ("Trinidad and Tobago", "TT", ""), ("Saint Vincent and the Grenadines", "VC", ""), ("israel🇮🇱", "IL", ""),
    ("Iran (Islamic Republic of)", "IR", ""), ("ES\u00a0", "ES", ""), ("日本", "JP", ""), ("Congo-Kinshasa", "CD", ""),
    ("DR Congo", "CD", ""), ("Niger", "NE", ""), ("Nigeria", "NG", ""), ("Kingdom of Romania", "RO", ""),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "iso2", "note"), DECIDED)
def test_a_wording_means_a_country_and_says_how_it_was_read(wording: str, iso2: str, note: str) -> None:
    match = resolve_country(wording)
    assert (match.iso2, match.note) == (iso2, note)


@pytest.mark.parametrize(
    ("wording", "note", "near"),
    [
        ("Congo", "country-ambiguous", ("CD", "CG")),
        ("Korea", "country-ambiguous", ("KR", "KP")),
        ("GB/US", "country-several", ("GB", "US")),
        ("Mandatory Palestine", "country-ambiguous", ("IL", "PS")),
        ("Austrlia", "country-unknown", ("Australia", "Austria")),
        ("Atlantis", "country-unknown", ()),
        ("", "country-empty", ()),
        ("--", "country-unknown", ()),
    ],
)
def test_what_cannot_be_decided_is_not(wording: str, note: str, near: tuple[str, ...]) -> None:
    match = resolve_country(wording)
    assert (match.iso2, match.note, match.near) == ("", note, near)


def test_every_country_is_found_by_its_own_names_in_three_languages_unless_ambiguous() -> None:
    for code in country_codes():
        for language in ("en", "tr", "fa"):
            match = resolve_country(country_name(code, language))
            assert match.iso2 == code or match.note == "country-ambiguous", (code, language)


def test_names_are_shown_in_three_languages() -> None:
    assert [country_name("TR", language) for language in ("en", "tr", "fa")] == ["Türkiye", "Türkiye", "ترکیه"]
    assert country_name("PS", "en") == "Palestine"
    assert country_name("ZZ", "en") in {"Unknown Region", "ZZ"}


def test_many_wordings_keep_their_order() -> None:
    table = resolve_countries(pl.Series(["Italy", "Congo", None, "Italy"]))
    assert table["country"].to_list() == ["IT", "", "", "IT"]
    assert table["country_note"].to_list() == ["", "country-ambiguous", "country-empty", ""]


def test_the_policy_on_disputed_places_can_be_replaced(tmp_path: Path) -> None:
    own = tmp_path / "policy.yaml"
    own.write_text("places:\n  - {wordings: [Northern Cyprus], attributed: TR, why: an example}\n", encoding="utf-8")
    assert resolve_country("Northern Cyprus", country_index(own)).iso2 == "TR"
    assert resolve_country("Northern Cyprus").iso2 == "CY"


@pytest.mark.parametrize("text", ["places: [{wordings: [X]}]", "- a list", "a: [", ""])
def test_a_faulty_policy_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput, match=r"faulty\.yaml"):
        country_index(faulty)


def test_every_entry_of_the_shipped_policy_says_why_and_names_countries() -> None:
    index = country_index()
    for place in index.policy["places"]:
        assert place["why"] and {place["attributed"], *place["also"]} - {""} <= set(index.codes)


@given(st.text(max_size=60))
def test_any_text_gives_a_country_that_exists_or_none_and_a_note_with_words(text: str) -> None:
    match = resolve_country(text)
    assert match.iso2 in {"", *country_codes()}
    assert match.note == "" or match.note in messages()
    assert match.iso2 or match.note
