"""What programs may change: with a token, by role, and never from the page of another site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ..register.worlds import TIES
from ..web.world import COLOGNE, GDANSK
from .conftest import ELSEWHERE

API = "/api/v1"
PAIR = {"left": COLOGNE, "right": GDANSK, "judgement": "different", "reason": "two cities"}
JSON = {"content_type": "application/json"}


@pytest.fixture
def tokens(people, settings) -> dict[str, str]:
    """A token of each role."""
    from proxeny.register.accounts.operations.tokens import make_token

    settings.ALONE = False
    return {role: make_token(person, "test") for role, person in people.items()}


def client_of(token: str, **options: object) -> Client:
    """A program with a token, on another machine."""
    return Client(**ELSEWHERE, headers={"authorization": f"Bearer {token}"}, **options)


def table(text: str = TIES, name: str = "ties.csv") -> SimpleUploadedFile:
    """An uploaded file."""
    return SimpleUploadedFile(name, text.encode())


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("viewer", 200, 403), ("researcher", 200, 403), ("officer", 200, 200), ("administrator", 200, 200)],
)
def test_a_token_may_what_its_person_may(world, tokens, role, reads, writes):
    client = client_of(tokens[role])
    assert client.get(f"{API}/places").status_code == reads
    assert client.post(f"{API}/decisions", PAIR, **JSON).status_code == writes


@pytest.mark.parametrize(
    "header",
    [
        "Bearer ",
        "Bearer proxeny_wrong",
        "Basic b2ZmaWNlcjpwYXNz",
        "Bearer a\x7fb",
        "proxeny_wrong",
        "Bearer a" * 999,
    ],
)
def test_a_token_that_does_not_hold_is_no_token(world, tokens, header):
    for client in (Client(**ELSEWHERE), Client()):
        answer = client.get(f"{API}/places", headers={"authorization": header})
        assert answer.status_code == 401 and answer.json()["faults"][0]["code"] == "sign-in-needed"


def test_a_token_ends_with_its_day_its_revocation_and_its_person(world, tokens, people, as_role):
    from proxeny.register.accounts.models import Token
    from proxeny.register.accounts.operations.people import remove_person

    def reads(role: str) -> bool:
        return client_of(tokens[role]).get(f"{API}/places").status_code == 200

    Token.objects.filter(person=people["viewer"]).update(expires=datetime.now(UTC).date() - timedelta(days=1))
    as_role("officer").post(f"/en/account/tokens/{people['officer'].tokens.get().pk}/revoke/")
    remove_person("researcher")
    assert [reads(role) for role in ("viewer", "officer", "researcher", "administrator")] == [False, False, False, True]


def test_nobody_revokes_or_sees_a_token_of_somebody_else(world, tokens, people, as_role):
    client = as_role("viewer")
    assert client.post(f"/en/account/tokens/{people['officer'].tokens.get().pk}/revoke/").status_code == 404
    assert people["officer"].tokens.count() == 1


def test_a_token_is_made_on_the_account_page_and_shown_once(world, people, as_role):
    client = as_role("officer")
    page = client.post("/en/account/tokens/", {"name": "Map", "days": "30"}).content.decode()
    token = page.partition('<code class="secret" dir="ltr">')[2].partition("<")[0]
    assert token.startswith("proxeny_") and token not in client.get("/en/account/").content.decode()
    assert client_of(token).get(f"{API}/status").status_code == 200
    for wrong in ({"name": "", "days": "30"}, {"name": "x", "days": "9999"}, {"name": "x", "days": "-1"}, {}):
        assert client.post("/en/account/tokens/", wrong).status_code == 400


def test_a_token_opens_no_page(world, tokens):
    assert client_of(tokens["administrator"]).get("/en/people/").status_code == 302


def test_an_import_is_previewed_confirmed_and_taken_back(db, tokens):
    from proxeny.register.models import Batch, Claim

    client = client_of(tokens["officer"])
    before = client.post(f"{API}/imports/preview", {"file": table(), "mapping": "agreements"}).json()
    assert (before["rows"], before["errors"], before["batch"]) == (4, 0, None) and not Claim.objects.exists()
    done = client.post(f"{API}/imports", {"file": table(), "mapping": "agreements", "confirm": before["confirm"]})
    assert done.status_code == 200 and done.json()["claims_new"] == before["claims_new"]
    batch = done.json()["batch"]
    assert Batch.objects.get(pk=batch).by == "officer"
    back = client.post(f"{API}/batches/{batch}/rollback")
    assert back.json()["removed"] == before["claims_new"] and not Claim.objects.exists()


def test_what_was_not_previewed_or_has_changed_is_not_stored(db, tokens):
    from proxeny.register.models import Batch

    client = client_of(tokens["officer"])
    first = client.post(f"{API}/imports/preview", {"file": table(), "mapping": "agreements"}).json()["confirm"]
    other = table(TIES.replace("1987", "1988"))
    for file, confirm in ((table(), "guessed"), (other, first)):
        answer = client.post(f"{API}/imports", {"file": file, "mapping": "agreements", "confirm": confirm})
        assert answer.status_code == 409
    client.post(f"{API}/imports", {"file": table(), "mapping": "agreements", "confirm": first})
    again = client.post(f"{API}/imports", {"file": table(), "mapping": "agreements", "confirm": first})
    assert again.status_code == 409 and Batch.objects.count() == 1


@pytest.mark.parametrize("mapping", ["/etc/passwd", "../secret.yaml", "nosuch", "a\x00b"])
def test_a_mapping_is_never_a_file_of_this_machine(db, tokens, mapping):
    answer = client_of(tokens["officer"]).post(f"{API}/imports/preview", {"file": table(), "mapping": mapping})
    assert answer.status_code == 400 and "root:" not in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "/etc/evil.csv", "..\\evil.csv", ".csv", "evil\n.csv", "x" * 300 + ".csv"]
)
def test_the_name_of_an_upload_leads_nowhere(db, tokens, name):
    answer = client_of(tokens["officer"]).post(f"{API}/imports/preview", {"file": table(name=name)})
    assert answer.status_code in (200, 400, 404) and "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.exe", "MZ"), ("x.xlsx", "no zip"), ("x.csv", ""), ("x.json", "{"), ("x.parquet", "PAR1"), ("nothing", "a,b")],
)
def test_a_file_of_the_wrong_kind_is_explained(db, tokens, name, content):
    answer = client_of(tokens["officer"]).post(f"{API}/imports/preview", {"file": table(content, name)})
    told = answer.json()
    assert answer.status_code in (200, 400, 404) and told["errors"] >= 1 and told["faults"][0]["what"]


def test_a_decision_is_made_and_revoked_by_whom_it_says(world, tokens):
    from proxeny.register.models import Decision

    client = client_of(tokens["officer"])
    number = client.post(f"{API}/decisions", PAIR, **JSON).json()["decision"]
    assert Decision.objects.get(pk=number).by == "officer"
    assert client.post(f"{API}/decisions/{number}/revoke").status_code == 204
    assert client.post(f"{API}/decisions/{number}/revoke").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_page_of_another_site_cannot_use_this_machine_or_a_session(world, people, as_role, headers, settings):
    from proxeny.register.models import Decision

    officer = as_role("officer")
    assert officer.post(f"{API}/decisions", PAIR, headers=headers, content_type="text/plain").status_code == 403
    settings.ALONE = True
    assert Client().post(f"{API}/decisions", PAIR, headers=headers, content_type="text/plain").status_code == 403
    assert not Decision.objects.exists()
    assert officer.post(f"{API}/decisions", PAIR, headers={"origin": "http://testserver"}, **JSON).status_code == 200


def test_a_body_that_is_too_large_or_unreadable_is_refused(world, tokens):
    client = client_of(tokens["officer"])
    large = client.post(f"{API}/decisions", b'{"left":"' + b"a" * 2_000_001 + b'"}', **JSON)
    assert large.status_code == 413 and large.json()["faults"][0]["code"] == "body-too-large"
    for body in (b"{", b"\xff\xfe", b"[]", b'{"left": 1e999}', b"[" * 100_000):
        answer = client.post(f"{API}/decisions", body, **JSON)
        assert answer.status_code == 400 and answer.json()["faults"], body[:20]
