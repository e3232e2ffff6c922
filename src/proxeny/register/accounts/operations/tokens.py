"""Tokens for programs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from proxeny.errors import Conflict, FaultyInput, NotFound
from proxeny.register.accounts.models import Person, Token
from proxeny.register.accounts.secrets import TOKEN_MARK, hash_secret, make_secret
from proxeny.text import clean

LONGEST_DAYS = 366
MOST = 20


def make_token(person: Person, name: str, days: int = 90) -> str:
    """A new token of somebody: shown once, kept as a hash. Raises `FaultyInput`, `Conflict`."""
    name = clean(name, 80)
    if not name or not 1 <= days <= LONGEST_DAYS:
        raise FaultyInput.of("token-faulty", longest=LONGEST_DAYS)
    if person.tokens.count() >= MOST:
        raise Conflict.of("token-too-many", most=MOST)
    now = datetime.now(UTC)
    secret = f"{TOKEN_MARK}{make_secret()}"
    Token.objects.create(
        person=person, name=name, hash=hash_secret(secret), created=now,
        expires=now.date() + timedelta(days=days),
    )  # fmt: skip
    return secret


def revoke_token(person: Person, number: int) -> None:
    """Take a token back. Raises `NotFound` also for one of somebody else."""
    if not person.tokens.filter(pk=number).delete()[0]:
        raise NotFound.of("token-unknown")


def use_token(secret: str, today: date) -> Person | None:
    """The person on whose behalf a token speaks, or None; the day of use is written at most once a day."""
    if not secret.startswith(TOKEN_MARK):
        return None
    held = Token.objects.select_related("person").filter(hash=hash_secret(secret), expires__gte=today)
    token = held.filter(person__is_active=True).first()
    if token is None:
        return None
    if token.used != today:
        Token.objects.filter(pk=token.pk).update(used=today)
    return token.person
