"""At the door: who comes in without an account, who needs one, and where one lands."""

from __future__ import annotations

import pytest
from django.test import Client

from .conftest import ELSEWHERE, PASSWORD

LOGIN = "/en/account/login/"


def sign_in(client: Client, username: str = "officer", password: str = PASSWORD, **more: str):
    """Type a name and a password at the door."""
    return client.post(LOGIN, {"login": username, "password": password, **more})


def test_the_one_person_of_this_machine_needs_no_account_and_leaves_no_trace(world, alone):
    answer = alone.get("/en/about/")
    assert answer.status_code == 200 and not answer.cookies and "Cookie" not in answer.get("Vary", "")
    from django.contrib.sessions.models import Session
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        alone.get("/en/about/")
    asked = [one["sql"] for one in queries]
    assert not any("session" in sql or "accounts_" in sql or not sql.startswith("SELECT") for sql in asked)

    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "::ffff:192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "ties.city.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
    ids=str,
)
def test_whoever_is_not_on_this_machine_is_sent_to_the_door(world, settings, elsewhere):
    settings.ALLOWED_HOSTS = ["testserver", "ties.city.example"]
    answer = Client(**elsewhere).get("/tr/list/places/?page=2")
    assert answer.status_code == 302
    assert answer["Location"] == "/tr/account/login/?next=%2Ftr%2Flist%2Fplaces%2F%3Fpage%3D2"


def test_a_name_that_is_not_ours_is_not_answered(world, alone):
    assert alone.get("/en/", headers={"host": "rebound.example"}).status_code == 400


def test_where_the_server_says_nothing_accounts_are_needed(world, settings):
    settings.ALONE = False
    assert Client().get("/en/").status_code == 302


def test_signing_in_leads_where_one_was_going(world, people, stranger):
    stranger.get(LOGIN)
    answer = sign_in(stranger, "Officer", next="/en/list/ties/?page=1")
    assert (answer.status_code, answer["Location"]) == (302, "/en/list/ties/?page=1")
    page = stranger.get("/en/list/ties/")
    assert page.status_code == 200 and "private" in page["Cache-Control"] and "Cookie" in page["Vary"]


@pytest.mark.parametrize(
    "bait",
    [
        "https://evil.example/", "//evil.example", "///evil.example", "\\\\evil.example", "/\\evil.example",
        "javascript:alert(1)", "http:evil.example", "https:///evil.example", "https://testserver@evil.example/",
        "/%0d%0aSet-Cookie:x=1\r\nX: y", "\thttps://evil.example", "data:text/html,x", "http://testserver.evil.example/",
    ],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(world, people, stranger, bait):
    answer = sign_in(stranger, next=bait)
    assert answer.status_code == 302
    to = answer["Location"]
    assert to.startswith("/") and not to.startswith("//") and "evil" not in to and "\n" not in to
    assert "x" not in answer.cookies


@pytest.mark.parametrize(("username", "password"), [("officer", "wrong"), ("nobody", PASSWORD), ("officer", "")])
def test_name_and_password_that_do_not_belong_together(world, people, stranger, username, password):
    answer = sign_in(stranger, username, password)
    assert answer.status_code == 200 and "_auth_user_id" not in stranger.session
    if password:
        assert "User name and password do not belong together." in answer.content.decode()


def test_five_wrong_passwords_close_the_door_to_that_name_from_that_address(world, people, stranger):
    for _ in range(5):
        answer = sign_in(stranger, password="wrong")
    assert answer.status_code == 429 and "quarter of an hour" in answer.content.decode()
    assert sign_in(stranger).status_code == 429
    assert sign_in(stranger, "viewer").status_code == 302
    other = Client(**{**ELSEWHERE, "REMOTE_ADDR": "198.51.100.4"})
    assert sign_in(other).status_code == 302


def test_sign_ins_are_written_down_by_network_and_without_names_that_nobody_bears(world, people, stranger):
    from proxeny.register.accounts.models import SignIn

    sign_in(stranger, "my password in the wrong box")
    sign_in(stranger, password="wrong")
    sign_in(stranger)
    stranger.post("/en/account/logout/")
    told = list(SignIn.objects.order_by("id").values_list("person__username", "outcome", "network"))
    assert told == [
        (None, "failed", "192.0.2.0/24"),
        ("officer", "failed", "192.0.2.0/24"),
        ("officer", "in", "192.0.2.0/24"),
        ("officer", "out", "192.0.2.0/24"),
    ]


def test_passwords_are_argon2_and_a_change_ends_other_sessions(world, people, as_role):
    from proxeny.register.accounts.models import Person
    from proxeny.register.accounts.operations.people import set_password

    client = as_role("officer")
    assert Person.objects.get(username="officer").password.startswith("argon2$argon2id$")
    assert client.get("/en/").status_code == 200
    set_password(people["officer"], "another battery staple horse")
    assert client.get("/en/").status_code == 302


def test_a_removed_account_and_a_lower_role_hold_at_once(world, people, as_role):
    from proxeny.register.accounts.operations.people import remove_person, set_role

    client = as_role("administrator")
    assert client.get("/en/people/").status_code == 200
    set_role("viewer", "administrator")
    set_role("administrator", "officer")
    assert client.get("/en/people/").status_code == 403
    remove_person("administrator")
    assert client.get("/en/").status_code == 302


def test_cookies_are_shut_to_scripts_and_travel_encrypted(world, people, stranger):
    stranger.get(LOGIN)
    answer = sign_in(stranger)
    session = answer.cookies["proxeny_session"]
    assert session["httponly"] and session["secure"] and session["samesite"] == "Lax"
    assert all(cookie["secure"] for cookie in answer.cookies.values())


def test_over_https_browsers_are_told_to_stay_there(world, people, stranger):
    answer = stranger.get(LOGIN, secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")


def test_without_encryption_the_door_says_why_it_does_not_open(world, stranger, settings):
    settings.ALLOWED_HOSTS = ["city.example"]
    assert "This connection is not encrypted" in stranger.get(LOGIN, headers={"host": "city.example"}).content.decode()
    secure = stranger.get(LOGIN, headers={"host": "city.example"}, secure=True)
    assert "This connection is not encrypted" not in secure.content.decode()


def test_whoever_comes_makes_no_account_unless_the_settings_say_so(world, stranger):
    assert stranger.get("/en/account/signup/").status_code == 404


def test_everybody_may_read_where_the_settings_say_so(world, stranger, settings):
    settings.EVERYBODY_READS = True
    assert stranger.get("/en/").status_code == 200
    assert stranger.get("/api/v1/places").status_code == 200
    assert stranger.get("/en/account/").status_code == 302
    assert stranger.post("/api/v1/decisions", {}, content_type="application/json").status_code == 401
