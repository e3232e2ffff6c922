"""What was typed into a form while the session ended is kept until its writer has signed in again."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

KEY = "kept-form"
_LARGEST = 100_000  # characters
_SECRET = frozenset({"csrfmiddlewaretoken", "code"})


def keep_form(request: HttpRequest) -> str:
    """Keep the fields of a form in the new session; the address that gives them back, or of the page it was on.

    The request has passed the check against forgery, so that it is the writer's own. Files cannot be kept.
    """
    told = [(name, values) for name, values in request.POST.lists() if name not in _SECRET and "password" not in name]
    fields = [(name, value) for name, values in told for value in values]
    if not fields or sum(len(name) + len(value) for name, value in fields) > _LARGEST:
        return request.get_full_path()
    request.session[KEY] = {"to": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return reverse("account-kept")


def read_kept(request: HttpRequest) -> dict[str, object] | None:
    """What was kept, if anything."""
    return request.session.get(KEY)


def forget_kept(request: HttpRequest) -> None:
    """It was sent, or is not wanted any more."""
    request.session.pop(KEY, None)
