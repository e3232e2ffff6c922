"""Rooms of the workbench beside the pages of the register: to add one, drop in a module or package with a ``ROOM``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver, include, path
from django.utils.functional import Promise

from proxeny.web.access.needs import Need, guard


@dataclass(frozen=True, slots=True)
class Room:
    """One room: the first part of its addresses (also the namespace of their names), what it is called, its pages.

    ``lead`` is the question it answers; the home page shows it.
    ``ask`` and ``send``: what its pages need unless a page says it itself with ``@needs``.
    """

    slug: str
    title: Promise
    order: int
    pages: tuple[URLPattern | URLResolver, ...]
    lead: Promise | str = ""
    ask: Need = Need.READ
    send: Need = Need.RESEARCH

    @property
    def home(self) -> str:
        """The name of its first page, which every room calls ``home``."""
        return f"{self.slug}:home"


@cache
def find_rooms() -> tuple[Room, ...]:
    """Every room of this folder, in the order of the menu."""
    found = [import_module(f"{__name__}.{module.name}").ROOM for module in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda room: (room.order, room.slug)))


def find_addresses() -> list[URLResolver]:
    """The addresses of all rooms, each under its slug."""
    guarded = [(room.slug, guard(room.ask, room.send, room.pages)) for room in find_rooms()]
    return [path(f"{slug}/", include((pages, slug))) for slug, pages in guarded]
