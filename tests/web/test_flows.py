"""What a reader does, driven in a real browser, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from .world import ISTANBUL, World

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

LANGUAGES = ("en", "tr", "fa")
BUILT = Path(__file__).resolve().parents[2] / "src/proxeny/web/static/proxeny/built/page.js"
pytestmark = [
    pytest.mark.sqlite_only,  # what a browser does not depend on the database
    pytest.mark.skipif(not BUILT.is_file(), reason="the scripts are not bundled; run make frontend"),
]
COLOGNE_IN = {"en": "Cologne", "tr": "Köln", "fa": "کلن"}


@pytest.fixture
def page(browser: Browser, transactional_db: None, world: World) -> Iterator[Page]:
    """A page on which no script fails."""
    opened, failed = browser.new_page(), []
    opened.set_default_timeout(20_000)
    opened.on("pageerror", lambda error: failed.append(str(error)))
    yield opened
    opened.close()
    assert failed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_typing_a_name_suggests_it_and_enter_opens_it(page: Page, live_server: LiveServer, language):
    page.goto(f"{live_server.url}/{language}/")
    box = page.get_by_role("combobox")
    box.press_sequentially("کلن" if language == "fa" else "koln")
    expect(page.get_by_role("option").first).to_contain_text(COLOGNE_IN[language])
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "q-suggestions-0")
    box.press("Enter")
    page.wait_for_url("**/place/gn:2886242/")
    page.get_by_role("combobox").press_sequentially("ubc")
    page.get_by_role("combobox").press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_sorts_and_narrows_in_place_and_keeps_its_address(page: Page, live_server: LiveServer, language):
    page.goto(f"{live_server.url}/{language}/place/{ISTANBUL}/")
    page.evaluate("window.kept = true")
    head = page.locator("#ties thead th").first
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("link").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert "ties-sort=-partner" in page.url and page.evaluate("window.kept && document.activeElement.tagName") == "A"
    page.reload()
    expect(page.locator("#ties thead th").first).to_have_attribute("aria-sort", "descending")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_is_read_with_the_keyboard(page: Page, live_server: LiveServer, language):
    page.goto(f"{live_server.url}/{language}/place/{ISTANBUL}/?on=2026-01-01")
    page.wait_for_selector("[data-map][data-ready]")
    map_, says = page.locator("[data-map] canvas"), page.locator("[data-says]")
    map_.focus()
    map_.press("ArrowRight")  # whatever is chosen first
    map_.press("ArrowLeft")
    expect(says.get_by_role("link")).to_have_text(COLOGNE_IN[language])
    map_.press("+")
    map_.press("Escape")
    expect(says.get_by_role("link")).to_have_count(0)
    for key in ("ArrowRight", "ArrowLeft", "Enter"):
        map_.press(key)
    page.wait_for_url("**/place/gn:2886242/")


def test_the_world_from_near_shows_cities(page: Page, live_server: LiveServer):
    page.goto(f"{live_server.url}/en/")
    page.wait_for_selector("[data-map][data-ready]")
    with page.expect_response("**/map/cities.json"):
        for _ in range(3):
            page.locator("[data-zoom=in]").click()
    map_, says = page.locator("[data-map] canvas"), page.locator("[data-says]")
    page.wait_for_timeout(600)
    map_.press("ArrowRight")
    expect(says.get_by_role("link")).to_have_text("Istanbul")


def test_a_map_shows_what_the_pointer_is_at(page: Page, live_server: LiveServer):
    page.goto(f"{live_server.url}/en/place/{ISTANBUL}/?on=2026-01-01")
    page.wait_for_selector("[data-map][data-ready]")
    box = page.locator("[data-map] canvas")
    box.scroll_into_view_if_needed()
    size = box.bounding_box()
    says = page.locator("[data-says]")
    for x in range(20, int(size["width"]), 12):
        page.mouse.move(size["x"] + x, size["y"] + size["height"] / 2)
        for y in range(10, int(size["height"]), 24):
            page.mouse.move(size["x"] + x, size["y"] + y)
        if says.get_by_role("link").count():
            return
    raise AssertionError("the pointer met no dot")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_everything_can_be_read(browser: Browser, transactional_db, world, live_server, language):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/{language}/place/{ISTANBUL}/")
    expect(page.locator("[data-map]")).to_be_hidden()
    page.locator("#ties thead th a").first.click()
    page.wait_for_url("**ties-sort=-partner**")
    assert page.locator("#ties tbody tr").count() == 3
    context.close()


def test_a_page_from_right_to_left_is_the_mirror_of_one_from_left_to_right(page: Page, live_server: LiveServer):
    sides = {}
    for language in ("en", "fa"):
        page.goto(f"{live_server.url}/{language}/list/countries/")
        find = "one => { const b = one.getBoundingClientRect(); return [b.left, innerWidth - b.right] }"
        sides[language] = [page.locator(one).first.evaluate(find)[0] for one in (".brand", ".menu-wide li")]
        other = [page.locator(one).first.evaluate(find)[1] for one in (".brand", ".menu-wide li")]
        sides[language] = sides[language] if language == "en" else other
    assert sides["en"] == pytest.approx(sides["fa"], abs=1)
    turned = page.locator(".bar-cell svg").first.evaluate("one => getComputedStyle(one).transform")
    assert turned == "matrix(-1, 0, 0, 1, 0, 0)"


def test_paper_shows_the_answer_without_the_controls(page: Page, live_server: LiveServer):
    page.goto(f"{live_server.url}/en/place/{ISTANBUL}/")
    page.emulate_media(media="print")
    expect(page.locator(".levels")).to_be_visible()
    for one in (".menu-wide", ".filters", ".search"):
        if page.locator(one).count():
            expect(page.locator(one).first).to_be_hidden()


def test_a_dialog_opens_and_escape_closes_it(page: Page, live_server: LiveServer):
    page.goto(f"{live_server.url}/en/about/design/")
    page.locator("[data-opens]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_menu_of_a_phone_holds_every_room(page: Page, live_server: LiveServer):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/en/about/")
    page.locator(".menu-small summary").click()
    expect(page.locator(".menu-small a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu-small a").first).to_be_hidden()
