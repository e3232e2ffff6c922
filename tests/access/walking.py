"""Every route of the site, with an address that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from ..web.world import ISTANBUL, SIGNED, UBC

GIVEN = {
    "place_id": ISTANBUL, "figure_id": "NET-1", "network_id": UBC, "record_id": SIGNED, "key": "list",
    "table": "places", "item_id": "NET-1", "number": "999999", "username": "nobody", "secret": "x", "code": "TR",
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    """One route: an address that it answers, and its view."""

    address: str
    view: Callable[..., Any]

    @property
    def of_the_api(self) -> bool:
        """Whether programs ask it."""
        return self.address.startswith("/api/")


def all_routes() -> list[Route]:
    """Every route of the URL configuration, those of rooms and of the API too."""
    return [Route(address, pattern.callback) for address, pattern in _walk(get_resolver(), "/")]


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        here = before + _fill(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, here)
        else:
            yield here, pattern


def _fill(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        text = text.replace(f"<{type_name(text, name)}{name}>", GIVEN.get(name, _sample(converter)))
    return text


def type_name(text: str, name: str) -> str:
    """The converter that stands before a name in a route, with its colon."""
    at = text.index(f"{name}>")
    return text[text.rindex("<", 0, at) + 1 : at]


def _sample(converter: object) -> str:
    if isinstance(converter, IntConverter):
        return "999999"
    return "00000000-0000-0000-0000-000000000000" if isinstance(converter, UUIDConverter) else "x"
