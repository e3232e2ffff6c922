"""Nothing typed is lost: a form that can no longer be taken is shown again with what was written in it.

`keep_draft` is for whoever turns away a request because nobody is signed in any more: what was typed waits under an
address of its own, and the form opens with it after signing in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from proxeny.register.models import Draft
from proxeny.web.views.errors import show_forbidden

_KEPT = timedelta(days=7)
_MOST = 2_000  # drafts
_LONGEST = 200_000  # characters
_OURS = frozenset({"csrfmiddlewaretoken", "step"})
_FORMS = frozenset({"write:new", "write:edit"})


def read_typed(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed into the form of a request, without what the page itself put there."""
    return {name: request.POST.getlist(name) for name in request.POST if name not in _OURS}


def is_form(path: str) -> bool:
    """Whether an address is that of a form whose contents are worth keeping."""
    try:
        return resolve(path).view_name in _FORMS
    except Resolver404:
        return False


def show_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of "forbidden": what was typed, to be opened in the form again. Nothing is stored by it."""
    typed = read_typed(request)
    if request.method != "POST" or not is_form(request.path) or _size(typed) > _LONGEST:
        return show_forbidden(request)
    return render(request, "web/write/again.html", {"typed": sorted(typed.items()), "path": request.path}, status=403)


def keep_draft(request: HttpRequest) -> str:
    """Keep what was typed, for a week; the address under which the form opens with it, empty where nothing is kept."""
    typed = read_typed(request)
    Draft.objects.filter(at__lt=datetime.now(UTC) - _KEPT).delete()
    if not is_form(request.path) or _size(typed) > _LONGEST or Draft.objects.count() >= _MOST:
        return ""
    draft = Draft.objects.create(path=request.path, fields=typed)
    return f"{request.path}?draft={draft.pk}"


def read_draft(request: HttpRequest) -> dict[str, list[str]]:
    """What was kept for the form of this request; nothing where the address names no draft of this form."""
    try:
        asked = UUID(request.GET.get("draft", ""))
    except ValueError:
        return {}
    found = Draft.objects.filter(pk=asked, path=request.path).first()
    return {str(name): [str(value) for value in values] for name, values in found.fields.items()} if found else {}


def _size(typed: dict[str, list[str]]) -> int:
    return sum(len(value) for values in typed.values() for value in values)
