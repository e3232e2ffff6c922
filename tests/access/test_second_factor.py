"""A second factor: turned on, asked for, lost, taken off."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client

from .conftest import ELSEWHERE, PASSWORD
from .test_door import sign_in

ACTIVATE = "/en/account/second-factor/activate/"


def code_of(secret: str) -> str:
    """What an app shows for a key now (RFC 6238)."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enter(client: Client) -> None:
    """Sign in, and type the password once more, as everything that touches the safety of the account asks."""
    sign_in(client)
    door = client.get(ACTIVATE)
    assert door["Location"].startswith("/en/account/reauthenticate/?next=")
    assert client.post(door["Location"], {"password": PASSWORD})["Location"] == ACTIVATE


@pytest.fixture
def armed(people, stranger):
    """The officer with a second factor: the key and the recovery codes."""
    enter(stranger)
    page = stranger.get(ACTIVATE).content.decode()
    secret = re.search(r'<code class="secret" dir="ltr">([A-Z2-7]+)</code>', page)[1]
    answer = stranger.post(ACTIVATE, {"code": code_of(secret)})
    codes = re.findall(r"<li><code>([^<]+)</code>", stranger.get(answer["Location"]).content.decode())
    from django.core.cache import cache

    cache.clear()  # a code works once; the next test signs in within the same half minute
    return secret, codes


def test_the_picture_obeys_the_policy_and_the_key_is_stored_encrypted(people, stranger):
    enter(stranger)
    page = stranger.get(ACTIVATE)
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_signing_in_asks_for_the_code(armed, people):
    from allauth.mfa.models import Authenticator

    secret, _ = armed
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    client = Client(**ELSEWHERE)
    answer = sign_in(client)
    assert answer["Location"] == "/en/account/second-factor/authenticate/"
    assert client.get("/en/list/places/").status_code == 302
    assert "The code is not right" in client.post(answer["Location"], {"code": "000000"}).content.decode()
    assert client.post(answer["Location"], {"code": code_of(secret)}).status_code == 302
    assert client.get("/en/list/places/").status_code == 200


def test_a_recovery_code_lets_in_once(armed):
    _, codes = armed
    assert len(codes) == 10
    for expected in (302, 200):
        client = Client(**ELSEWHERE)
        assert client.post(sign_in(client)["Location"], {"code": codes[0]}).status_code == expected


def test_codes_are_shown_once(armed, stranger):
    page = stranger.get("/en/account/recovery-codes/").content.decode()
    assert "shown only when they are made" in page and "<li><code>" not in page


def test_turning_it_off_asks_for_the_password_again_after_a_while(armed, stranger):
    session = stranger.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 10_000
    session.save()
    answer = stranger.get("/en/account/second-factor/deactivate/")
    assert "reauthenticate" in answer["Location"]
    back = stranger.post("/en/account/reauthenticate/", {"password": PASSWORD})
    assert back.status_code == 302
    assert stranger.post("/en/account/second-factor/deactivate/").status_code == 302
    client = Client(**ELSEWHERE)
    assert sign_in(client)["Location"] == "/en/"


def test_an_administrator_takes_a_lost_factor_off(armed, people):
    from proxeny.register.accounts.operations.people import drop_factor

    drop_factor(people["officer"])
    assert sign_in(Client(**ELSEWHERE))["Location"] == "/en/"
