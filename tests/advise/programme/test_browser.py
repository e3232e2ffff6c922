"""From advice to programme in a browser, in three languages, over one served register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.site import Site, serve

pytestmark = pytest.mark.sqlite_only  # a process with a database of its own
CITIES = {"en": "gn:2886242", "tr": "gn:3099434", "fa": "gn:745044"}  # Cologne, Gdańsk, Istanbul
MEMBERS = """city,city_country,city_geonameid,network,state,source,source_url
Berlin,DE,2950159,Eurocities,active,A list,https://example.org/
Hamburg,DE,2911298,Eurocities,active,A list,https://example.org/
Warszawa,PL,756135,Eurocities,active,A list,https://example.org/
Köln,DE,2886242,UBC,active,A list,https://example.org/
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One served register for all, with four memberships."""
    folder = tmp_path_factory.mktemp("advice")
    with serve(folder) as served:
        (folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
        served.run("import", str(folder / "members.csv"), "--mapping", "memberships", "--yes")
        yield served


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """A page whose complaints are failures."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    made.set_default_timeout(30_000)
    return made


@pytest.mark.parametrize("language", list(CITIES))
def test_advice_becomes_a_goal_is_worked_on_and_exported(site, page, language):
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    city = CITIES[language]
    page.goto(f"{site.address}/{language}/advise/city/{city}/networks/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "fa" else "ltr")
    page.locator("input[name=id][value='nw:EUROCITIES']").first.locator("..").locator("button").first.click()
    expect(page).to_have_url(f"{site.address}/{language}/advise/city/{city}/programme/#goal-{_number(page)}")
    expect(page.locator(".programme-line .line-row")).to_have_count(2)
    first = page.locator(".steps-table tbody tr").first
    first.locator("button[name=done]").click()
    expect(page.locator(".steps-table tbody tr").first.locator(".tag.good")).to_be_visible()
    with page.expect_download() as waited:
        page.locator("a[href$='programme.ics']").click()
    assert Path(waited.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.locator(".goal-tools button.danger").click()
    expect(page.locator(".goal")).to_have_count(0)
    assert complaints == []


def _number(page: Page) -> str:
    page.wait_for_selector(".goal")
    return page.locator(".goal").first.get_attribute("id").removeprefix("goal-")
