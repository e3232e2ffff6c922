"""Who changed what, when and why: of one record, and of the whole register."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from proxeny.errors import NotFound
from proxeny.register.models import Batch, Claim, Decision, Turn

_COLUMNS = ("id", "record", "kind", "property", "value", "wording", "language", "source_id", "state")


@dataclass(frozen=True, slots=True)
class Event:
    """One batch or decision as it bears on a record: claims it said, took back, accepted or rejected."""

    at: datetime
    by: str
    kind: str  # as Batch.kind, or same different unsure, or revoked
    why: str = ""
    batch: int | None = None
    said: tuple[dict[str, Any], ...] = ()
    gone: tuple[dict[str, Any], ...] = ()
    turned: tuple[tuple[dict[str, Any], str], ...] = ()
    undone: datetime | None = None
    undone_by: str = ""
    undone_why: str = ""
    other: str = ""  # the other record of a decision
    decision: int | None = None
    about: str = ""  # file or mapping
    changes: int = field(default=0)


def read_history(record: str) -> list[Event]:
    """Everything that happened to a record, latest first."""
    mine = Claim.objects.filter(record=record).order_by("property", "id")
    claims = list(mine.values(*_COLUMNS, "batch_id", "superseded_by_id"))
    said, gone = defaultdict(list), defaultdict(list)
    for claim in claims:
        said[claim["batch_id"]].append(claim)
        if claim["superseded_by_id"]:
            gone[claim["superseded_by_id"]].append(claim)
    turned = defaultdict(list)
    by_id = {claim["id"]: claim for claim in claims}
    for turn in Turn.objects.filter(claim__record=record).select_related("batch"):
        turned[turn.batch_id].append((by_id[turn.claim_id], turn.after))
    numbers = {*said, *gone, *turned}
    batches = Batch.objects.filter(Q(pk__in=numbers) | Q(record=record))
    events = [_event(batch, tuple(said[batch.pk]), tuple(gone[batch.pk]), tuple(turned[batch.pk])) for batch in batches]
    return sorted([*events, *_decisions(record)], key=lambda event: (event.at, event.batch or 0), reverse=True)


def _event(
    batch: Batch, said: tuple[dict[str, Any], ...] = (), gone: tuple[dict[str, Any], ...] = (),
    turned: tuple[tuple[dict[str, Any], str], ...] = (),
) -> Event:  # fmt: skip
    changes = sum(batch.counts.get(name, 0) for name in ("claims_new", "claims_turned"))
    return Event(
        at=batch.started, by=batch.by, kind=batch.kind, why=batch.note, batch=batch.pk, said=said, gone=gone,
        turned=turned, undone=batch.undone, undone_by=batch.undone_by, undone_why=batch.undone_note,
        about=batch.file_name or batch.mapping, changes=changes, other=batch.record,
    )  # fmt: skip


def _decisions(record: str) -> list[Event]:
    events = []
    for one in Decision.objects.filter(Q(left=record) | Q(right=record)):
        other = one.right if one.left == record else one.left
        events.append(
            Event(
                at=one.at, by=one.by, kind=one.judgement, why=one.reason, other=other, decision=one.pk,
                undone=one.revoked,
            )
        )  # fmt: skip
    return events


def read_changes(start: int, size: int, *, by: str | None = None) -> tuple[list[Event], int]:
    """One page of all batches, latest first, or of one person's; and how many there are."""
    batches = Batch.objects.order_by("-id") if by is None else Batch.objects.filter(by=by).order_by("-id")
    return [_event(batch) for batch in batches[start : start + size]], batches.count()


def read_batch(number: int) -> Batch:
    """A batch. Raises `NotFound`."""
    found = Batch.objects.filter(pk=number).first()
    if found is None:
        raise NotFound.of("batch-unknown", text=number)
    return found


def read_batch_claims(batch: Batch, start: int, size: int) -> tuple[list[dict[str, Any]], int]:
    """One page of the claims that a batch said, took back or turned; and how many there are.

    Of a file only what it said, in its order: that is read by one index however long the file was.
    """
    columns = (*_COLUMNS, "batch_id", "superseded_by_id")
    if batch.kind in {"edit", "review"}:
        mine = Claim.objects.filter(Q(batch=batch) | Q(superseded_by=batch) | Q(turns__batch=batch)).distinct()
        ordered = mine.order_by("kind", "record", "property", "id")
    else:
        mine = Claim.objects.filter(batch=batch)
        ordered = mine.order_by("id")
    return list(ordered.values(*columns)[start : start + size]), mine.count()
