"""What every template knows: language, direction, and this page in the other languages."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from proxeny.register.queries.revision import read_revision
from proxeny.report.words import language
from proxeny.web.access.actor import Actor
from proxeny.web.access.proxies import travels_secure
from proxeny.web.rooms import find_rooms

RIGHT_TO_LEFT = frozenset({"fa"})
_SHEETS = ("tokens", "base", "layout", "parts", "forms", "data", "pages", "account")
SHEETS = tuple(f"proxeny/css/{name}.css" for name in _SHEETS)
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
    actor = getattr(request, "actor", Actor())
    return {
        "language": here,
        "direction": "rtl" if here in RIGHT_TO_LEFT else "ltr",
        "alternates": others,
        "section": _section(rest),
        "rooms": [room for room in find_rooms() if actor.may(room.ask)],
        "actor": actor,
        "open_sign_up": settings.SIGN_UP_IS_OPEN,
        "unsafe": travels_secure(request) and not request.is_secure(),
        "sheets": SHEETS,
        "revision": SimpleLazyObject(read_revision),
        "today": date.today().isoformat(),
        "page_address": _full_address(request),
    }


def _full_address(request: HttpRequest) -> str:
    """The address to cite; without a host where the one that was asked for is not ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return request.get_full_path()


def _section(rest: str) -> str:
    """The part of the site a page belongs to: ``place``, ``network``, ``model``, ``source``..., empty at home."""
    first, _, after = rest.strip("/").partition("/")
    if first == "list":
        return _SECTIONS.get(after, "list")
    return _SECTIONS.get(first, first)
