"""Fold the records that a write has touched, and only those."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl
from django.db import models

from proxeny.io.fold import Folded, assign_records, fold_claims, fold_ties
from proxeny.register.models import (
    Activity,
    Agreement,
    Claim,
    Involvement,
    Membership,
    Organisation,
    Place,
    Project,
    Tie,
)
from proxeny.register.operations.search_keys import add_search_keys
from proxeny.register.queries.claims import read_assignments, read_claims_of, read_ranks
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.tables import read_agreements
from proxeny.register.rows import among, array, delete, execute, insert, select_strings, table_of

MODELS: dict[str, type[models.Model]] = {
    "places": Place, "organisations": Organisation, "agreements": Agreement, "memberships": Membership,
    "activities": Activity, "projects": Project,
}  # fmt: skip
_ROLES = {
    "agreements": (("agreement", "party", "parties"),),
    "activities": (
        ("activity", "organiser", "organiser"),
        ("activity", "partner", "partners"),
        ("activity", "place", "place"),
    ),
    "projects": (("project", "lead", "lead"), ("project", "partner", "partners")),
}  # fmt: skip


def refold(records: Collection[str]) -> None:
    """Fold anew every record named, from all its live claims; one without claims disappears."""
    ids = sorted(set(records))
    if not ids:
        return
    merges = read_merges()
    claims = read_claims_of(ids)
    folded = fold_claims(claims, read_ranks(), merges, explain=False)
    pairs = _pairs_of(ids)
    for name, model in MODELS.items():
        delete(model, "id", ids)
        table = folded.tables[name]
        insert(model, add_search_keys(table, claims) if name in {"places", "organisations"} else _dates(table))
    delete(Involvement, "record", ids)
    insert(Involvement, _involvements(folded))
    _refold_ties(pairs, folded.tables["agreements"])


def _dates(table: pl.DataFrame) -> pl.DataFrame:
    """Interval ends as dates, so that PostgreSQL and SQLite store the same."""
    return table.with_columns(pl.col("valid_from", "valid_to").str.to_date("%Y-%m-%d"))


def _involvements(folded: Folded) -> pl.DataFrame:
    parts = []
    for name, roles in _ROLES.items():
        table = folded.tables[name]
        for kind, role, column in roles:
            ends = table.select(pl.col("id").alias("record"), pl.col(column).alias("entity"))
            ends = ends.explode("entity") if isinstance(table.schema[column], pl.List) else ends
            parts.append(
                ends.filter(pl.col("entity").is_not_null() & (pl.col("entity") != "")).select(
                    "record", pl.lit(kind).alias("kind"), pl.lit(role).alias("role"), "entity"
                )
            )
    return pl.concat(parts).unique(maintain_order=True)


def _pairs_of(ids: list[str]) -> set[str]:
    """Places that the agreements among ``ids`` joined before this write."""
    sql = f"SELECT DISTINCT entity FROM {table_of(Involvement)} WHERE kind = 'agreement' AND {among('record')}"
    return set(select_strings(sql, [array(ids)]))


def _refold_ties(before: set[str], agreements: pl.DataFrame) -> None:
    """Rebuild the ties of every place that a touched agreement joined or joins."""
    after = set(agreements["parties"].explode().drop_nulls().to_list())
    touched = sorted(before | after)
    if not touched:
        return
    execute(f"DELETE FROM {table_of(Tie)} WHERE {among('a')} OR {among('b')}", [array(touched), array(touched)])
    ties = fold_ties(read_agreements(touched))
    wanted = ties.filter(pl.col("a").is_in(touched) | pl.col("b").is_in(touched))
    insert(Tie, _dates(wanted))


def reassign_records(records: Collection[str]) -> set[str]:
    """Write anew the record of each claim now in one of ``records``, after a change of decisions.

    Returns the records touched, before and after. All claims of one subject are in one record, so these are all that a
    decision on one of ``records`` can move.
    """
    now = read_assignments(records)
    wanted = assign_records(now.drop("record"), read_merges()).select("subject", pl.col("record").alias("new")).unique()
    moved = (
        now.select("subject", "record").unique().join(wanted, on="subject").filter(pl.col("record") != pl.col("new"))
    )
    for subject, old, new in moved.iter_rows():  # by record, which is indexed, and then by subject
        execute(f"UPDATE {table_of(Claim)} SET record = %s WHERE record = %s AND subject = %s", [new, old, subject])
    return set(moved["record"].to_list()) | set(moved["new"].to_list())


__all__ = ["MODELS", "reassign_records", "refold"]
