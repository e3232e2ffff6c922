"""A small world behind accounts: one person of each role, and clients that come from another machine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from proxeny.register.accounts.models import Person
    from tests.web.world import World

ROLES = ("viewer", "officer", "researcher", "administrator")
PASSWORD = "correct horse battery staple"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@cache
def argon() -> str:
    """The hash of the password; Argon2 is slow on purpose."""
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


@pytest.fixture(autouse=True)
def unhurried() -> None:
    """No test pays for the attempts of another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def world(db: None) -> World:
    """Four cities, five agreements, two networks, two sources."""
    from ..web.world import build_world  # models can be imported only once Django is set up

    return build_world()


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """One person of each role, called like it, all with the same password."""
    from proxeny.register.accounts.operations.people import add_person

    made = {role: add_person(role, role, password=None) for role in ROLES}
    for person in made.values():
        person.password = argon()
        person.save()
    return made


@pytest.fixture
def alone() -> Client:
    """The one person of this machine."""
    return Client()


@pytest.fixture
def stranger(settings) -> Client:
    """Somebody on another machine, not signed in; the pages are served to many."""
    settings.ALONE = False
    return Client(**ELSEWHERE)


@pytest.fixture
def as_role(people, settings):
    """Makes a client of somebody signed in."""
    settings.ALONE = False

    def sign_in(role: str, **options: object) -> Client:
        client = Client(**ELSEWHERE, **options)
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
