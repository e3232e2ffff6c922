"""A page asks the same number of questions however long its lists are."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .world import ISTANBUL, UBC

MANY = 60


def count_queries(pages, address: str) -> int:
    """How many queries one page makes that nobody asked for before."""
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert pages.get(address).status_code == 200
    return len(queries)


def fill(world) -> None:
    """Many more partners, members and parts."""
    for number in range(1, MANY + 1):
        city = f"gn:{number}"
        world.place(city, f"City {number}", "DE", parent=ISTANBUL if number % 2 else "")
        world.agreement(f"ag:{number}", ISTANBUL, city, "twinning")
        world.tie(f"ti:{number}", ISTANBUL, city, f"ag:{number}")
        world.membership(f"me:{number}", city, UBC)


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        f"/en/place/{ISTANBUL}/",
        f"/en/place/{ISTANBUL}/L1.BIL/",
        f"/en/network/{UBC}/",
        "/en/list/ties/",
        "/en/source/list/",
        "/en/sources/",
        "/en/list/places/",
        "/en/search/?q=city",
    ],
)
def test_a_longer_list_makes_no_more_queries(world, pages, address):
    pages.get(address)  # what is read once is read
    few = count_queries(pages, address)
    fill(world)
    assert count_queries(pages, address) <= few + 2  # a long list offers its filters, each with one question


def test_a_long_list_is_cut_into_pages(world, pages):
    fill(world)
    first = pages.get(f"/en/place/{ISTANBUL}/").content.decode()
    second = pages.get(f"/en/place/{ISTANBUL}/?ties=2").content.decode()
    assert "1–25 of 63" in first and "26–50 of 63" in second
    assert "51–63 of 63" in pages.get(f"/en/place/{ISTANBUL}/?ties=999").content.decode()
