"""Whole tables in and out of either database: set-based reads into Polars, bulk writes from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import polars as pl
from django.db import connection, models

from proxeny.tables import Schema

_WRITE_CHUNK = 50_000
_UNIT = "\x1f"


def select(sql: str, parameters: Sequence[object], schema: Schema) -> pl.DataFrame:
    """Run a query and return its rows as a table of ``schema`` (columns in the query's order)."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pl.DataFrame(
        [pl.Series(name, values, dtype=schema[name]) for name, values in zip(schema, columns, strict=True)]
    )


def select_texts(columns: Sequence[str], rest: str, parameters: Sequence[object], schema: Schema) -> pl.DataFrame:
    """As `select` for quoted text columns that are never null, three times as fast: one string a row, split in Polars.

    ``rest`` is the query from FROM on. The separator is a control character that no cleaned text holds; should one
    hold it all the same, the rows are read column by column.
    """
    if connection.vendor == "sqlite":
        joined = f"||char({ord(_UNIT)})||".join(columns)
    else:
        joined = f"concat_ws(chr({ord(_UNIT)}), {', '.join(columns)})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {joined} {rest}", parameters)
        rows = pl.Series("row", [row[0] for row in cursor.fetchall()], dtype=pl.String)
    if rows.str.count_matches(_UNIT, literal=True).ne(len(columns) - 1).any():
        return select(f"SELECT {', '.join(columns)} {rest}", parameters, schema)
    return rows.str.split_exact(_UNIT, len(columns) - 1).struct.rename_fields(list(schema)).struct.unnest()


def select_strings(sql: str, parameters: Sequence[object] = ()) -> list[str]:
    """Run a query of one text column."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def execute(sql: str, parameters: Sequence[object] = ()) -> int:
    """Run a statement; the number of rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def analyse() -> None:
    """Count anew what the database plans its queries by; without it the first pages after a large import are slow."""
    execute("ANALYZE")


def among(column: str) -> str:
    """SQL for "column is one of this array", with one parameter made by `array`, however long."""
    if connection.vendor == "sqlite":
        return f"{column} IN (SELECT value FROM json_each(%s))"
    return f"{column} = ANY(%s)"


def array(values: Iterable[object]) -> object:
    """The parameter for `among`."""
    listed = list(values)
    return json.dumps(listed) if connection.vendor == "sqlite" else listed


def column_list(model: type[models.Model], names: Sequence[str]) -> str:
    """Quoted column names of a model, for SQL."""
    known = {field.column for field in model._meta.concrete_fields}
    unknown = set(names) - known
    if unknown:
        raise ValueError(f"{model.__name__} has no columns {sorted(unknown)}")
    return ", ".join(connection.ops.quote_name(name) for name in names)


def text_list(model: type[models.Model], names: Sequence[str]) -> str:
    """As `column_list`, every column as text where the database would give lists or dates as objects."""
    known = {field.column: field for field in model._meta.concrete_fields}
    objects = {name for name in names if isinstance(known[name], models.JSONField | models.DateField)}
    quoted = {name: column_list(model, [name]) for name in names}
    return ", ".join(f"CAST({quoted[name]} AS TEXT)" if name in objects else quoted[name] for name in names)


def table_of(model: type[models.Model]) -> str:
    """Quoted table name of a model, for SQL."""
    return str(connection.ops.quote_name(model._meta.db_table))


def insert(model: type[models.Model], table: pl.DataFrame) -> None:
    """Insert all rows of ``table``, whose columns are the model's: by COPY on PostgreSQL, in bulk on SQLite."""
    if table.is_empty():
        return
    flat = table.with_columns(
        [_as_json(table[name]) for name, dtype in table.schema.items() if isinstance(dtype, pl.List)]
    )
    names = column_list(model, flat.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f"COPY {table_of(model)} ({names}) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(statement) as copy:
                for row in flat.iter_rows():
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * flat.width)
        sql = f"INSERT INTO {table_of(model)} ({names}) VALUES ({marks})"
        for chunk in flat.iter_slices(_WRITE_CHUNK):
            cursor.executemany(sql, list(chunk.iter_rows()))


def _as_json(column: pl.Series) -> pl.Series:
    texts = [json.dumps(value or [], ensure_ascii=False) for value in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def delete(model: type[models.Model], column: str, values: Iterable[object]) -> int:
    """Delete the rows whose column is one of ``values``."""
    listed = list(values)
    if not listed:
        return 0
    return execute(f"DELETE FROM {table_of(model)} WHERE {among(column_list(model, [column]))}", [array(listed)])


def chunks(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Slices of a long list."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
