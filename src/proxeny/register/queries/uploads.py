"""The preview of an upload, as pages leaf through it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from proxeny.errors import Fault, Where
from proxeny.register.models import Upload
from proxeny.register.operations.uploading import folder_of, preview_key

STATES = ("error", "doubtful", "changed", "new", "same")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file: its number, state, cells, what is wrong with it, and the doubtful mentions it makes."""

    row: int
    state: str
    cells: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may mean several things: its mention, why it is doubtful, candidates, and the rows it stands in."""

    mention: str
    kind: str
    name: str
    country: str
    reason: str
    own: str
    candidates: tuple[dict[str, Any], ...]
    rows: tuple[int, ...]


def read_preview(upload: Upload) -> dict[str, Any] | None:
    """The counts of a preview that fits layout and choices; None where it has to be made."""
    path = folder_of(upload) / "preview.json"
    if not path.exists():
        return None
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told if told["key"] == preview_key(upload) else None


def read_faults_of(preview: dict[str, Any]) -> list[Fault]:
    """The faults of a preview."""
    return [
        Fault(one["code"], Where(one["file"], one["row"], one["column"], one["line"]), one["params"], one["severity"])
        for one in preview["faults"]
    ]


def read_preview_rows(
    upload: Upload, preview: dict[str, Any], states: Collection[str], start: int, size: int
) -> tuple[list[Row], int, list[str]]:
    """One page of the rows in these states, those in trouble first; how many there are; and the file's headings."""
    folder = folder_of(upload)
    order = {state: rank for rank, state in enumerate(STATES)}
    wanted = pl.read_parquet(folder / "states.parquet").filter(pl.col("state").is_in(list(states)))
    ranked = wanted.with_columns(pl.col("state").replace_strict(order, return_dtype=pl.Int64).alias("order"))
    page = ranked.sort("order", "row").slice(start, size)
    cells = pl.read_parquet(folder / "cells.parquet").join(page.select("row"), on="row", how="semi")
    doubtful = read_doubts(upload)
    by_row: dict[int, list[str]] = {}
    for doubt in doubtful:
        for row in doubt.rows:
            by_row.setdefault(row, []).append(doubt.mention)
    faults: dict[int, list[Fault]] = {}
    for fault in read_faults_of(preview):
        faults.setdefault(fault.where.row or 0, []).append(fault)
    texts = {row[0]: tuple(str(cell or "") for cell in row[1:]) for row in cells.iter_rows()}
    rows = [
        Row(row, state, texts.get(row, ()), tuple(faults.get(row, ())), tuple(by_row.get(row, ())))
        for row, state in page.select("row", "state").iter_rows()
    ]
    return rows, wanted.height, cells.columns[1:]


def read_doubts(upload: Upload) -> list[Doubt]:
    """The doubtful names of a preview, those of most rows first."""
    table = pl.read_parquet(folder_of(upload) / "doubts.parquet")
    columns = ("mention", "kind", "name", "country", "reason", "record", "candidates", "rows")
    return [
        Doubt(mention, kind, name, country or "", reason, own, tuple(json.loads(near or "[]")), tuple(rows))
        for mention, kind, name, country, reason, own, near, rows in table.select(columns).iter_rows()
    ]
