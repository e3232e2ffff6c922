"""What happens when somebody comes in, leaves or is refused."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.register.accounts.models import Person
from proxeny.register.accounts.operations.log import log_sign_in


def address_of(request: HttpRequest) -> str:
    """The address of the client, after what trusted proxies say of it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def name_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The user name that somebody tries, in its one spelling."""
    typed = (credentials or {}).get("username") or (request.POST.get("login", "") if request is not None else "")
    return str(typed).strip().lower()[:255]


def show_locked(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """Too many wrong passwords: the door is closed for a while."""
    return render(request, "account/locked.html", status=429)


@receiver(user_logged_in, dispatch_uid="proxeny-in")
def log_in(sender: object, request: HttpRequest, user: Person, **_: Any) -> None:
    """Somebody came in."""
    log_sign_in(user, "in", address_of(request))


@receiver(user_logged_out, dispatch_uid="proxeny-out")
def log_out(sender: object, request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Somebody left."""
    if isinstance(user, Person):
        log_sign_in(user, "out", address_of(request))


@receiver(user_login_failed, dispatch_uid="proxeny-failed")
def log_failed(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody gave a wrong password; a name that nobody bears may be a password typed in the wrong box: not kept."""
    if request is not None:
        person = Person.objects.filter(username=name_of(request, credentials)).first()
        log_sign_in(person, "failed", address_of(request))


@receiver(user_locked_out, dispatch_uid="proxeny-locked")
def log_locked(sender: object, request: HttpRequest, username: str, **_: Any) -> None:
    """The door was closed to somebody."""
    log_sign_in(Person.objects.filter(username=username or "").first(), "locked", address_of(request))
