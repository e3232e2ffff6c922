"""What unions are built of, read from the register."""

from __future__ import annotations

import polars as pl

from proxeny.register.models import Claim
from proxeny.register.queries.claims import read_sources
from proxeny.register.queries.tables import read_records
from proxeny.register.rows import column_list, select_texts, table_of

TABLES = ("places", "ties", "memberships", "organisations", "agreements", "activities", "projects")


def read_union_tables() -> dict[str, pl.DataFrame]:
    """The record tables and ``sources``, as a snapshot has them, and ``evidence``: which source says which record."""
    records = {name: read_records(name) for name in TABLES}
    return {**records, "sources": read_sources(), "evidence": read_evidence()}


def read_evidence() -> pl.DataFrame:
    """Which source says which agreement or membership: record, source; without rejected and replaced claims."""
    columns = [column_list(Claim, [name]) for name in ("record", "source_id")]
    where = (
        "kind IN ('agreement', 'membership') AND property IN ('party', 'member') AND state IN ('accepted', 'proposed')"
    )
    schema = {"record": pl.String, "source": pl.String}
    return select_texts(columns, f"FROM {table_of(Claim)} WHERE {where}", [], schema).unique().sort("record", "source")
