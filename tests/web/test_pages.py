"""Every page in every language: it answers, it is well formed, it asks nothing of any other server."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from .page import Page, read_page
from .world import COLOGNE, GDANSK, HOSTILE, ISTANBUL, METROPOLIS, SIGNED, UBC, World

LANGUAGES = ("en", "tr", "fa")
ADDRESSES = (
    "",
    "search/",
    "search/?q=köln",
    "search/?q=Atlantis+Nowhere",
    f"place/{ISTANBUL}/",
    f"place/{ISTANBUL}/?on=2000-01-01",
    f"place/{GDANSK}/",
    "place/gn:2950159/",
    f"place/{ISTANBUL}/L1.BIL/",
    f"place/{ISTANBUL}/NET-1/",
    f"place/{ISTANBUL}/SEC/",
    f"network/{UBC}/",
    f"network/{METROPOLIS}/?form=-",
    f"network/{UBC}/?country=PL",
    f"record/{SIGNED}/",
    f"record/{ISTANBUL}/",
    "record/ti:cologne/",
    "record/me:metropolis/",
    "record/ac:festival/",
    "record/pr:water/",
    f"record/{UBC}/",
    "sources/",
    "source/list/",
    "source/list/?kind=agreement",
    "list/places/",
    "list/places/?find=istanbul",
    "list/countries/",
    "country/TR/",
    "country/DE/?on=2000-01-01",
    "list/networks/",
    "list/agreements/",
    "list/ties/",
    "list/memberships/",
    "list/activities/",
    "list/projects/",
    "list/organisations/",
    "model/",
    "model/NET-1/",
    "model/CUL/",
    "model/L1/",
    "model/L1.BIL.TWIN/",
    "model/L3.PIL.PRE/",
    "about/",
    "about/design/",
)


def get(pages: Client, path: str, status: int = 200) -> Page:
    """The page of an address."""
    answer = pages.get(path)
    assert answer.status_code == status, path
    return read_page(answer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_well_formed_and_says_which_language_it_is_in(world, pages, language, address):
    page = get(pages, f"/{language}/{address}")
    assert page.faults == []
    assert page.root == {"lang": language, "dir": "rtl" if language == "fa" else "ltr"}
    assert page.headings.count("h1") == 1 and page.headings[0] == "h1"
    assert page.title and len(page.ids) == len(set(page.ids))
    assert page.labelled >= page.referred, page.referred - page.labelled


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_requests_nothing_from_elsewhere_and_has_nothing_inline(world, pages, address):
    answer = pages.get(f"/en/{address}")
    page = read_page(answer)
    assert all(re.match("/[^/]", url) for url in page.requests), page.requests
    assert page.inline == []
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


@pytest.mark.parametrize("address", ["", f"place/{ISTANBUL}/", f"record/{SIGNED}/", "model/", "search/?q=köln"])
def test_links_inside_the_site_lead_somewhere(world, pages, address):
    page = get(pages, f"/en/{address}")
    for link in sorted({link.partition("#")[0] for link in page.links if link.startswith("/")}):
        assert pages.get(link).status_code in (200, 302), link


def test_links_within_a_page_have_their_target(world, pages):
    for address in (f"place/{ISTANBUL}/", "model/", "source/list/?kind=agreement"):
        page = get(pages, f"/en/{address}")
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switch_keeps_the_page_and_its_query(world, pages, language):
    page = get(pages, f"/{language}/place/{ISTANBUL}/?on=2000-01-01")
    for other in LANGUAGES:
        assert page.alternates[other] == f"/{other}/place/{ISTANBUL}/?on=2000-01-01"


@pytest.mark.parametrize(("header", "language"), [("tr,en;q=0.5", "tr"), ("fa-IR", "fa"), ("de", "en")])
def test_the_bare_address_leads_to_the_language_of_the_reader(world, pages, header, language):
    answer = pages.get("/", headers={"accept-language": header})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nowhere/", 404),
        ("place/gn:0/", 404),
        (f"place/{ISTANBUL}/XX/", 404),
        ("record/xx:1/", 404),
        ("network/nw:X/", 404),
        ("source/none/", 404),
        ("model/XX-9/", 404),
        ("country/ZZ/", 404),
        ("list/secrets/", 404),
        (f"place/{ISTANBUL}/?on=31.02.1999", 400),
    ],
)
def test_what_is_not_there_is_explained(world, pages, language, address, status):
    page = get(pages, f"/{language}/{address}", status)
    assert page.headings.count("h1") == 1 and page.root["lang"] == language and page.faults == []


def test_a_defect_of_ours_is_a_page_without_a_traceback(world, settings):
    settings.ROOT_URLCONF = f"{__package__}.broken_urls"
    answer = Client(raise_request_exception=False).get("/tr/broken/")
    assert answer.status_code == 500 and "Traceback" not in answer.content.decode()
    assert read_page(answer).root["lang"] == "tr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_name_stays_text(world: World, pages, language):
    world.place("gn:1", HOSTILE, "XX")
    world.network("nw:BAD", HOSTILE, acronym=HOSTILE, website='javascript:alert("x")', theme=HOSTILE)
    world.agreement("ag:bad", "gn:1", ISTANBUL, "twinning", title=HOSTILE)
    world.claim("ag:bad", "agreement", "title", HOSTILE, wording=HOSTILE, language='"><b>')
    world.tie("ti:bad", "gn:1", ISTANBUL, "ag:bad")
    world.membership("me:bad", "gn:1", "nw:BAD", category=HOSTILE)
    for address in (
        "place/gn:1/",
        "network/nw:BAD/",
        "record/ag:bad/",
        "record/me:bad/",
        f"place/{ISTANBUL}/",
        "list/places/",
        "list/places/?find=istanbul",
        "list/countries/",
        "",
        f"search/?q={HOSTILE}",
        "record/nw:BAD/",
        "record/gn:1/",
    ):
        answer = pages.get(f"/{language}/{address}")
        page = read_page(answer)
        assert page.inline == [] and page.faults == [] and "\u202e" not in answer.content.decode()
        assert not any(link.lower().startswith("javascript") for link in page.links)


def test_dates_and_digits_are_those_of_the_reader(world, pages):
    signed = {language: get(pages, f"/{language}/record/{SIGNED}/").text for language in LANGUAGES}
    assert "15 March 1997" in signed["en"] and "15 Mart 1997" in signed["tr"] and "۲۵ اسفند ۱۳۷۵" in signed["fa"]


def test_a_solar_date_typed_in_persian_digits_is_understood(world, pages):
    solar = get(pages, f"/en/place/{ISTANBUL}/?on=۱۳۷۸/۱۰/۱۱").text
    assert "1 January 2000" in solar


def test_on_a_day_the_ended_tie_counts_and_later_it_does_not(world, pages):
    early = get(pages, f"/en/place/{ISTANBUL}/?on=1999-01-01").text
    late = get(pages, f"/en/place/{ISTANBUL}/?on=2026-01-01").text
    assert re.search(r"On 1 January 1999, Istanbul has (\S+) bilateral tie", early)
    assert "Istanbul has 2 bilateral ties with cities of 2 countries" in late
    assert "1 without a date" in late and "not on this date" in late


def test_no_data_is_never_zero(world, pages):
    page = get(pages, f"/en/place/{COLOGNE}/")
    assert "No data:" in page.text
    assert not re.search(r"\b0 memberships", page.text)


def test_every_figure_opens_its_records_and_every_record_its_sources(world, pages):
    figure = get(pages, f"/en/place/{ISTANBUL}/L1.BIL/")
    assert "/en/record/ti:cologne/" in figure.links and "/en/source/list/" in figure.links
    tie = get(pages, "/en/record/ti:cologne/")
    assert f"/en/record/{SIGNED}/" in tie.links and "/en/source/list/" in tie.links


def test_disagreeing_sources_stand_side_by_side_with_the_reason(world, pages):
    text = get(pages, f"/en/record/{SIGNED}/").text
    assert "They disagree on 1 field" in text and "15 March 1997" in text and "1998" in text
    assert "this source goes before the other by the stated order of sources" in text


def test_a_place_that_only_the_gazetteer_knows_says_so_and_teaches_the_next_step(world, pages):
    text = get(pages, "/en/place/gn:2950159/").text
    assert "The register says nothing about this place yet" in text and "proxeny template" in text


def test_an_empty_register_teaches_how_to_begin(db, pages):
    text = get(pages, "/en/").text
    assert "This register is still empty" in text and "proxeny demo" in text


@pytest.mark.parametrize("text", ["ISTANBUL", "istanbul", "استانبول", "İSTANBUL"])
def test_search_finds_a_record_in_any_script_before_the_gazetteer(world, pages, text):
    page = get(pages, f"/en/search/?q={text}")
    assert next(link for link in page.links if "/place/" in link) == f"/en/place/{ISTANBUL}/"


def test_reconstructed_indicators_are_marked_wherever_they_are_shown(world, pages):
    for address in ("model/", f"place/{ISTANBUL}/", "model/SEC-M1/"):
        assert "reconstructed" in get(pages, f"/en/{address}").text
