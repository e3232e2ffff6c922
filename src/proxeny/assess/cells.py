"""What the text of a cell says: a number, that it is missing and why, or that it is neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from proxeny.assess.recipe.model import Indicator
from proxeny.text import fold

_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--", ".", "..", "...", "#n/a", "–", "—"})
_YES = frozenset({"1", "1.0", "yes", "true", "y", "evet", "dogru", "بله", "بلی", "اری"})
_NO = frozenset({"0", "0.0", "no", "false", "n", "hayir", "yanlis", "خیر", "نه"})
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")
_MONEY = re.compile(r"^(?:[A-Z]{3}|[€$£₺])?\s*([+-]?[\d.eE+]+)\s*(?:[A-Z]{3}|[€$£₺])?$")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says: ``value``, or ``why`` it is missing, or the code of its ``fault``."""

    value: float | None = None
    why: str = ""
    fault: str = ""


def read_cell(text: str | None, indicator: Indicator, missing: Mapping[str, str]) -> Read:
    """Read one cell of an indicator's column; ``missing``: words that say it is missing -> the reason.

    >>> read_cell("45 %", Indicator("A", "", kind="share"), {}).value
    0.45
    >>> read_cell("evet", Indicator("A", "", kind="boolean"), {}).value, read_cell("n/a", Indicator("A", ""), {}).why
    (1.0, 'not-available')
    >>> read_cell("12abc", Indicator("A", ""), {}).fault, read_cell("inf", Indicator("A", ""), {}).fault
    ('assess-cell-text', 'assess-cell-infinite')
    """
    plain = (text or "").strip().translate(_DIGITS)
    if plain in missing:
        return Read(why=missing[plain])
    if plain.lower() in _MISSING:
        return Read(why="not-available" if plain else "empty")
    if indicator.kind == "ordinal":
        return _category(plain, indicator.categories)
    if indicator.kind == "boolean":
        return _boolean(plain)
    return _number(plain, indicator)


def _category(text: str, categories: Mapping[str, float]) -> Read:
    folded = {fold(name): value for name, value in categories.items()}
    if fold(text) in folded:
        return Read(folded[fold(text)])
    if _NUMBER.fullmatch(text) and float(text) in categories.values():
        return Read(float(text))
    return Read(fault="assess-cell-category")


def _boolean(text: str) -> Read:
    word = fold(text) or text
    if text in _YES or word in _YES:
        return Read(1.0)
    return Read(0.0) if text in _NO or word in _NO else Read(fault="assess-cell-boolean")


def _number(text: str, indicator: Indicator) -> Read:
    share = indicator.kind == "share" and text.endswith(("%", "٪"))
    plain = text.rstrip("%٪ ") if share else text
    money = _MONEY.match(plain) if indicator.kind == "money" else None
    plain = money.group(1) if money else plain
    if plain.lower().lstrip("+-") in {"inf", "infinity", "1e999"}:
        return Read(fault="assess-cell-infinite")
    if not _NUMBER.fullmatch(plain):
        return Read(fault="assess-cell-text")
    value = float(plain) / (100 if share else 1)
    if not isfinite(value):
        return Read(fault="assess-cell-infinite")
    if indicator.kind == "count" and (value < 0 or value != int(value)):
        return Read(fault="assess-cell-count")
    return Read(value)
