"""Who acts: the one place that says whose name a change bears and what that person may do.

On the loopback address one person works without signing in and may do everything. Where accounts are used,
`proxeny.web.access` finds out who asks; his or her role decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: the name kept in histories (the same in every language), and the role."""

    name: str
    role: str  # viewer officer researcher administrator; empty: nobody is signed in

    @property
    def may_write(self) -> bool:
        """Whether forms, imports and reviews are open."""
        return self.role in {"officer", "administrator"}

    @property
    def may_undo_all(self) -> bool:
        """Whether also what others did may be taken back."""
        return self.role == "administrator"


def acting(request: HttpRequest) -> Actor:
    """The person behind a request, as the check of access found it."""
    found = request.actor
    if found.alone:
        return Actor(LOCAL, "administrator")
    return Actor(found.name, found.person.role if found.person else "")


def show_person(name: str) -> str:
    """A name as pages show it."""
    return _("the person at this computer") if name == LOCAL else name or _("somebody")
