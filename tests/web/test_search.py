"""Search: the name itself first, nothing loose beside it, and the name that matched."""

from __future__ import annotations

import pytest

from proxeny.errors import NotFound
from proxeny.register.models import Place
from proxeny.register.queries.find import find_place
from proxeny.register.queries.search import search
from proxeny.text import fold_key

from .page import read_page
from .world import COLOGNE, GDANSK, ISTANBUL


def rename(one: str, *names: str) -> None:
    """Give a place more names by which it is found."""
    keys = "|".join(("", *sorted(fold_key(name) for name in names), ""))
    place = Place.objects.get(id=one)
    Place.objects.filter(id=one).update(search=keys + place.search.lstrip("|"))


def found(text: str) -> list[tuple[str, str]]:
    """Id and reason of what the register holds by this name."""
    return [(hit.id, hit.why) for hit in search(text) if hit.in_register]


def test_a_name_within_a_word_is_not_listed_beside_the_name_itself(world):
    world.place("gn:1", "Xköln Beside", "US")
    assert found("köln") == [(COLOGNE, "exact")]


def test_the_name_comes_before_names_that_begin_so_and_those_before_names_with_such_a_word(world):
    world.place("gn:1", "Zedaxa", "DE")
    world.place("gn:2", "Zedaxahausen", "DE")
    world.place("gn:3", "Neu Zedaxa", "DE")
    world.place("gn:4", "Großzedaxa", "DE")
    assert found("zedaxa") == [("gn:1", "exact"), ("gn:2", "prefix"), ("gn:3", "word")]


def test_parts_of_words_are_found_where_nothing_else_is(world):
    world.place("gn:4", "Großzedaxa", "DE")
    assert found("zedaxa") == [("gn:4", "part")]


def test_similar_spellings_are_found_where_nothing_else_is_also_of_places_in_the_register(world):
    assert (ISTANBUL, "near") in found("istambol")


def test_another_name_that_matched_is_said(world, pages):
    rename(GDANSK, "Danzig")
    hit = search("danzig")[0]
    assert (hit.id, hit.why, hit.matched) == (GDANSK, "exact", "danzig")
    assert "the same name: danzig" in read_page(pages.get("/en/search/?q=danzig")).text


def test_a_lesser_name_that_begins_so_is_left_out_beside_the_name_itself(world):
    world.place("gn:1", "Elsewhere", "US")
    rename("gn:1", "Kolnxyz")
    assert found("koln") == [(COLOGNE, "exact")]
    assert [hit.matched for hit in search("kolnx")] == ["kolnxyz"]


def test_one_place_is_meant_by_a_name_an_id_or_a_wikidata_id(world):
    for text in ("İstanbul", "استانبول", ISTANBUL, "Q406", "Istanbul, Turkey"):
        assert find_place(text)["id"][0] == ISTANBUL


def test_of_several_places_of_one_name_none_is_chosen_unless_one_is_far_larger(world):
    for number, people in ((1, 5000), (2, 4000)):
        world.place(f"gn:{number}", "Zedaxa", "US", population=people)
    with pytest.raises(NotFound):
        find_place("Zedaxa")
    Place.objects.filter(id="gn:1").update(population=50_000)
    assert find_place("Zedaxa")["id"][0] == "gn:1"
