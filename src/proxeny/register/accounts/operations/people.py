"""Make, change and remove people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from proxeny.errors import Conflict, Fault, FaultyInput, NotFound, UnknownName
from proxeny.register.accounts.models import Person
from proxeny.register.accounts.models.person import LONGEST, SHORTEST, USERNAME
from proxeny.register.accounts.roles import Role
from proxeny.text import clean


@contextmanager
def _keeping_an_administrator() -> Iterator[None]:
    """A transaction after which somebody can still administer; what would lock everybody out is undone."""
    with transaction.atomic():
        had = list(_administrators().select_for_update())  # whoever else changes roles waits
        yield
        if had and not _administrators().exists():
            raise Conflict.of("person-last-administrator")


def _administrators() -> QuerySet[Person]:
    return Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True)


def read_username(text: str) -> str:
    """A user name in its one spelling. Raises `FaultyInput`."""
    username = text.strip().lower()
    try:
        USERNAME(username)
    except ValidationError as error:
        raise FaultyInput.of("person-username", text=text) from error
    if not SHORTEST <= len(username) <= LONGEST:
        raise FaultyInput.of("person-username", text=text)
    return username


def read_role(text: str) -> Role:
    """A role by its name. Raises `UnknownName`."""
    if text not in set(Role):
        raise UnknownName.of("role-unknown", name=text, there=", ".join(Role))
    return Role(text)


def find_person(username: str) -> Person:
    """The person of a user name. Raises `NotFound`."""
    person = Person.objects.filter(username=username.strip().lower()).first()
    if person is None:
        raise NotFound.of("person-unknown", text=username)
    return person


def check_password(password: str, person: Person) -> None:
    """Raises `FaultyInput` with everything that makes the password a bad one."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise FaultyInput(*(_password_fault(one) for one in error.error_list)) from error


def _password_fault(error: ValidationError) -> Fault:
    """What a validator of Django minds, by our own code."""
    if error.code == "password_too_short":
        return Fault("password-too-short", params={"min_length": (error.params or {}).get("min_length", "")})
    if error.code == "password_entirely_numeric":
        return Fault("password-entirely-numeric")
    return Fault("password-too-similar" if error.code == "password_too_similar" else "password-too-common")


def add_person(username: str, role: str, *, password: str | None, name: str = "") -> Person:
    """Make an account; without a password nobody can sign in with it yet. Raises `FaultyInput`, `Conflict`."""
    person = Person(username=read_username(username), name=clean(name, 200), role=read_role(role))
    person.joined = datetime.now(UTC)
    if password is None:
        person.set_unusable_password()
    else:
        check_password(password, person)
        person.set_password(password)
    with transaction.atomic():
        if Person.objects.filter(username=person.username).exists():
            raise Conflict.of("person-taken", text=person.username)
        person.save(force_insert=True)
    return person


def set_role(username: str, role: str) -> Person:
    """Give somebody another role. Raises `NotFound`, `UnknownName`, and `Conflict` for the last administrator."""
    wanted = read_role(role)
    with _keeping_an_administrator():
        person = find_person(username)
        person.role = wanted
        person.save(update_fields=["role"])
    return person


def remove_person(username: str) -> None:
    """Remove an account with its tokens, second factor and sign-ins; its sessions end, what was done keeps the name.

    Raises `NotFound`, and `Conflict` for the last administrator.
    """
    with _keeping_an_administrator():
        person = find_person(username)
        person.delete()


def set_password(person: Person, password: str) -> None:
    """Give somebody a new password, which ends every session of theirs. Raises `FaultyInput`."""
    check_password(password, person)
    person.set_password(password)
    with transaction.atomic():
        person.save(update_fields=["password"])
        person.invitations.all().delete()


def drop_factor(person: Person) -> None:
    """Take somebody's second factor and recovery codes off, because the device was lost."""
    person.authenticator_set.all().delete()
