"""The pages in a real browser: nothing refused, nothing wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import ConsoleMessage

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.sqlite_only  # a layout does not depend on the database
ADDRESSES = (
    "",
    "search/?q=istanbul",
    "place/gn:745044/",
    "place/gn:745044/L1.BIL/",
    "network/nw:UBC/",
    "record/ag:signed/",
    "source/list/",
    "sources/",
    "list/ties/",
    "list/places/",
    "list/countries/",
    "country/TR/",
    "model/",
    "model/NET-1/",
    "model/L1.BIL.TWIN/",
    "about/",
    "about/design/",
    "nowhere/",
)
WIDTHS = (360, 1280)
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    return !one.closest(".scroll, .hidden, .skip") && box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "tr", "fa"])
def test_pages_fit_the_screen_and_nothing_is_refused(
    transactional_db, world, live_server: LiveServer, browser, language, width
):
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            said.append(message.text)

    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", listen)
    page.on("request", lambda request: request.url.startswith(live_server.url) or said.append(request.url))
    for address in ADDRESSES:
        page.goto(f"{live_server.url}/{language}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(TOO_WIDE) == [], address
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Vazirmatn'))")
    page.close()
    assert said == []


def test_the_first_tab_stop_skips_to_the_content(transactional_db, world, live_server: LiveServer, browser):
    page = browser.new_page()
    page.goto(f"{live_server.url}/fa/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fa/#main")
    page.wait_for_selector("#main:focus")
    page.close()
