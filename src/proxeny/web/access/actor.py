"""The actor of a request: the one person of this machine, somebody signed in, a program with a token, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from proxeny.register.accounts.models import Person
from proxeny.register.accounts.operations.tokens import use_token
from proxeny.register.accounts.roles import Permission
from proxeny.web.access.needs import Need

API = "/api/"
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the name that the history shows (whoever is alone has none), what they may, and how they came.

    ``alone``: works on this machine without an account. ``token``: a program that speaks for ``person``.
    """

    name: str = ""
    permissions: frozenset[Permission] = frozenset()
    person: Person | None = None
    alone: bool = False
    token: bool = False

    @property
    def known(self) -> bool:
        """Whether we know who it is."""
        return self.alone or self.person is not None

    def may(self, need: Need) -> bool:
        """Whether the actor is what a route needs."""
        if need is Need.ANYBODY:
            return True
        if need is Need.SIGNED_IN:
            return self.known
        return need.value in self.permissions

    # Templates cannot give arguments.

    @property
    def may_read(self) -> bool:
        """Whether the actor may see the register."""
        return Permission.READ in self.permissions

    @property
    def may_write(self) -> bool:
        """Whether the actor may change the register."""
        return Permission.WRITE in self.permissions

    @property
    def may_research(self) -> bool:
        """Whether the actor may keep analyses."""
        return Permission.RESEARCH in self.permissions

    @property
    def may_administer(self) -> bool:
        """Whether the actor may administer people."""
        return Permission.ADMINISTER in self.permissions


def find_actor(request: HttpRequest) -> Actor:
    """Who asks. A request of this machine to this machine touches neither session nor database."""
    if request.path_info.startswith(API) and (secret := _bearer(request)) is not None:
        person = use_token(secret, datetime.now(UTC).date())
        return Actor() if person is None else Actor(str(person), person.permissions, person, token=True)
    if settings.ALONE and is_local(request):
        return Actor(permissions=frozenset(Permission), alone=True)
    # An anonymous reader without a session cookie has no session to look up.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return Actor(str(request.user), request.user.permissions, request.user)
    return Actor(permissions=frozenset({Permission.READ}) if settings.EVERYBODY_READS else frozenset())


def is_local(request: HttpRequest) -> bool:
    """Whether a request comes from this machine, asks for this machine, and no proxy stands between."""
    if any(header in request.META for header in _FORWARDED):
        return False
    host, _ = split_domain_port(request.get_host())
    try:
        loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return loopback and host in settings.LOOPBACK_HOSTS


def _bearer(request: HttpRequest) -> str | None:
    """The token that the request brings, however badly written; None where it brings none."""
    scheme, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return secret.strip() if scheme else None
