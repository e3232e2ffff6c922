"""What one needs to be for a route: every route says it, and one that says nothing is open to nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver

from proxeny.register.accounts.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])
Route = URLPattern | URLResolver
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Need(Enum):
    """Who may: anybody, whoever is signed in, whoever has a permission, nobody."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed-in"
    READ = Permission.READ
    RESEARCH = Permission.RESEARCH
    WRITE = Permission.WRITE
    ADMINISTER = Permission.ADMINISTER
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a route needs for asking (GET, HEAD, OPTIONS) and what for sending (everything else)."""

    ask: Need
    send: Need = Need.NOBODY

    def of(self, method: str | None) -> Need:
        """What a request of this method needs."""
        return self.ask if method in SAFE else self.send


def needs(ask: Need, send: Need = Need.NOBODY) -> Callable[[View], View]:
    """Decorator: what the view needs. A view that says nothing of sending takes nothing (405)."""

    def declare(view: View) -> View:
        view.needs = Needs(ask, send)  # type: ignore[attr-defined]
        return view

    return declare


def guard(ask: Need, send: Need, routes: Iterable[Route]) -> list[Route]:
    """Declare the needs of routes, all the way down; a view that declares its own keeps them."""
    declared = Needs(ask, send)
    listed = list(routes)
    for pattern in walk(listed):
        if find_needs(pattern.callback) is None:
            pattern.callback.needs = declared
    return listed


def walk(routes: Iterable[Route]) -> Iterable[URLPattern]:
    """Every route, all the way down."""
    for route in routes:
        if isinstance(route, URLResolver):
            yield from walk(route.url_patterns)
        else:
            yield route


def find_needs(view: Callable[..., Any]) -> Needs | None:
    """What a view declared, or None."""
    return getattr(view, "needs", None)
