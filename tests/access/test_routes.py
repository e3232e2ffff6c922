"""Every route says who may, and lets through nobody else: walked as each role, asking and sending."""

from __future__ import annotations

import pytest
from django.test import Client

from .conftest import ELSEWHERE, ROLES
from .walking import all_routes

METHODS = ("GET", "POST", "PUT", "DELETE")
WORLDS = ("anonymous", *ROLES)


def test_every_route_declares_what_it_needs():
    from proxeny.web.access.needs import find_needs

    assert [route.address for route in all_routes() if find_needs(route.view) is None] == []


def test_the_walk_reaches_pages_rooms_and_the_api():
    from proxeny.web.rooms import find_rooms

    addresses = [route.address for route in all_routes()]
    assert "/en/people/" in addresses and "/api/v1/places" in addresses and len(addresses) > 50
    assert all(any(one.startswith(f"/en/{room.slug}/") for one in addresses) for room in find_rooms())


@pytest.mark.parametrize("role", WORLDS)
def test_a_route_lets_through_exactly_whom_it_declares(world, people, settings, role):
    from proxeny.register.accounts.roles import permissions_of
    from proxeny.web.access.actor import Actor

    settings.ALONE = False
    actor = Actor(permissions=permissions_of(role), person=people.get(role))
    wrong = []
    for route in all_routes():
        for method in METHODS if role == "anonymous" else METHODS[:2]:
            need = route.view.needs.of(method)
            answer = ask(route.address, method, people.get(role))
            expected = refused_with(need, actor, route, method)
            got = outcome(answer)
            if expected is None and (got in (401, 403) or answer.status_code >= 500):
                wrong.append((method, route.address, "let through", answer.status_code))
            elif expected is not None and got != expected:
                wrong.append((method, route.address, expected, got))
    assert wrong == []


def ask(address, method, person):
    """One request of one method, by somebody with a fresh session."""
    client = Client(raise_request_exception=False, **ELSEWHERE)
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.generic(method, address)


def refused_with(need, actor, route, method):
    """How a route refuses an actor; None where it lets through."""
    from proxeny.web.access.needs import Need

    if actor.may(need):
        return None
    if need is Need.NOBODY and method != "GET":
        return 405
    if actor.person is not None:
        return 403
    return 401 if route.of_the_api else "door"


def outcome(answer):
    """The status; ``door`` for being sent to sign in and back."""
    to_door = answer.status_code == 302 and "/account/login/?next=" in answer["Location"]
    return "door" if to_door else answer.status_code
