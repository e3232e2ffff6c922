"""Practice against research: what cities do and what the scheme counts, laid over the map of what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from proxeny.literature.mapping import FieldMap
from proxeny.literature.wording import compare_key
from proxeny.tables import Schema

_SCHEMA: Schema = {
    "id": pl.String,
    "label": pl.String,
    "terms": pl.List(pl.String),
    "works": pl.Int64,
    "practice": pl.Float64,
    "x": pl.Float64,
    "y": pl.Float64,
}


@dataclass(frozen=True, slots=True)
class Concept:
    """Something practised or measured: an indicator or a theme. ``words``: terms that speak of it; ``practice``: how
    often cities do it, in the register's records; None where the register does not say."""

    id: str
    label: str
    words: tuple[str, ...]
    practice: float | None = None


def project(field: FieldMap, concepts: tuple[Concept, ...]) -> pl.DataFrame:
    """id, label, terms (matched, most frequent first), works, research (share of the works), practice, practised (share
    of all practice), gap (practised - research share), x, y (their middle), verdict.

    A term speaks of a concept where one of the concept's words is in it, whole, whatever the spelling. Shares are among
    the concepts, so that both sides add up to one and can be compared; verdict ``ignored-by-research`` where the share
    of practice is at least twice that of research, ``ignored-by-practice`` the other way round, ``unwritten`` where no
    term matches, ``balanced`` otherwise. It speaks of words: what research calls otherwise is not found.
    """
    keys = [(row, f" {_spaced(label)} ") for row, label in enumerate(field.terms["label"])]
    places = field.terms.select("x", "y", "label", "occurrences").to_dicts()
    documents = field.items.group_by("row").agg("document")
    works_of: Mapping[int, list[int]] = dict(documents.iter_rows())
    rows = []
    for concept in concepts:
        wanted = [f" {_spaced(word)} " for word in concept.words if _spaced(word)]
        hits = [row for row, key in keys if any(word in key for word in wanted)]
        hits.sort(key=lambda row: (-places[row]["occurrences"], places[row]["label"]))
        works = {document for row in hits for document in works_of.get(row, [])}
        weight = sum(places[row]["occurrences"] for row in hits)
        x, y = (
            (sum(places[row][side] * places[row]["occurrences"] for row in hits) / weight if weight else None)
            for side in ("x", "y")
        )
        terms = [places[row]["label"] for row in hits[:8]]
        rows.append((concept.id, concept.label, terms, len(works), concept.practice, x, y))
    return _judge(pl.DataFrame(rows, schema=dict(_SCHEMA), orient="row"))


def _spaced(text: str) -> str:
    return " ".join(compare_key(word) for word in text.replace("-", " ").split() if compare_key(word))


def _judge(table: pl.DataFrame) -> pl.DataFrame:
    total, done = float(table["works"].sum()), float(table["practice"].sum() or 0.0)
    research = pl.col("works") / total if total else pl.lit(0.0)
    practised = pl.col("practice") / done if done else pl.lit(None, dtype=pl.Float64)
    shares = table.with_columns(research.alias("research"), practised.alias("practised"))
    verdict = (
        pl.when(pl.col("works") == 0).then(pl.lit("unwritten"))
        .when(pl.col("practised").is_null()).then(pl.lit("written"))
        .when(pl.col("practised") >= 2 * pl.col("research")).then(pl.lit("ignored-by-research"))
        .when(pl.col("research") >= 2 * pl.col("practised")).then(pl.lit("ignored-by-practice"))
        .otherwise(pl.lit("balanced"))
    )  # fmt: skip
    gap = (pl.col("practised") - pl.col("research")).alias("gap")
    return shares.with_columns(gap, verdict.alias("verdict")).select(
        "id", "label", "terms", "works", "research", "practice", "practised", "gap", "x", "y", "verdict"
    )
