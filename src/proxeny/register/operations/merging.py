"""Merging and parting of records: what a decision on a pair moves, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from proxeny.io.fold import build_merge_map
from proxeny.register.models import Decision, Involvement, Membership, Organisation, Place
from proxeny.register.operations.refold import reassign_records, refold
from proxeny.register.queries.merges import read_decisions


def merge(left: str, right: str, *, by: str = "", reason: str = "") -> Decision:
    """Merge a record into another and fold what that moves. A standing judgement on the pair is revoked first."""
    return judge(left, right, "same", by=by, reason=reason)


def judge(left: str, right: str, judgement: str, *, by: str = "", reason: str = "") -> Decision:
    """Store a judgement on a pair and fold what it moves; within a transaction of the caller's."""
    now = datetime.now(UTC)
    before = read_component(left, right)
    Decision.objects.filter(left=left, right=right, revoked__isnull=True).update(revoked=now)
    decision = Decision.objects.create(left=left, right=right, judgement=judgement, by=by, at=now, reason=reason)
    follow(before | read_component(left, right))
    return decision


def read_component(*ids: str) -> set[str]:
    """These records and all that are merged with one of them, directly or by others."""
    same = [(one, other) for one, other, judgement in read_decisions().iter_rows() if judgement == "same"]
    roots = build_merge_map(same)
    wanted = {roots.get(one, one) for one in ids}
    return {*ids, *wanted, *(one for one, root in roots.items() if root in wanted)}


def follow(entities: Collection[str]) -> None:
    """Give every claim of these entities, and of the records that join them, its record anew; fold those."""
    records = set(entities) | read_joined(entities)
    refold(records | reassign_records(records))


def read_joined(entities: Collection[str]) -> set[str]:
    """The records in which one of these takes part, and the places and organisations that name it."""
    listed = list(entities)
    joined = set(Involvement.objects.filter(entity__in=listed).values_list("record", flat=True))
    for end in ("member", "network"):
        joined |= set(Membership.objects.filter(**{f"{end}__in": listed}).values_list("id", flat=True))
    joined |= set(Place.objects.filter(parent__in=listed).values_list("id", flat=True))
    return joined | set(Organisation.objects.filter(seat__in=listed).values_list("id", flat=True))
