"""Every page takes a day on which it is true, and one on which it was known; links lead on to the same day."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.cache import caches

from .page import read_page
from .world import ISTANBUL, METROPOLIS, SIGNED

BEFORE, AFTER = "2025-05-31", "2025-06-01"  # the sources of the small world were seen on the first of June


def rows_of(pages, address: str) -> int:
    """How many rows the first list of a page has."""
    text = pages.get(address).content.decode()
    body = re.search(r"<tbody>(.*?)</tbody>", text, re.S)
    return body[1].count("<tr") if body else 0


@pytest.mark.parametrize(
    "table, day, rows",
    [("ties", "2004-12-31", 4), ("agreements", "2004-12-31", 5), ("agreements", "2005-01-01", 4),
     ("agreements", "1995-06-01", 3), ("networks", "1990-12-31", 1), ("networks", "1991", 2), ("places", "1990", 5)],
)  # fmt: skip
def test_a_list_holds_what_may_be_true_on_the_day(world, pages, table, day, rows):
    assert rows_of(pages, f"/en/list/{table}/?on={day}") == rows


@pytest.mark.parametrize("table", ["places", "networks", "agreements", "ties", "memberships"])
def test_a_list_holds_only_what_was_known_on_the_day(world, pages, table):
    assert rows_of(pages, f"/en/list/{table}/?known_at={BEFORE}") == 0
    assert rows_of(pages, f"/en/list/{table}/?known_at={AFTER}") == rows_of(pages, f"/en/list/{table}/") > 0


def test_a_record_says_whether_it_holds_on_the_day(world, pages):
    assert "It holds on 1 January 2000." in read_page(pages.get(f"/en/record/{SIGNED}/?on=2000-01-01")).text
    assert "It does not hold on 1 January 1980." in read_page(pages.get(f"/en/record/{SIGNED}/?on=1980-01-01")).text
    assert "It may hold on 1 January 1980" in read_page(pages.get("/en/record/ag:culture/?on=1980-01-01")).text


def test_a_record_is_told_as_it_was_known(world, pages):
    from proxeny.register.models import Claim

    Claim.objects.filter(record=SIGNED, value="1998").update(first_seen="2026-01-01")
    world.tell()
    then, now = (read_page(pages.get(f"/en/record/{SIGNED}/{query}")).text for query in ("?known_at=2025-07-01", ""))
    assert "also stated, does not stand" in now and "also stated, does not stand" not in then
    assert "Only what a source spoke of by 1 July 2025 is shown" in then
    assert (
        "No source had spoken of it by that day."
        in pages.get(f"/en/record/{SIGNED}/?known_at={BEFORE}").content.decode()
    )


@pytest.mark.parametrize("address", [f"/en/place/{ISTANBUL}/", f"/en/network/{METROPOLIS}/", "/en/country/TR/"])
def test_a_page_counts_only_what_was_known(world, pages, address):
    before, after, now = (
        re.sub(r"state \w+|known_at=[\d-]+", "", read_page(pages.get(f"{address}{query}")).text)
        for query in (f"?known_at={BEFORE}", f"?known_at={AFTER}", "")
    )
    assert before != now
    assert len(after) >= len(now) > len(before)


def test_links_lead_to_the_same_days(world, pages):
    text = pages.get("/en/list/ties/?on=2001-01-01&known_at=2025-07-01").content.decode()
    assert 'href="/en/record/ti:cologne/?on=2001-01-01&amp;known_at=2025-07-01"' in text
    assert 'href="/en/record/ti:cologne/?on=2001-01-01&amp;known_at=2025-07-01#sources"' in text
    assert 'href="/en/list/places/?on=2001-01-01&amp;known_at=2025-07-01"' in text
    assert 'href="/en/model/"' in text  # the model is of no day


def test_a_day_that_is_none_is_told_on_every_page(world, pages):
    for address in ("/en/list/ties/", f"/en/record/{SIGNED}/", "/en/sources/", "/en/source/list/"):
        answer = pages.get(f"{address}?known_at=31.02.2020")
        assert answer.status_code == 400
        assert "31.02.2020" in answer.content.decode()


def test_the_same_page_is_made_once_and_anew_after_a_change(world, pages):
    first = pages.get(f"/en/place/{ISTANBUL}/")
    again = pages.get(f"/en/place/{ISTANBUL}/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.content
    packed = pages.get(f"/en/place/{ISTANBUL}/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["ETag"] == first.headers["ETag"]
    world.place("gn:1", "Ankara", "TR", parent=ISTANBUL)
    changed = pages.get(f"/en/place/{ISTANBUL}/", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200 and "Ankara" in changed.content.decode()


def test_what_somebody_sees_is_shown_to_nobody_else(world, pages):
    """A page for the person of this machine holds links to write; a reader from elsewhere is sent to sign in."""
    caches["pages"].clear()
    mine = pages.get(f"/en/record/{SIGNED}/")
    assert "write/edit" in mine.content.decode()
    other = pages.get(f"/en/record/{SIGNED}/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert "write/edit" not in other.content.decode()


def test_the_world_is_of_today(world):
    """The batch of the small world was stored now, so that what other tests asked for is not answered here."""
    assert (datetime.now(UTC) - world.batch.finished).total_seconds() < 600
