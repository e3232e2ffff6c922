"""Standing decisions of people."""

from __future__ import annotations

import polars as pl

from proxeny.io.fold import build_merge_map
from proxeny.register.models import Decision
from proxeny.register.rows import column_list, select, table_of

_SCHEMA = {"left": pl.String, "right": pl.String, "judgement": pl.String}


def read_decisions() -> pl.DataFrame:
    """Decisions in force: left (mention or record), right (record), judgement; oldest first."""
    names = column_list(Decision, list(_SCHEMA))
    return select(f"SELECT {names} FROM {table_of(Decision)} WHERE revoked IS NULL ORDER BY id", [], _SCHEMA)


def read_merges() -> dict[str, str]:
    """Merged record id -> the id it is now, chains followed."""
    same = Decision.objects.filter(judgement="same", revoked__isnull=True).order_by("id")
    return build_merge_map(same.values_list("left", "right"))
