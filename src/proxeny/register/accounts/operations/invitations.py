"""Let people in by a link that works once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from proxeny.errors import NotFound
from proxeny.register.accounts.models import Invitation, Person
from proxeny.register.accounts.operations.people import (
    add_person,
    find_person,
    read_role,
    read_username,
    set_password,
)
from proxeny.register.accounts.secrets import hash_secret, make_secret

GOOD_FOR = timedelta(days=7)
RESET_GOOD_FOR = timedelta(days=1)


def invite(role: str, *, username: str = "", by: str = "") -> str:
    """A secret with which somebody may make an account of a role, within a week.

    Raises `UnknownName`, `FaultyInput`.
    """
    secret, now = make_secret(), datetime.now(UTC)
    name = read_username(username) if username else ""
    wanted = read_role(role)
    Invitation.objects.filter(expires__lt=now).delete()
    Invitation.objects.create(
        hash=hash_secret(secret), username=name, role=wanted, by=by, made=now, expires=now + GOOD_FOR
    )
    return secret


def offer_reset(username: str, *, by: str = "") -> str:
    """A secret with which a person may set a new password, within a day; earlier ones end. Raises `NotFound`."""
    person, secret, now = find_person(username), make_secret(), datetime.now(UTC)
    with transaction.atomic():
        person.invitations.all().delete()
        Invitation.objects.create(
            hash=hash_secret(secret), person=person, username=person.username, role=person.role, by=by, made=now,
            expires=now + RESET_GOOD_FOR,
        )  # fmt: skip
    return secret


def find_invitation(secret: str) -> Invitation:
    """The invitation of a secret that still holds. Raises `NotFound`."""
    held = Invitation.objects.select_related("person").filter(hash=hash_secret(secret), expires__gt=datetime.now(UTC))
    invitation = held.first()
    if invitation is None:
        raise NotFound.of("invitation-unknown")
    return invitation


def accept(secret: str, *, username: str, name: str, password: str) -> Person:
    """Use an invitation up: make its account, or set the password anew.

    Raises `NotFound`, `FaultyInput`, `Conflict`; the invitation then still holds.
    """
    with transaction.atomic():
        invitation = find_invitation(secret)
        used, _ = Invitation.objects.filter(pk=invitation.pk).delete()
        if not used:
            raise NotFound.of("invitation-unknown")  # somebody else used it a moment ago
        if invitation.person is not None:
            set_password(invitation.person, password)
            return invitation.person
        return add_person(invitation.username or username, invitation.role, password=password, name=name)


def withdraw(number: int) -> None:
    """Take an invitation back. Raises `NotFound`."""
    if not Invitation.objects.filter(pk=number).delete()[0]:
        raise NotFound.of("invitation-unknown")
