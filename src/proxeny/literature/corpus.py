"""The corpus: one row for each work, whatever file it came from."""

from __future__ import annotations

import polars as pl

from proxeny.tables import Schema, conform, empty

LISTS = ("authors", "author_ids", "countries", "keywords", "index_keywords", "references", "copies")

CORPUS: Schema = {
    "id": pl.String,  # identifier of the work: doi:..., the database's own, or a hash of title, year and first author
    "title": pl.String,
    "year": pl.Int64,
    "kind": pl.String,  # article, review, book ... in the database's own words
    "source": pl.String,  # journal, proceedings or book that it appeared in
    "doi": pl.String,  # lower case, without https://doi.org/
    "url": pl.String,
    "language": pl.String,
    "abstract": pl.String,
    "cited_by": pl.Int64,  # times cited, as the database says
    "authors": pl.List(pl.String),
    "author_ids": pl.List(pl.String),
    "countries": pl.List(pl.String),  # of the affiliations, each once
    "keywords": pl.List(pl.String),  # of the authors; of OpenAlex: assigned by a machine
    "index_keywords": pl.List(pl.String),  # of the database
    "references": pl.List(pl.String),  # cited references as the database writes them
    "key": pl.String,  # the database's own identifier
    "database": pl.String,  # format it was read from
    "file": pl.String,
    "line": pl.Int64,  # line of the file at which the record begins
    "copies": pl.List(pl.String),  # where records were merged: each as it was read, as JSON, with the reason
}


def new_corpus() -> pl.DataFrame:
    """A corpus of no works."""
    return empty(CORPUS)


def as_corpus(table: pl.DataFrame) -> pl.DataFrame:
    """``table`` with exactly the columns of a corpus; lists are never null."""
    whole = conform(table, CORPUS)
    return whole.with_columns([pl.col(name).fill_null([]) for name in LISTS])
