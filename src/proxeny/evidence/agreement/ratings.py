"""Ratings: which coder put which unit into which category. Rows are units, columns coders, empty is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import polars as pl

from proxeny.errors import Fault, FaultyInput, Where, raise_if_any

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
METRICS: tuple[Metric, ...] = get_args(Metric)

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_UNIT_NAMES = frozenset(
    {"unit", "units", "subject", "subjects", "item", "items", "case", "cell", "id", "segment", "group"}
)
_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "*", "."})
_MAX_CATEGORIES = 5_000


@dataclass(frozen=True, slots=True)
class Ratings:
    """Units by coders. ``codes`` indexes ``categories``, -1 where a coder did not rate; ``numbers``: their values.

    ``numbers`` is None where a category is no number: then only the nominal metric has a meaning.
    """

    codes: Codes
    categories: tuple[str, ...]
    numbers: Floats | None
    coders: tuple[str, ...]
    units: tuple[str, ...] = ()


def build_ratings(values: npt.NDArray[np.float64], coders: Sequence[str] = ()) -> Ratings:
    """Ratings from an array of numbers, units by coders, NaN where missing.

    >>> build_ratings(np.array([[1.0, 2.0], [2.0, np.nan]])).codes.tolist()
    [[0, 1], [1, -1]]
    """
    values = np.asarray(values, dtype=np.float64)
    there = ~np.isnan(values)
    numbers, inverse = np.unique(values[there], return_inverse=True)
    codes = np.full(values.shape, -1, dtype=np.int64)
    codes[there] = inverse
    names = tuple(coders) or tuple(f"coder {1 + index}" for index in range(values.shape[1]))
    return Ratings(codes, tuple(f"{one:g}" for one in numbers), numbers, names)


def read_ratings(table: pl.DataFrame, metric: Metric = "nominal", file: str = "") -> Ratings:
    """Ratings from a table of text: a first column called unit, subject ... (or numbered rows) names the units.

    Columns: one per coder, String, null or NA where missing. Raises `FaultyInput`: fewer than two coders, no rating at
    all, a value that is no number where ``metric`` asks for one.
    """
    coders = [name for name in table.columns if name not in _unit_columns(table)]
    where = Where(file=file)
    if len(coders) < 2:
        raise FaultyInput.of("ratings-coders", where, found=len(coders))
    cells = table.select(pl.col(name).cast(pl.String).str.strip_chars().alias(name) for name in coders)
    cells = cells.with_columns(
        pl.when(pl.col(name).str.to_lowercase().is_in(list(_MISSING))).then(None).otherwise(pl.col(name)).alias(name)
        for name in coders
    )
    found = sorted({one for name in coders for one in cells[name].unique().to_list() if one is not None})
    if not found:
        raise FaultyInput.of("ratings-empty", where)
    if len(found) > _MAX_CATEGORIES:
        raise FaultyInput.of("ratings-categories", where, found=len(found), limit=_MAX_CATEGORIES)
    place, categories, numbers = _order(found)
    if numbers is None and metric != "nominal":
        raise_if_any(_not_numbers(cells, metric, file))
    columns = [cells[name].replace_strict(place, default=-1, return_dtype=pl.Int64).to_numpy() for name in coders]
    units = [name for name in _unit_columns(table) if name != "row"]
    names = tuple(str(one) for one in table[units[-1]].to_list()) if units else ()
    return Ratings(np.column_stack(columns), categories, numbers, tuple(coders), names)


def _unit_columns(table: pl.DataFrame) -> list[str]:
    """The columns that name units: row number, those called unit, subject ..., a first one like them."""
    named = [name for name in table.columns if name.strip().lower() in _UNIT_NAMES or name == "row"]
    rest = [name for name in table.columns if name not in named]
    if len(rest) > 2 and len(rest) + len(named) == table.width and _tells_apart(table, rest):
        named.append(rest[0])
    return named


def _tells_apart(table: pl.DataFrame, columns: list[str]) -> bool:
    """Whether the first of ``columns`` has one value a row, and hardly any that the others have."""
    first = table[columns[0]]
    if first.null_count() or first.n_unique() < table.height or table.height < 3:
        return False
    others = {one for name in columns[1:] for one in table[name].unique().to_list()}
    return len(others.intersection(first.to_list())) * 2 < table.height


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) else None


def _order(found: list[str]) -> tuple[dict[str, int], tuple[str, ...], Floats | None]:
    """Give each spelling the index of its category: numbers by value (1 and 1.0 are one), words by the alphabet."""
    values = [_number(one) for one in found]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return {one: index for index, one in enumerate(found)}, tuple(found), None
    numbers = np.unique(np.array(known, dtype=np.float64))
    place = {one: int(np.searchsorted(numbers, value)) for one, value in zip(found, known, strict=True)}
    return place, tuple(f"{one:g}" for one in numbers), numbers


def _not_numbers(cells: pl.DataFrame, metric: Metric, file: str) -> list[Fault]:
    faults = []
    for name in cells.columns:
        for index, text in enumerate(cells[name].to_list()):
            if text is not None and _number(text) is None:
                where = Where(file=file, row=index + 2, column=name)
                faults.append(Fault("ratings-number", where, {"text": text[:40], "metric": metric}))
    return faults
