"""The verbs of the evidence as Python functions: read, agree, rank, compare, suggest, exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from proxeny.errors import raise_if_any
from proxeny.evidence.agreement.measure import Agreement, measure_agreement
from proxeny.evidence.agreement.ratings import Metric, read_ratings
from proxeny.evidence.document import Document
from proxeny.evidence.importance.coders import Comparison, compare_coders
from proxeny.evidence.importance.matrix import Matrix, read_matrix
from proxeny.evidence.importance.measure import Importance, Settings, measure_importance
from proxeny.evidence.importance.shipped import read_shipped
from proxeny.evidence.reading import read_document
from proxeny.evidence.suggestion.lexical import Suggestion
from proxeny.evidence.suggestion.suggest import suggest
from proxeny.io.importers import read_table
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Scheme

__all__ = [
    "Settings", "agreement_of_file", "compare_files", "importance_of_files", "matrix_of_file", "read_document",
    "settings_for", "suggest_indicators",
]  # fmt: skip


def document_of_file(path: Path | str) -> Document:
    """Read a document: canonical text, pages, quality. Raises `FaultyInput`, `NotFound`, `Unavailable`."""
    return read_document(path)


def agreement_of_file(
    path: Path | str, metric: Metric = "nominal", *, replicates: int = 1000, seed: int = 1
) -> Agreement:
    """Agreement of coders from a table: rows units, columns coders, empty is missing. Raises `FaultyInput`."""
    table = read_table(path)
    raise_if_any(table.faults)
    ratings = read_ratings(table.frame, metric, Path(path).name)
    return measure_agreement(ratings, metric, replicates=replicates, seed=seed)


def matrix_of_file(path: Path | str, scheme: Scheme | None = None) -> Matrix:
    """A matrix source x indicator from a table, long or wide. Raises `FaultyInput`."""
    table = read_table(path)
    raise_if_any(table.faults)
    indicators = [one.id for one in (scheme or load_scheme()).indicators]
    return read_matrix(table.frame, indicators, Path(path).name)


def settings_for(
    matrix: Matrix, grades: Sequence[str], *, replicates: int = 2000, seed: int = 1, scheme: Scheme | None = None
) -> Settings:
    """Settings with the order that the scheme states: its tiers of the indicators that the paper itself places."""
    known = [one for one in (scheme or load_scheme()).indicators if one.id in set(matrix.indicators)]
    stated = {one.id: float(one.tier) for one in known if one.tier_status == "stated"}
    tiers = {one.id: one.tier for one in known}
    return Settings(tuple(grades), replicates, seed, stated, tiers)


def importance_of_files(
    paths: Sequence[Path | str], grades: Sequence[str], *, replicates: int = 2000, seed: int = 1,
    scheme: Scheme | None = None,
) -> Importance:  # fmt: skip
    """Importance of indicators by matrices of one or more coders. Raises `FaultyInput`."""
    matrices = [matrix_of_file(path, scheme) for path in paths]
    settings = settings_for(matrices[0], grades, replicates=replicates, seed=seed, scheme=scheme)
    return measure_importance(matrices, settings)


def compare_files(
    left: Path | str, right: Path | str, grades: Sequence[str], *, replicates: int = 1000, seed: int = 1
) -> Comparison:
    """Two coders' matrices compared. Raises `FaultyInput`."""
    a, b = matrix_of_file(left), matrix_of_file(right)
    return compare_coders(a, b, tuple(grades), replicates=replicates, seed=seed)


@cache
def agreement_of_weights() -> Mapping[str, float]:
    """Cohen's kappa of the two coders whose mean counts are the default weights, by set of grades."""
    found = compare_coders(read_shipped("coder1"), read_shipped("coder2"), replicates=0)
    return {name: one.cohen.value for name, one in found.by_grades.items() if one.cohen.value is not None}


def suggest_indicators(
    text: str, *, scheme: Scheme | None = None, embeddings: bool = False, limit: int = 10
) -> list[Suggestion]:
    """Indicators for a passage with reasons. Raises `FaultyInput`, `Unavailable`."""
    return suggest(text, scheme=scheme, embeddings=embeddings, limit=limit)
