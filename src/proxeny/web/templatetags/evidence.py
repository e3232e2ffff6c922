"""Small helps of the evidence pages: a value of a mapping, a number with so many decimals."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from proxeny.report.calendar import decimal as write_decimal
from proxeny.report.words import language

register = template.Library()


@register.filter
def get(mapping: Mapping[str, object], key: str) -> object:
    """The value of a key, or nothing."""
    return mapping.get(key, "")


@register.filter
def decimal(value: float | None, places: int = 2) -> str:
    """A number with so many decimals, as the language of the page writes it."""
    if value is None:
        return ""
    written = write_decimal(value, language(), places)
    # Before Persian digits a plain minus would go to their other side.
    return written.replace("-", "\u200e\u2212") if language() == "fa" else written
