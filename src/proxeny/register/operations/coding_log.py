"""Add to the logs of coders, and keep what they come to. Call these inside `proxeny.register.lock.writing`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.db.models import Max

from proxeny.evidence.coding.events import Coding, Event, fold_coding, settle
from proxeny.register.models import Coder, CodingEvent, EvidenceDocument, StandingCoding
from proxeny.register.queries.coding import as_coding, read_light

_BATCH = 500
Entry = tuple[str, str, Mapping[str, object]]  # kind, coding, data


def append(coder: Coder, owner: EvidenceDocument, kind: str, coding: str, data: Mapping[str, object]) -> str:
    """Add one event and fold what it changes; returns the coding that changed, empty where nothing was to undo."""
    if kind in {"undo", "redo"}:
        return _step(coder, owner, kind)
    append_all(coder, owner, [(kind, coding, data)])
    return coding


def append_all(coder: Coder, owner: EvidenceDocument, entries: Iterable[Entry]) -> None:
    """Add events that are neither undo nor redo, many at once."""
    first = _last(coder, owner) + 1
    now = datetime.now(UTC)
    made = [
        CodingEvent(coder=coder, document=owner, sequence=first + at, kind=kind, coding=coding, data=dict(data), at=now)
        for at, (kind, coding, data) in enumerate(entries)
    ]
    CodingEvent.objects.bulk_create(made, batch_size=_BATCH)
    about: dict[str, list[Event]] = defaultdict(list)
    for one in made:
        about[one.coding].append(Event(one.sequence, one.kind, one.coding, one.data))
    before = _standing(coder, owner, list(about))
    rows = []
    for coding, events in about.items():
        old = before.get(coding)
        sequence = next((one.sequence for one in reversed(events) if one.kind == "code"), old.sequence if old else 0)
        rows.append((coding, sequence, fold_coding(events, as_coding(old) if old else None)))
    _keep(coder, owner, rows)


def _last(coder: Coder, owner: EvidenceDocument) -> int:
    return int(CodingEvent.objects.filter(coder=coder, document=owner).aggregate(last=Max("sequence"))["last"] or 0)


def _standing(coder: Coder, owner: EvidenceDocument, codings: list[str]) -> dict[str, StandingCoding]:
    found: dict[str, StandingCoding] = {}
    for at in range(0, len(codings), _BATCH):
        rows = StandingCoding.objects.filter(coder=coder, document=owner, coding__in=codings[at : at + _BATCH])
        found |= {one.coding: one for one in rows}
    return found


def _step(coder: Coder, owner: EvidenceDocument, kind: str) -> str:
    """Undo or redo: only the log's kinds are read, and then the events of the one coding that changes."""
    log = read_light(coder.pk, owner.pk)
    standing, undone = settle(log)
    deeds = [one for one in standing if one.kind != "move"]
    turned = (deeds[-1:] if kind == "undo" else undone[-1:])[:1]
    if not turned:
        return ""
    sequence = log[-1].sequence + 1
    CodingEvent.objects.create(coder=coder, document=owner, sequence=sequence, kind=kind, at=datetime.now(UTC))
    coding = turned[0].coding
    left = [one.sequence for one in standing if one.coding == coding and one is not turned[0]]
    left += [turned[0].sequence] if kind == "redo" else []
    fold_again(coder, owner, coding, left)
    return coding


def fold_again(coder: Coder, owner: EvidenceDocument, coding: str, sequences: list[int]) -> None:
    """Fold one coding from those of its events that stand."""
    rows = CodingEvent.objects.filter(coder=coder, document=owner, sequence__in=sequences).order_by("sequence")
    events = [Event(*row) for row in rows.values_list("sequence", "kind", "coding", "data")]
    sequence = next((one.sequence for one in reversed(events) if one.kind == "code"), 0)
    _keep(coder, owner, [(coding, sequence, fold_coding(events))])


def _keep(coder: Coder, owner: EvidenceDocument, rows: list[tuple[str, int, Coding | None]]) -> None:
    gone = [coding for coding, _, made in rows if made is None]
    for at in range(0, len(gone), _BATCH):
        StandingCoding.objects.filter(coder=coder, document=owner, coding__in=gone[at : at + _BATCH]).delete()
    made = [_row(coder, owner, sequence, one) for _, sequence, one in rows if one is not None]
    fields = [one.name for one in StandingCoding._meta.fields if one.name not in {"id", "coder", "document", "coding"}]
    StandingCoding.objects.bulk_create(
        made, batch_size=_BATCH, update_conflicts=True, update_fields=fields,
        unique_fields=["coder", "document", "coding"],
    )  # fmt: skip


def _row(coder: Coder, owner: EvidenceDocument, sequence: int, one: Coding) -> StandingCoding:
    row = StandingCoding(
        coder=coder, document=owner, coding=one.id, sequence=sequence, indicator=one.indicator, grade=one.grade,
        memo=one.memo, certainty=one.certainty, revision=one.revision,
    )  # fmt: skip
    if one.anchor is not None:
        row.start, row.end = one.anchor.start, one.anchor.end
        row.words = {name: getattr(one.anchor, name) for name in ("quotation", "before", "after")}
    return row
