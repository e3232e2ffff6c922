"""Reads of the evidence: documents, logs replayed, the codebook of today, matrices of coders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from django.db.models import Count

from proxeny.errors import NotFound
from proxeny.evidence.coding.codebook import Change, Codebook, fold_codebook
from proxeny.evidence.coding.events import Event, State, replay
from proxeny.evidence.importance.matrix import GRADES, Matrix, Source
from proxeny.register.models import (
    CodebookChange,
    Coder,
    CodingEvent,
    DocumentRevision,
    EvidenceDocument,
    StandingCoding,
)
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
    """What a coder's log of a document comes to, by replaying all of it: for audit; pages read what stands."""
    log = CodingEvent.objects.filter(coder=coder, document=document).order_by("sequence")
    return replay(Event(*row) for row in log.values_list("sequence", "kind", "coding", "data"))


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


def _count(rows: Iterable[Mapping[str, int]]) -> dict[int, int]:
    return {row["document"]: row["n"] for row in rows}


def list_documents() -> list[dict[str, object]]:
    """Documents with their newest revision: title, pages, quality, repaired pages, codings and coders; newest last."""
    found = []
    coders = _count(CodingEvent.objects.values("document").annotate(n=Count("coder", distinct=True)))
    codings = _count(StandingCoding.objects.values("document").annotate(n=Count("pk")))
    for one in EvidenceDocument.objects.order_by("pk"):
        last = latest_revision(one.pk)
        found.append({
            "id": one.pk, "title": one.title, "kind": last.kind, "revision": last.number, "pages": len(last.pages),
            "characters": len(last.text), "quality": last.quality, "coders": coders.get(one.pk, 0),
            "repaired": sum(bool(page["repairs"]) for page in last.pages), "sha256": last.sha256,
            "codings": codings.get(one.pk, 0),
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
    at = {document.pk: row for row, document in enumerate(documents)}
    given = StandingCoding.objects.filter(coder=coder).values_list("document", "indicator", "grade").distinct()
    for document, indicator, grade in given:
        strength = 1 + GRADES.index(grade or "explicit")
        for target in book.follow(indicator):
            old = int(cells[at[document], place[target]])
            cells[at[document], place[target]] = min(old or strength, strength)
    sources = tuple(Source(one.guid, one.title, one.kind, one.counts) for one in documents)
    return Matrix(sources, tuple(names), cells)
