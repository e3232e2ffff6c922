"""The register keeps documents, logs and the codebook; two who save at once lose nothing."""

from __future__ import annotations

import random
from html import escape
from importlib import import_module

import pytest
from django.apps import apps

from proxeny.errors import FaultyInput, NotFound
from proxeny.evidence.exchange.read import build_project
from proxeny.evidence.exchange.write import write_project
from proxeny.evidence.extractors import EXTRACTORS
from proxeny.evidence.reading import build_document
from proxeny.register.jobs.document import keep_document
from proxeny.register.models import Coder, CodingEvent, DocumentRevision, StandingCoding
from proxeny.register.operations.evidence import add_document, change_codebook, find_coder, record
from proxeny.register.operations.evidence_exchange import build_register_project, import_project
from proxeny.register.queries.coding import codings_of, steps_of, waiting_for_review
from proxeny.register.queries.evidence import codebook, coder_matrix, state_of
from proxeny.register.tasks import perform, start

from .pdf import build_pdf

pytestmark = pytest.mark.django_db


def read(data: bytes):
    """A text as a document, without a process of its own."""
    return build_document(data, "a.txt", "text", EXTRACTORS["text"](data, "a.txt"))


RAW = "شهر 😀 عضو شبکه است.\nThe city joins a network.".encode()
PDF = build_pdf("One", "Two")


@pytest.fixture
def document():
    """A document in the register."""
    return add_document(read(RAW), RAW)[0]


@pytest.fixture
def coder():
    """Somebody who codes."""
    return find_coder("Ayşe")


def test_the_same_bytes_again_are_the_same_document(document):
    assert add_document(read(RAW), RAW) == (document, False)
    assert bytes(DocumentRevision.objects.get().raw) == RAW


def test_coding_undo_and_redo(document, coder):
    made = record(coder.pk, document, "code", "", {"indicator": "NET-1", "start": 4, "end": 5, "memo": "x"})
    assert state_of(coder.pk, document).codings[made].anchor.quotation == "😀"
    record(coder.pk, document, "undo")
    assert not state_of(coder.pk, document).codings
    record(coder.pk, document, "redo")
    assert list(state_of(coder.pk, document).codings) == [made]
    assert CodingEvent.objects.count() == 3


def test_what_cannot_be_is_refused_and_nothing_is_kept(document, coder):
    for sent in (
        {"indicator": "NO"},
        {"indicator": "NET-1", "start": 5, "end": 5},
        {"indicator": "NET-1", "start": "x"},
    ):
        with pytest.raises(FaultyInput):
            record(coder.pk, document, "code", "", sent)
    with pytest.raises(NotFound):
        record(coder.pk, document, "uncode", "nothing")
    assert not CodingEvent.objects.exists()


def test_a_new_revision_takes_codings_with_it_and_asks_where_unsure(document, coder):
    sure = record(coder.pk, document, "code", "", {"indicator": "NET-1", "start": 4, "end": 5})
    new = b"Preface.\n" + RAW.replace(b"joins a", b"joined one")
    unsure = record(coder.pk, document, "code", "", {"indicator": "NET-1", "start": 20, "end": 45})
    add_document(read(new), new, revises=document)
    state = state_of(coder.pk, document).codings
    assert (state[sure].certainty, state[sure].anchor.quotation) == ("sure", "😀")
    assert [one.id for _, one in waiting_for_review(document)] == [unsure]
    record(coder.pk, document, "undo")
    assert set(state_of(coder.pk, document).codings) == {sure}


def test_a_matrix_follows_from_codings(document, coder):
    record(coder.pk, document, "code", "", {"indicator": "NET-1", "grade": "structural"})
    matrix = coder_matrix(coder)
    assert matrix.cells[0, matrix.indicators.index("NET-1")] == 2


def test_a_merge_needs_a_reason_and_can_be_undone():
    with pytest.raises(FaultyInput):
        change_codebook("merge", ["REP-P1", "REP-P2"], into=["REP-P2"])
    made = change_codebook("merge", ["REP-P1", "REP-P2"], into=["REP-P2"], reason="no source tells them apart")
    assert len(codebook().labels) == 31
    change_codebook("undo", [], reason="they differ", undoes=made)
    assert len(codebook().labels) == 32
    with pytest.raises(NotFound):
        change_codebook("undo", [], reason="again", undoes=made)


def test_the_register_goes_out_and_comes_in(document, coder):
    record(coder.pk, document, "code", "", {"indicator": "NET-1", "start": 4, "end": 5, "memo": "m"})
    record(find_coder("نادر").pk, document, "code", "", {"indicator": "NET-2", "grade": "explicit"})
    project = build_register_project()
    assert build_project(write_project(project)) == project
    before = CodingEvent.objects.count()
    brought = import_project(project)
    assert (brought.documents, brought.codes, brought.codings) == (0, 0, 0)
    assert (Coder.objects.count(), CodingEvent.objects.count()) == (2, before)


def test_a_project_of_others_comes_in_once(shared):
    project = build_project((shared / "data/qda/refi/qc_demo.qdpx").read_bytes())
    first, second = import_project(project), import_project(project)
    assert (first.documents, first.codings, second.documents, second.codings) == (2, 205, 0, 0)
    out = build_register_project()
    assert {(one.start, one.end) for one in out.selections} == {(one.start, one.end) for one in project.selections}


@pytest.mark.parametrize("seed", range(4))
def test_what_stands_is_always_what_the_log_replays_to(document, coder, seed):
    chosen = random.Random(seed)
    kinds = ["code"] * 4 + ["undo"] * 3 + ["redo"] * 2 + ["uncode", "memo", "grade"]
    for step in range(60):
        kind, stand = chosen.choice(kinds), codings_of(coder.pk, document)
        about = chosen.choice(stand).id if stand and kind in {"uncode", "memo", "grade"} else ""
        if kind == "code" or about or kind in {"undo", "redo"}:
            sent = {"indicator": "NET-1", "memo": f"memo {step}", "grade": chosen.choice(["", "implicit"])}
            place = chosen.choice([{}, {"start": step % 7, "end": step % 7 + 3}])
            record(coder.pk, document, kind, about, sent | place if kind == "code" else sent)
        if step in {20, 40}:
            text = b"Preface.\n" * step + RAW
            add_document(read(text), text, revises=document)
        state = state_of(coder.pk, document)
        assert codings_of(coder.pk, document) == list(state.codings.values())
        assert steps_of(coder.pk, document) == (len(state.undoable), len(state.redoable))


def test_an_undo_of_nothing_leaves_no_trace(document, coder):
    assert record(coder.pk, document, "undo") == record(coder.pk, document, "redo") == ""
    assert not CodingEvent.objects.exists()


def test_a_log_of_before_is_folded_by_the_migration(document, coder):
    made = record(coder.pk, document, "code", "", {"indicator": "NET-1", "start": 4, "end": 5, "memo": "m"})
    record(coder.pk, document, "grade", made, {"grade": "implicit"})
    before = codings_of(coder.pk, document)
    StandingCoding.objects.all().delete()
    migration = import_module("proxeny.register.migrations.0011_evidence_standing")
    migration.fold_logs(apps, None)
    assert codings_of(coder.pk, document) == before


def test_words_of_a_hostile_script_are_stored_clean(document, coder):
    record(coder.pk, document, "code", "", {"indicator": "NET-1", "grade": "explicit", "memo": "a\x00\ud800b"})
    assert codings_of(coder.pk, document)[0].memo == "ab"
    with pytest.raises(FaultyInput):
        record(coder.pk, document, "code", "x" * 40, {"indicator": "NET-1", "grade": "explicit"})


def test_a_long_document_is_read_by_a_worker_that_says_how_far_it_is(client):
    job = start("document", arguments={"kept": keep_document(PDF), "name": "two.pdf"}, by="Ayşe")
    assert client.get(f"/en/evidence/adding/{job.pk}/").status_code == 200
    assert client.get(f"/en/evidence/adding/{job.pk}/state/").json()["state"] == "waiting"
    done = perform(job.pk)
    assert (done.state, done.faults) == ("done", [])
    kept = DocumentRevision.objects.get()
    assert (kept.text, len(kept.pages), bytes(kept.raw)) == ("One\n\nTwo", 2, PDF)
    assert client.get(f"/en/evidence/adding/{job.pk}/").status_code == 302


def test_a_reading_that_fails_says_why(client):
    job = start("document", arguments={"kept": keep_document(b"%PDF-1.7 nothing"), "name": "a.pdf"})
    assert perform(job.pk).state == "failed"
    assert "a.pdf" in client.get(f"/en/evidence/adding/{job.pk}/").content.decode()


@pytest.mark.parametrize("name", ["qc_demo", "nvivo_project", "skyloom_TestProject"])
def test_a_project_of_others_goes_out_as_it_came(shared, client, name):
    project = build_project((shared / f"data/qda/refi/{name}.qdpx").read_bytes())
    import_project(project)
    out = build_register_project()
    assert (out.notes, out.sets, set(out.notes_of)) == (project.notes, project.sets, set(project.notes_of))
    assert (out.rest, out.loose) == (project.rest, project.loose)
    coded = {one.target for one in project.codings}
    places = [(one.guid, one.kind, one.start, one.end) for one in project.selections if one.guid in coded]
    assert {(one.guid, one.kind, one.start, one.end) for one in out.selections} == set(places)
    assert {(one.guid, one.target) for one in out.codings} >= {(one.guid, one.target) for one in project.codings}
    assert {one.original for one in out.sources} == {one.original for one in project.sources}
    mine = {one.guid: one for one in out.codes}
    assert all((mine[one.guid].parent, mine[one.guid].color) == (one.parent, one.color) for one in project.codes)
    assert build_project(write_project(out)).sources == out.sources
    page = client.get("/en/evidence/codebook/").content.decode()
    assert all(escape(one.name) in page for one in (*project.notes[:100], *project.sets[:100]))
