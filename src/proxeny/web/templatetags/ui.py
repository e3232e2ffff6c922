"""Components of the design system: icons, bars, intervals, scripts, fields. The page ``about/design`` shows each."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString

from proxeny.report.calendar import decimal, number
from proxeny.report.labels import label
from proxeny.report.words import language

register = template.Library()

_ICONS = {
    "next": '<path d="M9 5l7 7-7 7"/>',
    "previous": '<path d="M15 5l-7 7 7 7"/>',
    "up": '<path d="M6 14l6-6 6 6"/>',
    "down": '<path d="M6 10l6 6 6-6"/>',
    "sort": '<path d="M8 9l4-4 4 4M8 15l4 4 4-4"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="M20 20l-4.5-4.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "warn": '<path d="M12 4l9 16H3zM12 10v4.5M12 17.5v.1"/>',
    "edit": '<path d="M4 20l1-5L16 4l4 4L9 19zM14 6l4 4"/>',
    "undo": '<path d="M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3"/>',
    "upload": '<path d="M12 16V5m-5 5 5-5 5 5M5 20h14"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "globe": '<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c5 5 5 11 0 16c-5-5-5-11 0-16"/>',
    "filter": '<path d="M4 6h16l-6 7v6l-4-2v-4z"/>',
}
_TURNING = frozenset({"next", "previous", "undo"})  # those that mean a direction of reading

_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w-]+\.js)["']""")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside words, never instead of them; arrows turn with the direction of the page."""
    css = "icon turns" if name in _TURNING else "icon"
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', css, SafeString(_ICONS[name]))


def _share(value: float, most: float) -> str:
    return f"{max(0.0, min(100.0, 100 * value / most)):.2f}" if most else "0"


@register.simple_tag
def bar(value: float | None, most: float, shown: str = "") -> SafeString:
    """A number with a bar of its share of ``most``; nothing where there is no number."""
    if value is None:
        return SafeString("")
    drawn = format_html(
        '<svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        '<rect class="ground" width="100" height="10" rx="1"/><rect class="fill" width="{}" height="10" rx="1"/></svg>',
        _share(value, most),
    )
    words = shown or number(value, language())
    return format_html('<span class="bar-cell">{}<span class="value">{}</span></span>', drawn, words)


@register.simple_tag
def interval(
    low: float | None, value: float | None, high: float | None, most: float = 1.0, places: int = 2
) -> SafeString:
    """A number with the range it may lie in, on a scale from 0 to ``most``; written with ``places`` decimals."""
    if value is None:
        return SafeString("")
    here = language()
    least, largest = (value if low is None else low), (value if high is None else high)
    drawn = format_html(
        '<svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        '<rect class="ground" y="4" width="100" height="2"/>'
        '<rect class="fill soft" x="{}" y="2" width="{}" height="6"/>'
        '<rect class="mark" x="{}" width="1.6" height="10"/></svg>',
        _share(least, most),
        _share(largest - least, most),
        _share(max(0.0, value - 0.008 * most), most),
    )
    words = decimal(value, here, places)
    if least != largest:
        words = f"{words} ({decimal(least, here, places)}–{decimal(largest, here, places)})"
    return format_html('<span class="interval">{}<span class="value">{}</span></span>', drawn, words)


@register.simple_tag
def bars(pairs: list[tuple[Any, float]], most: float | None = None) -> SafeString:
    """A bar chart of (label, number) pairs, labelled directly; a label may be a link."""
    top = most or max((value for _, value in pairs), default=0)
    lines = format_html_join(
        "",
        '<li><span>{}</span><svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        '<rect class="fill" width="{}" height="10" rx="1"/></svg><span class="value">{}</span></li>',
        ((shown, _share(value, top), number(value, language())) for shown, value in pairs),
    )
    return format_html('<ul class="bars">{}</ul>', lines)


@register.simple_tag
def status(code: str) -> SafeString:
    """The mark of what is ``stated`` and what is ``reconstructed``, wherever an indicator is shown."""
    return format_html('<span class="tag {}">{}</span>', code, label("status", code, language()))


@register.simple_tag
def field(bound: BoundField, optional: bool = False) -> SafeString:
    """A field of a form with its label, hint and faults, each tied to it for those who listen."""
    return SafeString(render_to_string("web/ui/field.html", {"field": bound, "optional": optional}))


@register.filter
def data_script(value: object, name: str) -> SafeString:
    """Data for a script as a JSON element that no browser runs: ``{{ words|data_script:"words" }}``."""
    return json_script(value, name)


@register.simple_tag
def script(name: str) -> SafeString:
    """The bundle of an entry, with its sheet where it has one; nothing where the bundle was not built."""
    parts = []
    if _is_built(f"{name}.css"):
        parts.append(format_html('<link rel="stylesheet" href="{}">', static(f"proxeny/built/{name}.css")))
    if _is_built(f"{name}.js"):
        parts.append(format_html('<script type="module" src="{}"></script>', static(f"proxeny/built/{name}.js")))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def preload(name: str) -> SafeString:
    """For the head: what an entry is made of, so that it is there when the page is read and runs before it is drawn."""
    links = [("modulepreload", one) for one in _modules(f"{name}.js")]
    links += [("preload", f"{name}.css")] if _is_built(f"{name}.css") else []
    kinds = {"modulepreload": "script", "preload": "style"}
    rows = ((rel, kinds[rel], static(f"proxeny/built/{one}")) for rel, one in links)
    return format_html_join("", '<link rel="{}" as="{}" href="{}">', rows)


@cache
def _modules(name: str) -> tuple[str, ...]:
    """A module of the bundle and all that it imports; nothing where the bundle was not built."""
    found, waiting = [], [name]
    while waiting:
        one = waiting.pop()
        if one not in found and _is_built(one):
            found.append(one)
            text = files("proxeny.web").joinpath(f"static/proxeny/built/{one}").read_text(encoding="utf-8")
            waiting += _IMPORTED.findall(text)
    return tuple(found)


@cache
def _is_built(name: str) -> bool:
    return files("proxeny.web").joinpath(f"static/proxeny/built/{name}").is_file()
