"""Accepting and rejecting proposed claims, one by one or in bulk: one batch, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from proxeny.errors import NotFound
from proxeny.register.lock import writing
from proxeny.register.models import Batch, Claim
from proxeny.register.operations.refold import refold
from proxeny.register.operations.turning import close_turns, record_turns
from proxeny.register.rows import among, array, execute, select_strings, table_of

VERDICTS = ("accepted", "rejected")


def review(
    claims: Sequence[int], verdict: str, *, by: str = "", reason: str = "", on_step: Callable[[str], None] | None = None
) -> tuple[int | None, int]:
    """Accept or reject claims that are proposed; the batch and how many turned. What others decided meanwhile stays.

    Raises `NotFound` for a verdict that is none.
    """
    if verdict not in VERDICTS:
        raise NotFound.of("verdict-unknown", text=verdict)
    with writing():
        sql = f"SELECT CAST(id AS TEXT) FROM {table_of(Claim)} WHERE state = 'proposed' AND {among('id')}"
        wanted = [int(one) for one in select_strings(sql, [array(claims)])]
        if not wanted:
            return None, 0
        if on_step:
            on_step("review")
        now = datetime.now(UTC)
        batch = Batch.objects.create(
            kind="review", mapping=verdict, by=by, note=reason, started=now, finished=now,
            counts={"claims_turned": len(wanted)},
        )  # fmt: skip
        record_turns(batch, wanted)
        execute(f"UPDATE {table_of(Claim)} SET state = %s WHERE {among('id')}", [verdict, array(wanted)])
        close_turns(batch)
        if on_step:
            on_step("fold")
        sql = f"SELECT DISTINCT record FROM {table_of(Claim)} WHERE {among('id')}"
        refold(select_strings(sql, [array(wanted)]))
    return batch.pk, len(wanted)
