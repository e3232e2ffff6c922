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
    return "" if value is None else write_decimal(value, language(), places)
