"""Forged forms, forged ids, forged headers, and a session that ends while one writes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from .conftest import ELSEWHERE, PASSWORD
from .test_door import sign_in


def secret_in(page) -> str:
    """The secret of the form of a page."""
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


@pytest.mark.parametrize(
    "address", ["account/login/", "account/logout/", "account/tokens/", "people/invite/", "people/viewer/remove/"]
)
def test_a_form_without_our_secret_changes_nothing(world, people, as_role, address):
    from proxeny.register.accounts.models import Invitation, Person, Token

    client = as_role("administrator", enforce_csrf_checks=True)
    for headers in ({}, {"origin": "https://evil.example"}, {"referer": "https://evil.example/"}):
        answer = client.post(f"/en/{address}", {"role": "officer", "name": "x", "days": "7"}, headers=headers)
        assert answer.status_code == 403
    assert not Invitation.objects.exists() and not Token.objects.exists() and Person.objects.count() == 4
    assert client.get("/en/people/").status_code == 200


def test_a_secret_of_somebody_else_does_not_help(world, people, as_role):
    other = as_role("viewer", enforce_csrf_checks=True)
    stolen = secret_in(other.get("/en/account/"))
    client = as_role("administrator", enforce_csrf_checks=True)
    client.get("/en/people/")
    answer = client.post("/en/people/invite/", {"role": "officer", "csrfmiddlewaretoken": stolen})
    assert answer.status_code == 403


def test_what_was_typed_when_the_session_ended_comes_back_after_signing_in(world, people, as_role):
    from proxeny.register.accounts.models import Invitation

    client = as_role("administrator", enforce_csrf_checks=True)
    secret = secret_in(client.get("/fa/people/"))
    del client.cookies["proxeny_session"]
    typed = {"role": "researcher", "username": "nilufer", "csrfmiddlewaretoken": secret}
    answer = client.post("/fa/people/invite/", typed)
    assert answer["Location"] == "/fa/account/login/?next=%2Ffa%2Faccount%2Fkept%2F"
    login = {"login": "administrator", "password": PASSWORD, "next": "/fa/account/kept/"}
    signed = client.post(
        "/fa/account/login/", {**login, "csrfmiddlewaretoken": secret_in(client.get("/fa/account/login/"))}
    )
    page = client.get(signed["Location"])
    assert "nilufer" in page.content.decode() and PASSWORD not in page.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    assert (
        re.search(r'<form class="form" method="post" action="([^"]+)"', page.content.decode())[1]
        == "/fa/people/invite/"
    )
    assert client.post("/fa/people/invite/", fields).status_code == 200
    assert Invitation.objects.get().username == "nilufer"


def test_what_a_stranger_sends_is_kept_for_nobody_else_and_within_bounds(world, stranger):
    large = stranger.post("/en/people/invite/", {"role": "x" * 200_000})
    assert "kept" not in large["Location"]
    kept = stranger.post("/en/account/password/", {"oldpassword": "geheim", "comment": "x"})
    page = stranger.get("/en/account/kept/").content.decode()
    assert "kept" in kept["Location"] and "geheim" not in page
    assert Client(**ELSEWHERE).get("/en/account/kept/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "account/tokens/99999999999999999999999/revoke/", "people/invitations/99999999999999999999999/withdraw/",
        "people/%00/remove/", "people/..%2f..%2f/role/", "people/%F0%9F%92%A3/reset/", "join/%0d%0aX:1/",
        "place/gn:%00/", "record/%00/", "source/%00/", "search/?q=%00",
        "place/gn:99999999999999999999/", "list/%2e%2e/",
    ],
)  # fmt: skip
def test_forged_ids_are_no_server_error(world, people, as_role, address):
    client = as_role("administrator", raise_request_exception=False)
    for method in (client.get, client.post):
        answer = method(f"/en/{address}")
        assert answer.status_code < 500 and "X" not in answer.headers, (address, answer.status_code)


@pytest.mark.parametrize("path", ["places?name=%00", "places/%00", "sources/%00", "search?q=%00", "nowhere%00"])
def test_forged_questions_are_no_server_error(world, alone, path):
    assert alone.get(f"/api/v1/{path}").status_code in (400, 404)


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "get", "POST ", "CONNECT"])
def test_an_odd_method_opens_nothing(world, people, stranger, method):
    for address in ("/en/people/", "/api/v1/places"):
        assert stranger.generic(method, address).status_code in (302, 401, 403, 405)


def test_a_method_that_claims_to_be_another_is_what_it_is(world, people, as_role):
    viewer = as_role("viewer")
    for extra in ({"headers": {"x-http-method-override": "GET"}}, {"data": {"_method": "GET"}}):
        assert viewer.post("/api/v1/decisions", **extra).status_code == 403


def test_only_proxies_that_the_settings_name_are_believed(world, people, settings):
    from proxeny.register.accounts.models import SignIn

    settings.ALONE = False
    forwarded = {"x-forwarded-for": "203.0.113.9, 198.51.100.7", "x-forwarded-proto": "https"}
    sign_in(Client(**ELSEWHERE, headers=forwarded))
    settings.TRUSTED_PROXIES = ("192.0.2.0/24",)
    trusted = Client(**ELSEWHERE, headers=forwarded)
    assert sign_in(trusted).cookies["proxeny_session"]["secure"]
    assert trusted.get("/en/")["Strict-Transport-Security"]
    assert list(SignIn.objects.order_by("id").values_list("network", flat=True)) == ["192.0.2.0/24", "198.51.100.0/24"]


def test_a_forged_host_makes_no_link(world, people, as_role):
    client = as_role("administrator")
    assert client.post("/en/people/invite/", {"role": "viewer"}, headers={"host": "evil.example"}).status_code == 400


def test_every_answer_carries_the_headers_that_shut_browsers_in(world, people, as_role):
    for address in ("/en/account/", "/en/people/", "/api/v1/places", "/en/nowhere/", "/en/account/login/"):
        headers = as_role("administrator").get(address).headers
        assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin" and "unsafe" not in headers["Content-Security-Policy"]
