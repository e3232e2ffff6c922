"""Records of the same work become one, with the reason, and can be taken apart again."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

import polars as pl

from proxeny.literature.corpus import CORPUS, LISTS, as_corpus

SHORTEST_TITLE = 12
"""Titles with fewer letters ("Editorial") say too little for two records to be the same work."""
_ORDER = [name for name in CORPUS if name not in {"id", "copies"}]


def title_key(column: str = "title") -> pl.Expr:
    """A title as it is compared: letters and digits alone, without case and marks."""
    text = pl.col(column).str.to_lowercase().str.normalize("NFKD")
    return text.str.replace_all(r"[^\p{L}\p{N}]+", "")


def merge_works(records: pl.DataFrame, apart: frozenset[str] = frozenset()) -> pl.DataFrame:
    """One row for each work. ``records``: the corpus columns, in the order of reading; ``apart``: ids never merged.

    Two records are one work where the DOI is the same; or where title, year and first author are the same and their
    DOIs do not contradict each other. What the first record lacks is filled in from the others. Each record of a
    merged work is kept whole in ``copies``, so that nothing is lost and the merge can be undone.
    """
    if not records.height:
        return as_corpus(records)
    found = _find_works(records.with_row_index("row"))
    if bool((found["work"] == found["row"]).all()):  # none comes twice
        return _distinct(as_corpus(add_ids(records)))
    repeated = found.filter(pl.len().over("work") > 1)
    single = found.filter(pl.len().over("work") == 1)
    merged = [_merge(group) for _, group in repeated.group_by("work", maintain_order=True)]
    rows = pl.DataFrame(merged, schema={**CORPUS, "row": pl.UInt32}) if merged else found.clear().select(*CORPUS, "row")
    whole = pl.concat([single.select(*CORPUS, "row"), rows]).sort("row").drop("row")
    ids = add_ids(whole)
    if apart & set(ids["id"]):
        ids = split_works(ids, apart)
    return _distinct(as_corpus(ids))


def _find_works(records: pl.DataFrame) -> pl.DataFrame:
    """Adds ``work``, the row of the first record of the same work, and ``reason``."""
    by_doi = pl.when(pl.col("doi").is_not_null()).then(pl.col("row").min().over("doi")).otherwise(pl.col("row"))
    found = records.with_columns(by_doi.alias("same_doi"), title_key().alias("title_key"))
    told = pl.col("title_key").str.len_chars() >= SHORTEST_TITLE
    twice = found.filter(told & pl.col("title_key").is_duplicated())
    named = found.join(_join_titles(twice), on="row", how="left")
    same = pl.coalesce("same_title", "same_doi").alias("work")
    found = named.with_columns(same).with_columns(pl.col("work").min().over("same_doi"))
    reason = (
        pl.when(pl.col("row") == pl.col("work"))
        .then(pl.lit("first"))
        .when(pl.col("same_doi") != pl.col("row"))
        .then(pl.lit("doi"))
        .otherwise(pl.lit("title"))
    )
    return found.with_columns(reason.alias("reason"))


def _join_titles(twice: pl.DataFrame) -> pl.DataFrame:
    """For each of the records whose title comes again: the first row of its work, by title, year and first author."""
    author = pl.col("authors").list.first().str.to_lowercase().str.extract(r"^([\p{L}'’ -]{1,4})").str.strip_chars()
    keys = ["title_key", "year", "first_author"]
    agree = pl.col("doi").n_unique().over(keys) - pl.col("doi").is_null().any().over(keys).cast(pl.UInt32) <= 1
    same = pl.when(agree).then(pl.col("same_doi").min().over(keys)).otherwise(pl.col("same_doi"))
    return twice.with_columns(author.alias("first_author")).select("row", same.alias("same_title"))


def _merge(group: pl.DataFrame) -> dict[str, Any]:
    """The first record, completed by the others."""
    rows = group.sort("row").to_dicts()
    merged = {name: next((row[name] for row in rows if row[name] not in (None, "", [])), None) for name in CORPUS}
    for name in ("file", "line", "database", "key"):
        merged[name] = rows[0][name]
    copies = [{"reason": row["reason"], **{name: row[name] for name in _ORDER}} for row in rows]
    for name in LISTS:
        merged[name] = merged[name] or []
    merged["copies"] = [json.dumps(copy, ensure_ascii=False, sort_keys=True) for copy in copies]
    return {**merged, "row": rows[0]["row"]}


def add_ids(works: pl.DataFrame) -> pl.DataFrame:
    """The id of each work: by DOI, else by the database's own key, else by a hash of title, year and first author."""
    words = pl.concat_str(
        title_key(), pl.col("year").cast(pl.String).fill_null(""), pl.col("authors").list.first().fill_null("")
    )
    bare = pl.col("doi").is_null() & ~(pl.col("key").str.len_bytes() > 0).fill_null(False)
    hashed = pl.when(bare).then(words).map_elements(_hash, return_dtype=pl.String)
    key = pl.when(pl.col("key").str.len_bytes() > 0).then(pl.format("{}:{}", pl.col("database"), pl.col("key")))
    return works.with_columns(pl.coalesce(pl.format("doi:{}", pl.col("doi")), key, hashed).alias("id"))


def _hash(words: str) -> str:
    return "t:" + blake2b(words.encode(), digest_size=8).hexdigest()


def _distinct(works: pl.DataFrame) -> pl.DataFrame:
    """The same works with ids that are all different: a second one of the same id gets a number."""
    if works["id"].n_unique() == works.height:
        return works
    number = pl.int_range(pl.len()).over("id")
    plain = pl.when(number > 0).then(pl.format("{}#{}", "id", number + 1)).otherwise(pl.col("id"))
    return works.with_columns(plain.alias("id"))


def split_works(works: pl.DataFrame, ids: frozenset[str]) -> pl.DataFrame:
    """Undo the merge of the works ``ids``: each record stands for itself again, as it was read."""
    chosen = pl.col("id").is_in(list(ids)) & (pl.col("copies").list.len() > 0)
    rows: list[dict[str, Any]] = []
    for row in works.filter(chosen).iter_rows(named=True):
        for number, copy in enumerate(row["copies"]):
            record = json.loads(copy)
            record.pop("reason")
            rows.append({**record, "id": row["id"] if number == 0 else f"{row['id']}#{number + 1}", "copies": []})
    back = as_corpus(pl.DataFrame(rows, schema=dict(CORPUS))) if rows else works.clear()
    return pl.concat([works.filter(~chosen), back])
