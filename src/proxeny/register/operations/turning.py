"""Claims whose state a batch turned, so that a rollback can turn them back."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.register.models import Batch, Claim, Turn
from proxeny.register.rows import among, array, execute, table_of


def record_turns(batch: Batch, claims: Sequence[int]) -> None:
    """Keep the state of these claims as it is before the batch changes it."""
    execute(
        f"INSERT INTO {table_of(Turn)} (batch_id, claim_id, before, after, before_by_id) "
        f"SELECT %s, id, state, '', superseded_by_id FROM {table_of(Claim)} WHERE {among('id')}",
        [batch.pk, array(claims)],
    )


def close_turns(batch: Batch) -> None:
    """Keep the state of the claims as it is after the batch changed it; those it left as they were are forgotten."""
    state = f"SELECT state FROM {table_of(Claim)} c WHERE c.id = {table_of(Turn)}.claim_id"
    execute(f"UPDATE {table_of(Turn)} SET after = ({state}) WHERE batch_id = %s", [batch.pk])
    execute(f"DELETE FROM {table_of(Turn)} WHERE batch_id = %s AND after = before", [batch.pk])


def turn_back(batch: int) -> int:
    """Give the claims that a batch turned the state they had, unless somebody turned them again; returns how many."""
    claim, turn = table_of(Claim), table_of(Turn)
    own = f"SELECT t.{{}} FROM {turn} t WHERE t.claim_id = {claim}.id AND t.batch_id = %s"
    still = f"t.claim_id = {claim}.id AND t.batch_id = %s AND t.after = {claim}.state"
    same = f"EXISTS (SELECT 1 FROM {turn} t WHERE {still})"
    return execute(
        f"UPDATE {claim} SET superseded_by_id = ({own.format('before_by_id')}), state = ({own.format('before')}) "
        f"WHERE id IN (SELECT claim_id FROM {turn} WHERE batch_id = %s) AND {same}",
        [batch, batch, batch, batch],
    )


def read_turned(batch: int) -> set[str]:
    """The records of the claims that a batch turned."""
    return set(Claim.objects.filter(turns__batch=batch).values_list("record", flat=True).distinct())
