"""What every template knows: language, direction, and this page in the other languages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from proxeny.report.words import language
from proxeny.web.rooms import find_rooms

RIGHT_TO_LEFT = frozenset({"fa"})
SHEETS = tuple(f"proxeny/css/{name}.css" for name in ("tokens", "base", "layout", "parts", "forms", "data", "pages"))
_SECTIONS = {
    "places": "place", "networks": "network", "countries": "country", "agreements": "agreement", "sources": "source",
}  # fmt: skip


def page(request: HttpRequest) -> dict[str, object]:
    """Language and direction of the page, its address without the language, and its address in each language."""
    here = language()
    rest = request.path
    for code, _name in settings.LANGUAGES:
        if rest.startswith(f"/{code}/"):
            rest = rest[len(code) + 1 :]
            break
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    others = [(code, name, f"/{code}{rest}{query}") for code, name in settings.LANGUAGES]
    return {
        "language": here,
        "direction": "rtl" if here in RIGHT_TO_LEFT else "ltr",
        "alternates": others,
        "section": _section(rest),
        "rooms": find_rooms(),
        "sheets": SHEETS,
    }


def _section(rest: str) -> str:
    """The part of the site a page belongs to: ``place``, ``network``, ``model``, ``source``..., empty at home."""
    first, _, after = rest.strip("/").partition("/")
    if first == "list":
        return _SECTIONS.get(after, "list")
    return _SECTIONS.get(first, first)
