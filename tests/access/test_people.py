"""Inviting, changing and removing people, on pages and by commands."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from proxeny.errors import Conflict, FaultyInput, NotFound, UnknownName

from ..web.page import read_page
from ..web.world import HOSTILE
from .conftest import ELSEWHERE, PASSWORD
from .test_door import sign_in


def link_in(answer) -> str:
    """The path of the one-time link that a page shows."""
    return re.search(r'class="secret" dir="ltr">https?://[^/]+(/en/join/[\w-]+/)<', answer.content.decode())[1]


def join(path: str, **fields: str):
    """Follow a link and fill its form in."""
    return Client(**ELSEWHERE).post(path, {"password": PASSWORD, "again": PASSWORD, **fields})


def test_an_invitation_makes_one_account_of_its_role_once(world, as_role):
    path = link_in(as_role("administrator").post("/en/people/invite/", {"role": "officer"}))
    assert Client(**ELSEWHERE).get(path).status_code == 200
    assert join(path, username="Leyla", name="Leyla Yılmaz")["Location"] == "/en/account/login/"
    assert join(path, username="second").status_code == 404
    client = Client(**ELSEWHERE)
    assert sign_in(client, "leyla").status_code == 302
    assert client.get("/en/people/").status_code == 403
    assert "officer" in client.get("/en/account/").content.decode()


def test_a_faulty_form_keeps_the_invitation_and_says_everything_at_once(world, as_role):
    path = link_in(as_role("administrator").post("/en/people/invite/", {"role": "viewer"}))
    assert "not the same" in join(path, username="ali", again="else").content.decode()
    short = join(path, username="ali", password="12345678", again="12345678")
    assert all(words in short.content.decode() for words in ("too short", "digits only", "many people use"))
    assert "already" in join(path, username="viewer").content.decode()
    assert join(path, username="ali").status_code == 302


def test_a_link_that_is_old_withdrawn_or_invented_lets_nobody_in(world, people, as_role):
    from proxeny.register.accounts.models import Invitation
    from proxeny.register.accounts.operations.invitations import invite

    administrator = as_role("administrator")
    old = invite("viewer")
    Invitation.objects.update(expires=datetime.now(UTC) - timedelta(seconds=1))
    assert join(f"/en/join/{old}/", username="late").status_code == 404
    path = link_in(administrator.post("/en/people/invite/", {"role": "viewer"}))
    administrator.post(f"/en/people/invitations/{Invitation.objects.get(by='administrator').pk}/withdraw/")
    assert join(path, username="late").status_code == 404
    assert join("/en/join/guessed/", username="late").status_code == 404


def test_only_hashes_of_links_and_tokens_are_stored(world, people):
    from proxeny.register.accounts.models import Invitation, Token
    from proxeny.register.accounts.operations.invitations import invite
    from proxeny.register.accounts.operations.tokens import make_token

    secrets = {invite("viewer"), make_token(people["viewer"], "map")}
    stored = {*Invitation.objects.values_list("hash", flat=True), *Token.objects.values_list("hash", flat=True)}
    assert len(stored) == 2 and not stored & secrets and all(len(one) == 64 for one in stored)


def test_a_reset_ends_sessions_and_earlier_links(world, people, as_role):
    officer, administrator = as_role("officer"), as_role("administrator")
    first = link_in(administrator.post("/en/people/officer/reset/"))
    second = link_in(administrator.post("/en/people/officer/reset/"))
    assert join(first).status_code == 404
    assert (
        join(second, password="another battery staple horse", again="another battery staple horse").status_code == 302
    )
    assert officer.get("/en/").status_code == 302
    assert sign_in(Client(**ELSEWHERE)).status_code == 200
    assert sign_in(Client(**ELSEWHERE), password="another battery staple horse").status_code == 302


def test_there_is_always_an_administrator(world, as_role):
    client = as_role("administrator")
    answer = client.post("/en/people/administrator/role/", {"role": "viewer"})
    assert answer.status_code == 400 and "last administrator" in answer.content.decode()
    assert client.post("/en/people/administrator/remove/").status_code == 400
    assert client.get("/en/people/").status_code == 200


def test_removing_asks_first(world, as_role):
    from proxeny.register.accounts.models import Person

    client = as_role("administrator")
    assert "Remove viewer?" in client.get("/en/people/viewer/remove/").content.decode()
    assert Person.objects.filter(username="viewer").exists()
    assert client.post("/en/people/viewer/remove/")["Location"] == "/en/people/"
    assert not Person.objects.filter(username="viewer").exists()


@pytest.mark.parametrize("language", ["en", "tr", "fa"])
def test_hostile_names_stay_text(world, people, as_role, language):
    from proxeny.register.accounts.operations.people import add_person

    add_person("hostile", "viewer", password=None, name=HOSTILE)
    for address in ("people/", "people/sign-ins/", "account/"):
        answer = as_role("administrator").get(f"/{language}/{address}")
        page = read_page(answer)
        assert answer.status_code == 200 and page.inline == [] and page.faults == []
        assert "\u202e" not in answer.content.decode()


@pytest.mark.parametrize("name", ["", "x", "Ali Veli", "آلی", "-ali", "a" * 41, "ali\n", "a\x00b", "<b>", "İlk"])
def test_a_user_name_has_one_spelling(db, name):
    from proxeny.register.accounts.operations.people import add_person

    if name.strip() == "ali":
        assert add_person(name, "viewer", password=None).username == "ali"
        return
    with pytest.raises(FaultyInput):
        add_person(name, "viewer", password=None)


def test_what_cannot_be_is_said(db, people):
    from proxeny.register.accounts.operations.people import add_person, find_person, set_role

    with pytest.raises(Conflict):
        add_person("VIEWER", "viewer", password=PASSWORD)
    with pytest.raises(UnknownName):
        set_role("viewer", "emperor")
    with pytest.raises(NotFound):
        find_person("nobody")
    with pytest.raises(FaultyInput) as told:
        add_person("ali", "viewer", password="1234")
    assert {fault.code for fault in told.value.faults} == {
        "password-too-short", "password-too-common", "password-entirely-numeric",
    }  # fmt: skip
