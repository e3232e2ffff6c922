"""axe-core finds nothing wrong: every kind of page, three languages, light and dark."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from .test_browser import ADDRESSES, ARGUMENTS

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.sqlite_only  # markup does not depend on the database
AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RUN = """async (rules) => (await axe.run(document, {
    resultTypes: ["violations"], ...(rules ? { runOnly: { type: "rule", values: rules } } : {}),
})).violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 120)).join(" | ")}`)"""
# A dark page has the markup of the light one; only what one sees is looked at again.
SEEN = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Headless Chromium."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run npm ci in frontend")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "tr", "fa"])
def test_pages_have_no_violation(transactional_db, world, live_server: LiveServer, browser, language, scheme):
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)
    found = {}
    for address in ADDRESSES:
        page.goto(f"{live_server.url}/{language}/{address}")
        page.add_script_tag(path=AXE)
        wrong = page.evaluate(RUN, SEEN if scheme == "dark" else None)
        if wrong:
            found[address] = wrong
    page.close()
    assert found == {}
