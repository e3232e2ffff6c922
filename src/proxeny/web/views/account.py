"""One's own account: who one is here, second factor, tokens for programs, sign-ins."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from proxeny.errors import ProxenyError
from proxeny.register.accounts.models import Person
from proxeny.register.accounts.operations import tokens
from proxeny.register.accounts.queries.people import list_sign_ins
from proxeny.report.words import explain_fault
from proxeny.web.access.kept import forget_kept, read_kept

_SHOWN = 10
DAYS = (7, 30, 90, 365)


@require_GET
@never_cache
def show_account(request: HttpRequest) -> HttpResponse:
    """Role, second factor, tokens and the latest sign-ins; alone there is no account, and the page says so."""
    return _show(request)


@require_POST
@never_cache
def make_token(request: HttpRequest) -> HttpResponse:
    """A new token, shown in this answer and never again."""
    person = request.actor.person
    if person is None:
        return redirect("account")
    days = request.POST.get("days", "")
    try:
        secret = tokens.make_token(person, request.POST.get("name", ""), int(days) if days.isdecimal() else 0)
    except ProxenyError as error:
        return _show(request, faults=[explain_fault(fault) for fault in error.faults], status=400)
    return _show(request, secret=secret)


@require_POST
def revoke_token(request: HttpRequest, number: int) -> HttpResponse:
    """Take one of one's own tokens back."""
    if request.actor.person is not None:
        tokens.revoke_token(request.actor.person, number)
    return redirect("account")


@require_GET
def show_factor(request: HttpRequest) -> HttpResponse:
    """The second factor is a part of the account page."""
    return redirect("account")


@never_cache
def show_kept(request: HttpRequest) -> HttpResponse:
    """What was typed before the session ended, ready to be sent again; or thrown away."""
    if request.method == "POST":
        forget_kept(request)
        return redirect("home")
    kept = read_kept(request)
    if kept is None:
        return redirect("home")
    return render(request, "account/kept.html", {"kept": kept})


def _show(
    request: HttpRequest, *, secret: str = "", faults: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, object] = {"secret": secret, "faults": faults or [], "days": DAYS}
    person: Person | None = request.actor.person
    if person is not None:
        kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
        context |= {
            "person": person,
            "armed": Authenticator.Type.TOTP in kinds,
            "tokens": person.tokens.order_by("-created"),
            "sign_ins": list_sign_ins(0, _SHOWN, person)[0],
        }
    return render(request, "account/account.html", context, status=status)
