"""Undo a batch as one unit."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from proxeny.errors import NotFound
from proxeny.register.lock import writing
from proxeny.register.models import Batch, Claim, Confirmation, Mention, MentionUse, Source
from proxeny.register.operations.refold import refold
from proxeny.register.operations.standing import stand_again
from proxeny.register.operations.turning import read_turned, turn_back
from proxeny.register.rows import delete, execute, select, table_of


def roll_back(number: int, *, by: str = "", reason: str = "") -> dict[str, int]:
    """Take back everything a batch brought; returns counts. What other batches also said stays.

    Raises `NotFound` if there is no applied batch of that number.
    """
    with writing():
        batch = Batch.objects.filter(pk=number, state="applied").first()
        if batch is None:
            raise NotFound.of("batch-unknown", text=number)
        touched = _touched(number) | read_turned(number)
        turned = turn_back(number)
        kept = _hand_over(Claim, Confirmation, "id", "claim_id", number)
        _hand_over(Mention, MentionUse, "mention", "mention_id", number)
        execute(f"DELETE FROM {table_of(Confirmation)} WHERE batch_id = %s", [number])
        execute(f"DELETE FROM {table_of(MentionUse)} WHERE batch_id = %s", [number])
        removed = execute(f"DELETE FROM {table_of(Claim)} WHERE batch_id = %s", [number])
        execute(f"DELETE FROM {table_of(Mention)} WHERE batch_id = %s", [number])
        restored = stand_again("superseded_by_id = %s", [number])
        _drop_unused_sources()
        refold(touched)
        now = datetime.now(UTC)
        batch.state, batch.finished = "rolled_back", now
        batch.undone, batch.undone_by, batch.undone_note = now, by, reason
        batch.save()
    return {"removed": removed, "kept": kept, "restored": restored + turned}


def _touched(number: int) -> set[str]:
    sql = f"SELECT DISTINCT record FROM {table_of(Claim)} WHERE batch_id = %s OR superseded_by_id = %s"
    return set(select(sql, [number, number], {"record": pl.String})["record"].to_list())


def _hand_over(
    model: type[Claim] | type[Mention], uses: type[Confirmation] | type[MentionUse], key: str, foreign: str, number: int
) -> int:
    """What a standing batch said again now belongs to the earliest such batch."""
    same = f"u.{foreign} = {table_of(model)}.{key}"
    heir = f"SELECT MIN(u.batch_id) FROM {table_of(uses)} u WHERE {same} AND u.batch_id <> %s"
    return execute(
        f"UPDATE {table_of(model)} SET batch_id = ({heir}) WHERE batch_id = %s AND ({heir}) IS NOT NULL",
        [number, number, number],
    )


def _drop_unused_sources() -> None:
    cited = f"SELECT 1 FROM {table_of(Claim)} c WHERE c.source_id = s.key"
    sql = f"SELECT s.key FROM {table_of(Source)} s WHERE NOT EXISTS ({cited})"
    delete(Source, "key", select(sql, [], {"key": pl.String})["key"].to_list())
