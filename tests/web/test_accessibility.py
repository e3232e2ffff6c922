"""axe-core finds nothing wrong: every kind of page, three languages, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .test_browser import ADDRESSES
from .test_writing_pages import ADDRESSES as WRITING
from .world import ISTANBUL, SIGNED

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
pytestmark = [
    pytest.mark.sqlite_only,  # markup does not depend on the database
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed; run npm ci in frontend"),
]
RUN = """async (rules) => (await axe.run(document, {
    resultTypes: ["violations"], ...(rules ? { runOnly: { type: "rule", values: rules } } : {}),
})).violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 120)).join(" | ")}`)"""
# A dark page has the markup of the light one; only what one sees is looked at again.
SEEN = ["color-contrast", "link-in-text-block"]
ROOMS = (
    *(f"write/{address}" for address in WRITING),
    f"write/edit/{SIGNED}/", f"write/history/{SIGNED}/", f"record/{SIGNED}/?on=2000&known_at=2026",
    "list/ties/?on=2000", "assess/", "assess/recipe/", "graph/", "graph/networks/", "evidence/", "evidence/codebook/",
    "evidence/coders/", "literature/practice/", "advise/", "advise/record/", "advise/programme/", "advise/union/",
    "advise/union/appraise/", *(f"advise/city/{ISTANBUL}/{page}" for page in ("", "networks/", "programme/")),
)  # fmt: skip


@pytest.mark.parametrize("part", [ADDRESSES, ROOMS], ids=["register", "rooms"])
@pytest.mark.parametrize("language", ["en", "tr", "fa"])
def test_pages_have_no_violation(transactional_db, world, live_server: LiveServer, browser, language, part):
    page = browser.new_page(bypass_csp=True)
    page.set_default_timeout(180_000)
    found = {}
    for address in part:
        page.emulate_media(color_scheme="light")
        answer = page.goto(f"{live_server.url}/{language}/{address}")
        assert answer is not None and answer.status == (404 if address == "nowhere/" else 200), address
        page.add_script_tag(path=AXE)
        wrong = page.evaluate(RUN, None)
        if part is ADDRESSES or language == "en":  # the colours of a room are those of every language
            page.emulate_media(color_scheme="dark")
            wrong += page.evaluate(RUN, SEEN)
        if wrong:
            found[address] = wrong
    page.close()
    assert found == {}
