"""The room of advice: which partner, which network, which union, and the programme made of it.

To add a page, drop in a module with ``PAGES`` (addresses) and, where it answers a question of its own, a ``DOOR``.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxeny.web.access.needs import Need
from proxeny.web.rooms import Room
from proxeny.web.rooms.advise.doors import find_pages

ROOM = Room(
    slug="advise",
    title=_("Advice"),
    order=30,
    lead=_("What should we do next?"),
    pages=find_pages(),
    ask=Need.READ,
    send=Need.WRITE,
)
