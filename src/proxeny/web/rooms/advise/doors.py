"""The questions of this room: a page that answers one declares its door, and the tabs and first pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, reverse
from django.utils.functional import Promise

import proxeny.web.rooms.advise as room


@dataclass(frozen=True, slots=True)
class Door:
    """One question: the word on its tab, the question, a sentence on the answer, and the names of its addresses.

    ``address`` is the name of a page without a city, ``of_city`` of one that takes a place id; either may be empty.
    """

    order: int
    title: Promise
    question: Promise
    lead: Promise
    address: str = ""
    of_city: str = ""

    @property
    def name(self) -> str:
        """What tells doors apart: the name of the first of its addresses."""
        return self.address or self.of_city

    def lead_to(self, city: str = "") -> str:
        """Its address for a city where it has one, else the one without; empty where there is neither."""
        if city and self.of_city:
            return reverse(self.of_city, args=[city])
        return reverse(self.address) if self.address else ""


@cache
def find_doors() -> tuple[Door, ...]:
    """The doors of all modules of this folder, by their order."""
    modules = [import_module(f"{room.__name__}.{module.name}") for module in iter_modules(room.__path__)]
    doors = [module.DOOR for module in modules if hasattr(module, "DOOR")]
    return tuple(sorted(doors, key=lambda door: (door.order, door.name)))


def find_pages() -> tuple[URLPattern, ...]:
    """The addresses of all modules of this folder that have ``PAGES``."""
    modules = [import_module(f"{room.__name__}.{module.name}") for module in iter_modules(room.__path__)]
    return tuple(page for module in modules for page in getattr(module, "PAGES", ()))


def tabs(here: str, city: str = "") -> list[tuple[Promise, str, bool]]:
    """The tabs of a page as (word, address, whether it is this one); ``here`` is the `Door.name` of the page's door."""
    shown = [(door.title, door.lead_to(city), door.name == here) for door in find_doors()]
    return [one for one in shown if one[1]]
