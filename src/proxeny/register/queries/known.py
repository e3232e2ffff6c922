"""A record as it was known on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl

from proxeny.io.fold import fold_claims
from proxeny.register.models import Claim
from proxeny.register.queries.claims import read_claims_of, read_ranks
from proxeny.register.queries.merges import read_merges


def read_claims_known(record: str, known_at: date | None) -> pl.DataFrame:
    """The claims of a record, all or those first seen by a day: CLAIMS + ``record``, by property and key.

    A claim that was superseded after that day counts as it stood then.
    """
    claims = read_claims_of([record])
    if known_at is None or claims.is_empty():
        return claims.sort("property", "key")
    later = Claim.objects.filter(record=record, superseded_by__started__date__gt=known_at).values_list("key", flat=True)
    stood = pl.col("key").is_in(list(later)) & (pl.col("state") == "superseded")
    state = pl.when(stood).then(pl.lit("accepted")).otherwise(pl.col("state")).alias("state")
    return claims.filter(pl.col("first_seen") <= known_at.isoformat()).with_columns(state).sort("property", "key")


def fold_known(record: str, known_at: date) -> dict[str, Any] | None:
    """The record folded from what was known on a day; None where nothing was."""
    folded = fold_claims(read_claims_known(record, known_at), read_ranks(), read_merges(), explain=False)
    rows = [table.filter(pl.col("id") == record).to_dicts() for table in folded.tables.values()]
    return next((one[0] for one in rows if one), None)


def read_known_ids(records: Collection[str], known_at: date) -> list[str]:
    """Those of some records of which a source spoke by a day, sorted."""
    said = Claim.objects.filter(record__in=list(records), first_seen__lte=known_at.isoformat())
    return sorted(said.values_list("record", flat=True).distinct())
