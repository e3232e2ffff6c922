"""Numbers with decimals, and shares, in the reader's digits."""

from __future__ import annotations

from django import template

from proxeny.report import calendar
from proxeny.report.words import language

register = template.Library()


@register.filter
def places(value: float, many: int) -> str:
    """A number with so many decimals: ``{{ gap|places:2 }}``."""
    return calendar.decimal(value, language(), many)


@register.filter
def percent(value: float) -> str:
    """A share as a whole number of percent."""
    return calendar.percent(value, language())
