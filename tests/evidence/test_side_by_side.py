"""Coders side by side, and passages that a changed text left unsure: what the pages show, and to whom."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.resources import files

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from proxeny.evidence.coding.anchors import Anchor, build_anchor, find_words, propose_places
from proxeny.evidence.coding.events import Coding
from proxeny.evidence.coding.side_by_side import group_places
from proxeny.evidence.document import Document, Page, place_pages
from proxeny.register.models import DocumentRevision
from proxeny.register.operations.evidence import add_document, find_coder, open_comparison, record
from proxeny.register.queries.coding import codings_of, waiting_for_review
from proxeny.web.templatetags.ui import preload

TEXT = "The city joined a network of cities.\nIt hosts a festival each summer.\n"
LATER = "The city joined a big network of many towns.\nEach summer it holds a large festival with guests.\n"


def coding(indicator: str, start: int, end: int, certainty: str = "sure") -> Coding:
    return Coding("x", indicator, build_anchor(TEXT, start, end), certainty=certainty)


def document(text: str, **more: int) -> int:
    body, pages = place_pages([Page(1, text, text)])
    return add_document(Document("a.txt", "text", str(hash(text)), len(text), "test", body, pages), b"x", **more)[0]


def test_what_overlaps_is_one_place_and_agreed_on_only_where_all_gave_all():
    first = [coding("NET-1", 4, 36), coding("CUL-2", 37, 60)]
    second = [coding("NET-1", 9, 20), coding("CUL-2", 40, 50), coding("ECO-4", 45, 55), coding("NET-1", 60, 65, "gone")]
    places = group_places({"A": first, "B": second})
    assert [(one.start, one.end, one.agreed) for one in places] == [(4, 36, True), (37, 60, False)]
    assert [one.coders for one in places[0].given] == [("A",), ("B",)]
    assert not group_places({"A": first})[0].agreed  # one reader agrees with nobody


def test_a_lost_passage_is_offered_the_places_that_are_most_like_it():
    lost = build_anchor(TEXT, 9, 35)
    (best, likeness), *_ = propose_places(lost, LATER)
    assert "joined a big network of many" in best.quotation and 60 < likeness < 85
    assert LATER[best.start : best.end] == best.quotation
    assert propose_places(Anchor(0, 4, "qwxz"), LATER) == []


def test_words_are_found_whatever_the_blanks_and_nearest_first():
    assert find_words("a b\nc a  b", "a b", near=8) == build_anchor("a b\nc a  b", 6, 10)
    assert find_words("a b", "  ") is None and find_words("a b", "c") is None


@pytest.mark.django_db
def test_the_review_shows_a_coder_what_is_theirs_alone_and_places_it_by_words():
    number = document(TEXT)
    mine, other = find_coder("local").pk, find_coder("Somebody else").pk
    for who, (start, end) in ((mine, (9, 35)), (other, (41, 67))):
        record(who, number, "code", "", {"indicator": "NET-1", "start": start, "end": end, "memo": f"memo {who}"})
    document(LATER, revises=number)
    assert len(waiting_for_review(number)) == 2
    client = Client(HTTP_HOST="127.0.0.1")
    page = client.get(f"/en/evidence/document/{number}/review/").content.decode()
    assert f"memo {mine}" in page and f"memo {other}" not in page and "1 coding of another coder" in page
    asked = {"coding": codings_of(mine, number)[0].id, "deed": "find", "words": "nowhere to be found"}
    assert client.post(f"/en/evidence/document/{number}/review/", asked).status_code == 422
    client.post(f"/en/evidence/document/{number}/review/", asked | {"words": "a big network"})
    assert [one.id for _, one in waiting_for_review(number)] == [codings_of(other, number)[0].id]
    assert codings_of(mine, number)[0].anchor.quotation == "a big network"


@pytest.mark.django_db
def test_places_where_coders_differ_come_first_and_an_adjudication_is_marked():
    number = document(TEXT)
    mine, other = find_coder("local").pk, find_coder("Somebody else").pk
    for who, indicator, start, end in (
        (mine, "NET-1", 4, 35), (other, "NET-1", 4, 35), (mine, "CUL-2", 40, 60), (other, "ECO-4", 45, 60),
    ):  # fmt: skip
        record(who, number, "code", "", {"indicator": indicator, "start": start, "end": end})
    address, client = f"/en/evidence/document/{number}/compare/", Client(HTTP_HOST="127.0.0.1")
    assert "they differ" not in client.get(address).content.decode()
    open_comparison(mine)
    page = client.get(address).content.decode()
    assert "agree in 1 of 2 places" in page and page.index("they differ") < page.index("they agree")
    client.post(address, {"deed": "judge", "indicator": "CUL-2", "start": "40", "end": "60"})
    assert "adjudicated" in client.get(address).content.decode()
    assert len(codings_of(other, number)) == 2


@pytest.mark.django_db
def test_a_scan_takes_its_text_on_the_page_and_a_new_version_is_one():
    scan, client = b"%PDF-1.7 a scan of pictures", Client(HTTP_HOST="127.0.0.1")

    def send(data: bytes, name: str, **more: object) -> str:
        answer = client.post("/en/evidence/", {"file": SimpleUploadedFile(name, data), **more})
        return answer.headers.get("Location", str(answer.status_code))

    assert send(scan, "a.pdf") == "422"
    address = send(scan, "a.pdf", text=SimpleUploadedFile("a.txt", TEXT.encode()))
    revision = DocumentRevision.objects.get(document=address.rstrip("/").rsplit("/", 1)[1])
    assert revision.text == TEXT.strip() and bytes(revision.raw) == scan and revision.sha256 == sha256(scan).hexdigest()
    assert send(LATER.encode(), "b.txt", revises=revision.document_id) == address
    assert [one.number for one in DocumentRevision.objects.order_by("number")] == [1, 2]


def test_the_head_names_every_module_of_a_bundle_that_was_built():
    folder = files("proxeny.web").joinpath("static/proxeny/built")
    if not folder.joinpath("coding.js").is_file():
        assert preload("coding") == ""
        return
    named = re.findall(r'href="[^"]*/([^/"]+)"', preload("coding"))
    imported = re.findall(r'from"\./([^"]+)"', folder.joinpath("coding.js").read_text(encoding="utf-8"))
    assert {"coding.js", "coding.css", *imported} <= set(named) and all(folder.joinpath(one).is_file() for one in named)
