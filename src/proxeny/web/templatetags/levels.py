"""The levels of a profile inside templates."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from proxeny.report.words import language
from proxeny.scheme.model import Scheme
from proxeny.web import levels as drawing
from proxeny.web.figures import Level

register = template.Library()


@register.simple_tag
def draw_levels(levels: Sequence[Level], leads: drawing.Leads) -> SafeString:
    """The picture of the levels."""
    return drawing.draw_levels(levels, leads, language())


@register.simple_tag
def draw_level(level: Level, leads: drawing.Leads, scheme: Scheme) -> SafeString:
    """The table of one level."""
    return drawing.draw_level(level, leads, scheme, language())
