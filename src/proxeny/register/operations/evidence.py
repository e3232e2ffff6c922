"""Writes of the evidence: documents, coders, events, codebook. One transaction each; nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import uuid4

from proxeny.errors import FaultyInput, NotFound
from proxeny.evidence.canonical import canonical
from proxeny.evidence.coding.anchors import build_anchor, move_anchors
from proxeny.evidence.coding.events import tell_anchor
from proxeny.evidence.document import Document
from proxeny.evidence.exchange.project import make_guid
from proxeny.evidence.importance.matrix import GRADES
from proxeny.register.lock import writing
from proxeny.register.models import CodebookChange, Coder, DocumentRevision, EvidenceDocument
from proxeny.register.operations.coding_log import append, append_all
from proxeny.register.queries.coding import coding_of, codings_of
from proxeny.register.queries.evidence import codebook, latest_revision
from proxeny.text import clean

_ID, _MEMO = 36, 20_000


def add_document(
    document: Document, raw: bytes, *, title: str = "", by: str = "", revises: int = 0
) -> tuple[int, bool]:
    """Store a document, or with ``revises`` a new revision of one; returns its number and whether anything is new.

    The same bytes again are the same document. Codings of a revised document follow their words; unsure ones wait for
    review.
    Raises `NotFound`.
    """
    with writing():
        same = DocumentRevision.objects.filter(sha256=document.sha256, text=document.text).first()
        if same is not None and not revises:
            return same.document_id, False
        now = datetime.now(UTC)
        if revises:
            owner = EvidenceDocument.objects.filter(pk=revises).first()
            if owner is None:
                raise NotFound.of("evidence-document-unknown", text=revises)
            if same is not None and same.document_id == owner.pk:
                return owner.pk, False
            old = latest_revision(owner.pk)
            made = _revision(owner, document, raw, old.number + 1, by)
            _follow(owner, old.text, made)
            return owner.pk, True
        name = clean(title or document.name, 300)
        owner = EvidenceDocument.objects.create(guid=str(uuid4()), title=name, kind=document.kind, by=by, at=now)
        _revision(owner, document, raw, 1, by)
    return owner.pk, True


def _revision(owner: EvidenceDocument, document: Document, raw: bytes, number: int, by: str) -> DocumentRevision:
    pages = [
        {"number": one.number, "start": one.start, "end": one.end, "raw": one.raw if one.repairs else None,
         "quality": one.quality, "parts": dict(one.parts), "repairs": dict(one.repairs)}
        for one in document.pages
    ]  # fmt: skip
    return DocumentRevision.objects.create(
        document=owner, number=number, file_name=clean(document.name, 300), kind=document.kind, sha256=document.sha256,
        size=document.size, raw=raw, extractor=document.extractor, text=document.text, pages=pages,
        left_out=dict(document.left_out), quality=document.quality, by=by, at=datetime.now(UTC),
    )  # fmt: skip


def _follow(owner: EvidenceDocument, old: str, made: DocumentRevision) -> None:
    """Move every coder's codings to the new text, as events of their own."""
    for coder in Coder.objects.filter(events__document=owner).distinct():
        standing = [one for one in codings_of(coder.pk, owner.pk) if one.anchor is not None]
        moved = move_anchors([one.anchor for one in standing if one.anchor], old, made.text)
        append_all(coder, owner, [
            ("move", one.id, tell_anchor(place.anchor) | {"certainty": place.certainty, "revision": made.number})
            for one, place in zip(standing, moved, strict=True)
        ])  # fmt: skip


def find_coder(name: str, *, role: str = "coder", guid: str = "") -> Coder:
    """The coder of that name (or GUID), made if there is none. Raises `FaultyInput` for an empty name."""
    wanted = clean(name, 200)
    if not wanted:
        raise FaultyInput.of("coder-nameless")
    with writing():
        found = Coder.objects.filter(guid=guid).first() if guid else None
        if found is not None:
            return found
        made, _ = Coder.objects.get_or_create(
            name=wanted, defaults={"guid": guid or make_guid("coder", wanted), "role": role}
        )
    return made


def record(coder: int, document: int, kind: str, coding: str = "", data: Mapping[str, object] = {}) -> str:
    """Add an event to a coder's log and return the id of the coding that changed; empty where nothing was to undo.

    A new coding needs ``indicator``, and ``start`` and ``end`` in code points, or ``grade`` for the whole document.
    Raises `NotFound`, `FaultyInput`.
    """
    with writing():
        who = Coder.objects.filter(pk=coder).first()
        owner = EvidenceDocument.objects.filter(pk=document).first()
        if who is None or owner is None:
            raise NotFound.of("evidence-document-unknown", text=document)
        if kind == "code":
            if len(coding) > _ID:
                raise FaultyInput.of("event-unknown", kind=coding[:20])
            return append(who, owner, kind, coding or str(uuid4()), _checked(owner, data))
        if kind in {"uncode", "memo", "grade", "move"}:
            if coding_of(coder, document, coding) is None:
                raise NotFound.of("coding-unknown", text=coding[:40])
            return append(who, owner, kind, coding, _change(owner, kind, data))
        if kind in {"undo", "redo"}:
            return append(who, owner, kind, "", {})
    raise FaultyInput.of("event-unknown", kind=kind[:20])


def _checked(owner: EvidenceDocument, data: Mapping[str, object]) -> dict[str, object]:
    indicator = str(data.get("indicator", ""))
    if indicator not in codebook().labels:
        raise FaultyInput.of("indicator-not-in-codebook", name=indicator[:40])
    memo, grade = canonical(str(data.get("memo", ""))[:_MEMO]), _grade(data)
    made: dict[str, object] = {"indicator": indicator, "memo": memo, "grade": grade}
    return made | _place(owner, data) if "start" in data else made


def _place(owner: EvidenceDocument, data: Mapping[str, object]) -> dict[str, object]:
    revision = latest_revision(owner.pk)
    try:
        start, end = int(str(data.get("start"))), int(str(data.get("end")))
    except ValueError as problem:
        raise FaultyInput.of("anchor-outside", start="?", end="?", length=len(revision.text)) from problem
    return tell_anchor(build_anchor(revision.text, start, end)) | {"revision": revision.number}


def _grade(data: Mapping[str, object]) -> str:
    grade = str(data.get("grade", ""))
    if grade and grade not in GRADES:
        raise FaultyInput.of("grade-unknown", grade=grade[:40], known=", ".join(GRADES))
    return grade


def _change(owner: EvidenceDocument, kind: str, data: Mapping[str, object]) -> dict[str, object]:
    if kind == "memo":
        return {"memo": canonical(str(data.get("memo", ""))[:_MEMO])}
    if kind == "grade":
        return {"grade": _grade(data)}
    return _place(owner, data) | {"certainty": "sure"} if kind == "move" else {}


def change_codebook(kind: str, indicators: list[str], *, into: list[str] = [], label: str = "", reason: str = "",  # noqa: B006
                    by: str = "", undoes: int = 0) -> int:  # fmt: skip
    """Add an event to the codebook. A merge, split or undo needs a reason. Raises `FaultyInput`, `NotFound`."""
    if kind in {"merge", "split", "undo"} and not reason.strip():
        raise FaultyInput.of("ledger-reason")
    with writing():
        known = codebook().labels
        for one in indicators:
            if kind != "add" and one not in known:
                raise FaultyInput.of("indicator-not-in-codebook", name=one[:40])
        if kind == "add" and (not indicators or indicators[0] in known or not label.strip()):
            raise FaultyInput.of("indicator-not-new", name=(indicators or [""])[0][:40])
        if (kind == "merge" and (len(indicators) < 2 or len(into) != 1)) or (kind == "split" and len(into) < 2):
            raise FaultyInput.of("ledger-parts")
        target = CodebookChange.objects.filter(pk=undoes).first() if undoes else None
        if kind == "undo" and (target is None or target.kind == "undo" or target.undone_by.exists()):
            raise NotFound.of("ledger-unknown", text=undoes)
        made = CodebookChange.objects.create(
            kind=kind, indicators=[clean(one, 40) for one in indicators], into=[clean(one, 40) for one in into],
            label=clean(label, 300), reason=clean(reason, 2000), undoes=target, by=clean(by, 200), at=datetime.now(UTC),
        )  # fmt: skip
    return made.pk


def open_comparison(coder: int) -> None:
    """From now on this coder sees the codings of others: comparing ends blindness, and the date is kept."""
    with writing():
        Coder.objects.filter(pk=coder, opened__isnull=True).update(opened=datetime.now(UTC))
