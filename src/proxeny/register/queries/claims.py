"""Claims as tables."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from proxeny.register.models import Claim, Source
from proxeny.register.rows import among, array, column_list, select, select_texts, table_of
from proxeny.tables import CLAIMS, SOURCES

_COLUMNS = [{"source": "source_id"}.get(name, name) for name in CLAIMS]
RECORDED = {**CLAIMS, "record": pl.String}


def _select(where: str, parameters: list[object]) -> pl.DataFrame:
    names = [column_list(Claim, [name]) for name in (*_COLUMNS, "record")]
    return select_texts(names, f"FROM {table_of(Claim)} {where}", parameters, RECORDED)


def read_claims_of(records: Collection[str]) -> pl.DataFrame:
    """All claims now folded into these records: CLAIMS + ``record``."""
    return _select(f"WHERE {among('record')}", [array(records)])


def read_all_claims() -> pl.DataFrame:
    """Every claim of the register: CLAIMS + ``record``."""
    return _select("", [])


def read_ranks() -> pl.DataFrame:
    """Precedence of the sources: source, rank."""
    names = column_list(Source, ["key", "rank"])
    return select(f"SELECT {names} FROM {table_of(Source)}", [], {"source": pl.String, "rank": pl.Int64})


def read_sources(keys: Collection[str] | None = None) -> pl.DataFrame:
    """Sources (SOURCES), all or the named ones, sorted by key."""
    names = column_list(Source, list(SOURCES))
    where, parameters = (f"WHERE {among('key')}", [array(keys)]) if keys is not None else ("", [])
    return select(f"SELECT {names} FROM {table_of(Source)} {where} ORDER BY key", parameters, SOURCES)


def read_assignments(records: Collection[str]) -> pl.DataFrame:
    """What decides a claim's record, of all claims now in ``records``: subject, record, kind, property, value."""
    schema = dict.fromkeys(("subject", "record", "kind", "property", "value"), pl.String)
    names = column_list(Claim, list(schema))
    return select(f"SELECT {names} FROM {table_of(Claim)} WHERE {among('record')}", [array(records)], schema)
