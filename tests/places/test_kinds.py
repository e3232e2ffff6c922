"""A county, province or association is told from a city by its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxeny.io.places.kinds import drop_kind_words, guess_place_kind, read_place_kind, split_bracket, strip_kind
from proxeny.io.vocabulary import CODES


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harju County", "county"), ("County Cork", "county"), ("Landkreis Rostock", "county"),
        ("Jönköpings län", "county"),
        ("Iași County", "county"), ("Kyiv Oblast", "province"), ("Hiroshima Prefecture", "province"),
        ("Diputació de Barcelona", "province"), ("استان فارس", "province"), ("شهرستان میبد", "district"),
        ("Çankaya ilçesi", "district"), ("Korets Raion", "district"), ("Lippe (district)", "district"),
        ("Region Skåne", "region"), ("Västra Götaland Region", "region"),
        ("Marmara Belediyeler Birliği", "intermunicipal"),
        ("Community of communes of Anywhere", "intermunicipal"),
        ("Union of Municipalities of Marmara", "intermunicipal"),
        ("Bursa Büyükşehir Belediyesi", "municipality"), ("Giżycko (rural gmina)", "other"),
        ("Bursa", ""), ("Kansas City", ""), ("New York", ""), ("Landau", ""), ("Milan", ""), ("Province", ""),
        ("Staré Město (Uherské Hradiště District)", ""),
    ],
)  # fmt: skip
def test_words_of_the_name_say_its_kind(name: str, kind: str) -> None:
    assert guess_place_kind(name) == kind


def test_words_that_only_say_city_are_dropped() -> None:
    assert strip_kind("bursa buyuksehir belediyesi") == "bursa"
    assert strip_kind("municipality of bursa") == "bursa"
    assert strip_kind("harju county") == "harju county"
    assert drop_kind_words("Harju County") == "harju"
    assert split_bracket("Lippe (district)") == ("Lippe", "district")


def test_the_words_of_a_source_are_read() -> None:
    assert read_place_kind("Intermunicipality") == "intermunicipal"
    assert read_place_kind("City") == "city"
    assert read_place_kind("whatever") == ""


@given(st.text(max_size=80))
def test_any_name_has_a_kind_of_the_vocabulary_or_none(name: str) -> None:
    assert guess_place_kind(name) in {"", *CODES["place_kind"]}
