"""Superseded claims that stand again."""

from __future__ import annotations

from proxeny.register.models import Batch, Claim
from proxeny.register.rows import execute, table_of


def stand_again(where: str, parameters: list[object]) -> int:
    """Raise superseded claims to what they were: proposed if fetched, else accepted; returns how many."""
    fetched = f"batch_id IN (SELECT id FROM {table_of(Batch)} WHERE kind = 'fetch')"
    return execute(
        f"UPDATE {table_of(Claim)} SET superseded_by_id = NULL, "
        f"state = CASE WHEN {fetched} THEN 'proposed' ELSE 'accepted' END WHERE state = 'superseded' AND {where}",
        parameters,
    )
