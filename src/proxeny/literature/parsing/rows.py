"""Records as dictionaries become the table of a file; those that identify nothing are rejected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from proxeny.errors import Fault
from proxeny.literature.corpus import CORPUS, LISTS, as_corpus
from proxeny.literature.readers import Read
from proxeny.literature.source import Source
from proxeny.text import clean

Row = dict[str, Any]
_LONG = 20_000
_TEXTS = [name for name, dtype in CORPUS.items() if dtype == pl.String]


def build_read(source: Source, database: str, rows: Iterable[Row], faults: list[Fault] | None = None) -> Read:
    """The table of ``rows``; each has ``line`` and any of the corpus's columns. Told faults go along."""
    kept, rejected = [], []
    for row in rows:
        tidy = _tidy(row)
        tidy["database"] = database
        if tidy.get("title") or tidy.get("doi"):
            kept.append(tidy)
        else:
            rejected.append(source.fault("bib-record-nameless", row.get("line")))
    table = pl.DataFrame(kept, schema={name: CORPUS[name] for name in CORPUS}) if kept else pl.DataFrame()
    return Read(as_corpus(table), tuple(faults or ()), tuple(rejected))


def _tidy(row: Row) -> Row:
    found: Row = dict.fromkeys(CORPUS)
    for name, value in row.items():
        if name in LISTS:
            found[name] = [item for one in value if (item := clean(one, 2000))]
        elif isinstance(value, str):
            found[name] = clean(value, _LONG) or None
        else:
            found[name] = value
    return found
