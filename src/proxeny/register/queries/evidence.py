"""Reads of the evidence: documents, states replayed from logs, the codebook of today, matrices of coders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

import numpy as np

from proxeny.errors import NotFound
from proxeny.evidence.coding.codebook import Change, Codebook, fold_codebook
from proxeny.evidence.coding.events import Coding, Event, State, replay
from proxeny.evidence.importance.matrix import GRADES, Matrix, Source
from proxeny.register.models import CodebookChange, Coder, CodingEvent, DocumentRevision, EvidenceDocument
from proxeny.scheme.loader import load_scheme


def latest_revision(document: int, number: int = 0) -> DocumentRevision:
    """The newest revision of a document, or the one of that number. Raises `NotFound`."""
    found = DocumentRevision.objects.filter(document=document).select_related("document").defer("raw")
    found = found.filter(number=number) if number else found.order_by("-number")
    revision = found.first()
    if revision is None:
        raise NotFound.of("evidence-document-unknown", text=document)
    return revision


def state_of(coder: int, document: int) -> State:
    """What a coder's log of a document comes to.

    The last few answers are kept by the last event of the log, which only grows: nothing else can change them.
    """
    log = CodingEvent.objects.filter(coder=coder, document=document).order_by("-sequence")
    last = log.values_list("sequence", "pk", "coding", "at").first()
    return replay(()) if last is None else _replay(coder, document, last)


@lru_cache(maxsize=8)
def _replay(coder: int, document: int, last: tuple[int, int, str, datetime]) -> State:
    log = CodingEvent.objects.filter(coder=coder, document=document, sequence__lte=last[0])
    return replay(_events(log))


def _events(found: Iterable[CodingEvent]) -> list[Event]:
    rows = found.order_by("sequence").values_list("sequence", "kind", "coding", "data")
    return [Event(*row) for row in rows]


def next_undone(coder: int, document: int) -> CodingEvent | None:
    """The event that an undo would take back, found from the end of the log without replaying all of it."""
    found = CodingEvent.objects.filter(coder=coder, document=document).exclude(kind="move").order_by("-sequence")
    waiting = 0
    for event in found[:500]:
        if event.kind in {"undo", "redo"}:
            waiting += 1 if event.kind == "undo" else -1
        elif waiting > 0:
            waiting -= 1
        else:
            return event
    return None


def states(document: int) -> dict[Coder, State]:
    """The state of every coder of a document, by name."""
    coders = Coder.objects.filter(events__document=document).distinct().order_by("name")
    return {coder: state_of(coder.pk, document) for coder in coders}


def changes() -> list[Change]:
    """All events of the codebook."""
    return [
        Change(one.pk, one.kind, tuple(one.indicators), tuple(one.into), one.label, one.reason, one.undoes_id or 0)
        for one in CodebookChange.objects.order_by("pk")
    ]


def scheme_labels(language: str = "en") -> dict[str, str]:
    """Labels of the indicators of the scheme."""
    return {one.id: one.label.get(language) for one in load_scheme().indicators}


def codebook(language: str = "en", without: frozenset[int] = frozenset()) -> Codebook:
    """The codebook of today, or without some of its changes."""
    return fold_codebook(scheme_labels(language), changes(), without)


def list_documents() -> list[dict[str, object]]:
    """Documents with their newest revision: title, pages, quality, repaired pages, codings and coders; newest last."""
    found = []
    events: dict[int, set[int]] = defaultdict(set)
    for document, coder in CodingEvent.objects.values_list("document", "coder").distinct():
        events[document].add(coder)
    for one in EvidenceDocument.objects.order_by("pk"):
        last = latest_revision(one.pk)
        coders = sorted(events[one.pk])
        found.append({
            "id": one.pk, "title": one.title, "kind": last.kind, "revision": last.number, "pages": len(last.pages),
            "characters": len(last.text), "quality": last.quality, "coders": len(coders),
            "repaired": sum(bool(page["repairs"]) for page in last.pages), "sha256": last.sha256,
            "codings": sum(len(state_of(coder, one.pk).codings) for coder in coders),
        })  # fmt: skip
    return found


def coder_matrix(coder: Coder) -> Matrix:
    """The matrix of one coder: all documents by the indicators of today; the strongest grade given anywhere in each.

    A passage without a grade of its own names the indicator explicitly.
    """
    book = codebook()
    documents = list(EvidenceDocument.objects.order_by("pk"))
    names = list(book.labels)
    place = {one: index for index, one in enumerate(names)}
    cells = np.zeros((len(documents), len(names)), dtype=np.int8)
    for row, document in enumerate(documents):
        for coding in state_of(coder.pk, document.pk).codings.values():
            strength = 1 + GRADES.index(coding.grade or "explicit")
            for target in book.follow(coding.indicator):
                old = int(cells[row, place[target]])
                cells[row, place[target]] = min(old or strength, strength)
    sources = tuple(Source(one.guid, one.title, one.kind, one.counts) for one in documents)
    return Matrix(sources, tuple(names), cells)


def waiting_for_review(document: int) -> list[tuple[Coder, Coding]]:
    """Codings whose place in the newest text is not sure."""
    return [
        (coder, coding)
        for coder, state in states(document).items()
        for coding in state.codings.values()
        if coding.certainty != "sure"
    ]
