"""The room of assessment: the answer first, a city taken apart, the recipe, the audit, the report card."""

from __future__ import annotations

import pytest

from .page import read_page
from .world import GDANSK, ISTANBUL

LANGUAGES = ("en", "tr", "fa")
ADDRESSES = ("assess/", "assess/?tier=1", f"assess/city/{ISTANBUL}/", "assess/recipe/", "assess/audit/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_room_is_well_formed_and_asks_nothing_of_others(world, pages, language, address):
    answer = pages.get(f"/{language}/{address}")
    assert answer.status_code == 200
    page = read_page(answer)
    assert page.faults == [] and page.inline == []
    assert page.root == {"lang": language, "dir": "rtl" if language == "fa" else "ltr"}
    assert page.headings.count("h1") == 1 and page.headings[0] == "h1"
    assert len(page.ids) == len(set(page.ids))
    assert all(url.startswith("/static/") for url in page.requests)


def test_the_first_page_answers_before_it_lists(world, pages):
    text = read_page(pages.get("/en/assess/")).text
    assert text.index("cities can be told apart") < text.index("All cities")


def test_links_of_the_room_lead_somewhere(world, pages):
    for address in ADDRESSES:
        page = read_page(pages.get(f"/en/{address}"))
        for link in sorted({link.partition("#")[0] for link in page.links if link.startswith("/en/assess")}):
            assert pages.get(link).status_code == 200, link


def test_the_decomposition_leads_to_figures_with_records_and_says_what_is_missing(world, pages):
    page = read_page(pages.get(f"/en/assess/city/{ISTANBUL}/"))
    assert any(f"/place/{ISTANBUL}/NET-1/" in link for link in page.links)
    assert "reconstructed" in page.text
    other = read_page(pages.get(f"/en/assess/city/{GDANSK}/"))
    assert "No data" in other.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_card_is_a_pdf(world, pages, language):
    answer = pages.get(f"/{language}/assess/city/{GDANSK}/card.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_lists_of_the_room_export_and_the_recipe_is_downloaded(world, pages):
    assert b"Istanbul" in pages.get("/en/assess/?as=csv").content
    assert pages.get("/en/assess/recipe/?yaml").content.startswith(b"# The default recipe")


def test_a_place_that_is_not_assessed_is_not_found(world, pages):
    assert pages.get("/en/assess/city/gn:0/").status_code == 404


def test_an_empty_register_is_told_what_to_do(db, pages):
    answer = pages.get("/en/assess/")
    assert answer.status_code == 200
    assert "proxeny template" in answer.content.decode()
