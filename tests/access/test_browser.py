"""People at the door and inside, in a real browser, in three languages, light and dark, wide and narrow."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from ..web.test_browser import TOO_WIDE
from .conftest import PASSWORD
from .test_second_factor import code_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.sqlite_only  # what a browser shows does not depend on the database
AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RUN_AXE = """async () => { const told = await axe.run();
    return [told.passes.length, told.violations.map(one => [one.id, one.nodes[0].html])]; }"""
LOOKS = (("en", "light", 1280), ("tr", "dark", 390), ("fa", "light", 390), ("fa", "dark", 1280))
WORDS = {"en": "You are leyla, administrator.", "tr": "Siz leyla, yönetici.", "fa": "شما leyla هستید، مدیر."}


@pytest.fixture
def site(transactional_db, settings, live_server: LiveServer) -> str:
    """A site for many, with one administrator."""
    from django.core.cache import cache

    from proxeny.register.accounts.operations.people import add_person

    cache.clear()
    settings.ALONE = False
    add_person("leyla", "administrator", password=PASSWORD, name="Leyla Yılmaz")
    return live_server.url


def check(page: Page, width: int) -> None:
    """Nothing is wider than the screen, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.evaluate(TOO_WIDE) == [], page.url
    if AXE.is_file():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        passed, found = page.evaluate(RUN_AXE)
        assert passed > 10 and found == [], page.url


def send(page: Page, **fields: str) -> None:
    """Fill the fields of the form in and send it."""
    for name, value in fields.items():
        page.fill(f"#id_{name}", value)
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_load_state()


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_an_administrator_signs_in_guards_the_account_and_invites(site, browser, language, scheme, width):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: message.type in ("error", "warning") and said.append(message.text))
    page.goto(f"{site}/{language}/people/")
    check(page, width)
    send(page, login="leyla", password="wrong")
    check(page, width)
    send(page, password=PASSWORD)
    assert page.url == f"{site}/{language}/people/"
    check(page, width)
    page.click("form[action$='/people/invite/'] button")
    link = page.inner_text("code.secret")
    assert link.startswith(f"{site}/{language}/join/")
    page.goto(f"{site}/{language}/account/second-factor/activate/")
    check(page, width)
    send(page, password=PASSWORD)
    check(page, width)
    send(page, code=code_of(page.inner_text("code.secret")))
    assert page.locator("ul.codes li").count() == 10
    check(page, width)
    page.goto(f"{site}/{language}/account/")
    assert WORDS[language] in page.inner_text("main")
    page.fill("#id_name", "Map")
    page.click("form.inline button")
    assert re.fullmatch(r"proxeny_[\w-]{43}", page.inner_text("code.secret"))
    check(page, width)
    for address in ("people/sign-ins/", "people/leyla/remove/", "account/password/", "api/", "account/logout/"):
        page.goto(f"{site}/{language}/{address}")
        check(page, width)
    send(page)
    page.goto(link)
    check(page, width)
    page.close()
    assert said == []


def test_signing_in_asks_for_the_phone(site, browser):
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    from proxeny.register.accounts.models import Person

    secret = "JBSWY3DPEHPK3PXP"
    person = Person.objects.get(username="leyla")
    Authenticator.objects.create(user=person, type="totp", data={"secret": get_adapter().encrypt(secret)})
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site}/tr/")
    send(page, login="leyla", password=PASSWORD)
    assert page.url == f"{site}/tr/account/second-factor/authenticate/"
    check(page, 1280)
    if time.time() % 30 > 27:
        time.sleep(4)  # a code that is about to change
    send(page, code=code_of(secret))
    assert page.url == f"{site}/tr/"
    page.close()
