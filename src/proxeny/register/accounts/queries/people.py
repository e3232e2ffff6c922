"""Lists of people, their tokens, invitations and sign-ins."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator

from proxeny.register.accounts.models import Invitation, Person, SignIn

_FACTORS = (Authenticator.Type.TOTP,)


def list_people() -> list[dict[str, object]]:
    """Everybody by user name: username, name, role, active, second_factor, joined, last_login, can_sign_in."""
    armed = set(Authenticator.objects.filter(type__in=_FACTORS).values_list("user_id", flat=True))
    return [
        {
            "username": one.username,
            "name": one.name,
            "role": one.role,
            "active": one.is_active,
            "second_factor": one.pk in armed,
            "joined": one.joined,
            "last_login": one.last_login,
            "can_sign_in": one.has_usable_password(),
        }
        for one in Person.objects.order_by("username")
    ]


def list_invitations() -> list[Invitation]:
    """Invitations that still hold, the one that ends first coming first."""
    return list(Invitation.objects.filter(expires__gt=datetime.now(UTC)).order_by("expires"))


def list_sign_ins(start: int, size: int, person: Person | None = None) -> tuple[list[SignIn], int]:
    """One page of the sign-ins, newest first, of everybody or of one person, and how many there are."""
    events = SignIn.objects.select_related("person").order_by("-at", "-id")
    if person is not None:
        events = events.filter(person=person)
    return list(events[start : start + size]), events.count()


def count_administrators() -> int:
    """How many people can administer."""
    return Person.objects.filter(role="administrator", is_active=True).count()
