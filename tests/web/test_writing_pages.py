"""The pages that write: well formed in three languages, closed to whoever forges a form or an address."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from .page import read_page
from .world import COLOGNE, HOSTILE, ISTANBUL, SIGNED, UBC

LANGUAGES = ("en", "tr", "fa")
FORMS = ("place", "network", "organisation", "agreement", "membership", "activity", "project")
ADDRESSES = (
    "",
    *(f"new/{name}/" for name in FORMS),
    f"edit/{SIGNED}/",
    f"edit/{SIGNED}/?source=new",
    f"edit/{ISTANBUL}/",
    f"edit/{UBC}/",
    "edit/me:metropolis/",
    f"history/{SIGNED}/",
    "history/ti:cologne/",
    "changes/",
    "changes/?mine=1",
    "proposed/",
    "duplicates/",
    "duplicates/decided/",
    "import/",
    "mappings/",
    "work/",
    "unproven/",
)
PARTIES = {
    "party": ["İstanbul", "Köln"],
    "party_id": [ISTANBUL, COLOGNE],
    "party_label": ["İstanbul", "Köln"],
    "source_title": "Archive",
}
ADDRESS = "/en/write/new/agreement/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_well_formed_and_every_field_has_a_label(world, pages, language, address):
    answer = pages.get(f"/{language}/write/{address}")
    assert answer.status_code == 200
    page = read_page(answer)
    assert page.faults == []
    assert page.root == {"lang": language, "dir": "rtl" if language == "fa" else "ltr"}
    assert page.headings.count("h1") == 1 and page.headings[0] == "h1"
    assert len(page.ids) == len(set(page.ids))
    assert page.labelled >= page.referred, page.referred - page.labelled
    assert all(url.startswith("/static/") for url in page.requests), page.requests


def hidden(answer) -> dict[str, list[str]]:
    """The hidden fields of the last form of a page."""
    import html

    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.content.decode()):
        found.setdefault(html.unescape(name), []).append(html.unescape(value))
    return found


def test_hostile_words_are_kept_harmless_and_shown_escaped(world, pages):
    looked = pages.post(ADDRESS, {**PARTIES, "title": HOSTILE, "note": "=1+1\u202e"})
    assert "<script>alert" not in looked.content.decode()
    saved = pages.post(ADDRESS, {**hidden(looked), "step": "save"}, follow=True)
    assert saved.status_code == 200
    assert "<script>alert" not in saved.content.decode() and "\u202e" not in saved.content.decode()


@pytest.mark.parametrize(
    "forged",
    [
        {"party_id": ["gn:99999999999999", COLOGNE]},
        {"party_id": ["ag:signed", COLOGNE]},
        {"party_id": ["' OR 1=1 --", COLOGNE]},
        {"party_pick_0": "gn:99999999999999"},
        {"source": "no-such-source"},
        {"source": "list"},
        {"kind": "conquest"},
        {"opened": "forged"},
        {"signed": "1/0"},
        {"party": ["x"] * 500, "party_id": ["y"] * 500, "party_label": ["z"] * 500},
    ],
)
def test_what_is_forged_ends_in_words_and_stores_nothing(world, pages, forged):
    from proxeny.register.models import Batch

    before = Batch.objects.count()
    answer = pages.post(ADDRESS, {**PARTIES, **forged, "step": "save"})
    assert answer.status_code in (200, 400, 409)
    assert Batch.objects.count() == before


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("new/nothing/", 404),
        ("edit/ag:nothing/", 404),
        ("edit/ti:cologne/", 404),
        ("history/ag:nothing/", 404),
        ("changes/999999/", 404),
        ("import/00000000-0000-4000-8000-000000000000/", 404),
        ("import/00000000-0000-4000-8000-000000000000/preview/", 404),
        ("work/00000000-0000-4000-8000-000000000000/", 404),
        ("import/not-a-number/", 404),
    ],
)
def test_an_address_of_nothing_is_not_found(world, pages, address, status):
    assert pages.get(f"/en/write/{address}").status_code == status


def test_what_changes_something_is_not_done_by_an_address_alone(world, pages):
    for address in (
        "changes/1/undo/",
        "proposed/review/",
        "duplicates/decide/",
        "duplicates/revoke/1/",
        "work/snapshot/",
    ):
        assert pages.get(f"/en/write/{address}").status_code == 405


def test_a_form_without_its_token_is_kept_and_not_taken(world):
    from proxeny.register.models import Batch

    strict, before = Client(enforce_csrf_checks=True), Batch.objects.count()
    late = strict.post(ADDRESS, {**PARTIES, "note": "long work"}, headers={"origin": "http://testserver"}, follow=True)
    assert hidden(late)["note"] == ["long work"]
    forged = strict.post(ADDRESS, {**PARTIES, "note": "x"}, headers={"origin": "https://evil.example"})
    assert forged.status_code == 403
    assert strict.post("/en/write/changes/1/undo/", {"reason": "x"}).status_code == 403
    assert Batch.objects.count() == before


def test_a_review_does_not_send_its_reader_elsewhere(world, pages):
    for address in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = pages.post("/en/write/proposed/review/", {"verdict": "accepted:1", "back": address})
        assert answer["Location"] == "/"


def test_another_persons_change_is_taken_back_by_an_administrator_only(world):
    from proxeny.web.acting import Actor
    from proxeny.web.rooms.write.changes import _may_undo

    officer, chief = Actor("a", "officer"), Actor("b", "administrator")
    assert _may_undo(officer, "a", "edit") and not _may_undo(officer, "b", "edit")
    assert _may_undo(chief, "a", "import") and not _may_undo(chief, "b", "atlas")
    assert not Actor("c", "viewer").may_write


def test_the_form_of_a_record_holds_whom_it_joins_and_says_what_a_change_of_them_does(world, pages):
    address = "/en/write/edit/ag:signed/"
    form = pages.get(f"{address}?source=new").content.decode()
    assert f'name="party_id" value="{ISTANBUL}"' in form and "Whom it joins makes the record" in form
    names = ["Istanbul", "Gdańsk"]
    fields = {"party": names, "party_id": [ISTANBUL, "gn:3099434"], "party_label": names}
    token = re.search(r'name="token" value="([^"]*)"', form)
    looked = pages.post(address, {**fields, "token": token[1] if token else "", "source_title": "A letter"})
    assert "It becomes another record." in looked.content.decode()


def test_a_mapping_goes_out_as_a_file_and_comes_in_again(world, pages):
    text = "about: Ours\nbase: agreements\ncolumns: {city: Belediye, partner: Kardeş}\n"
    for number in range(2):
        sent = pages.post("/en/write/mappings/", {"file": SimpleUploadedFile(f"m{number}.yaml", text.encode())})
        assert sent.status_code == 302
    page = pages.get("/en/write/mappings/").content.decode()
    assert "Ours (2)" in page
    links = re.findall(r'href="([^"]*/file/)"', page)
    answer = pages.get(links[0])
    assert "ours.yaml" in answer["Content-Disposition"] and "Kardeş" in answer.content.decode()
    for wrong in ("base: nothing", "colums: x", "\x00", "a: &b [*b]"):
        answer = pages.post("/en/write/mappings/", {"file": SimpleUploadedFile("<b>.yaml", wrong.encode())})
        assert answer.status_code == 400 and "<b>.yaml" not in answer.content.decode()
    assert pages.post("/en/write/mappings/").status_code == 400
    assert pages.get("/en/write/mappings/999/file/").status_code == 404
