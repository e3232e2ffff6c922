"""Who may work here: for administrators."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from proxeny.errors import ProxenyError
from proxeny.register.accounts.operations import invitations
from proxeny.register.accounts.operations.people import find_person, remove_person, set_role
from proxeny.register.accounts.queries.people import list_invitations, list_people, list_sign_ins
from proxeny.register.accounts.roles import Role
from proxeny.report.words import explain_fault
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager


@require_GET
@never_cache
def show_people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, and the invitations that wait."""
    return _show(request)


@require_POST
@never_cache
def invite_somebody(request: HttpRequest) -> HttpResponse:
    """A link that makes one account, shown in this answer and never again."""
    role, username = request.POST.get("role", ""), request.POST.get("username", "").strip()
    return _linking(request, lambda: invitations.invite(role, username=username, by=acting(request).name))


@require_POST
@never_cache
def reset_password(request: HttpRequest, username: str) -> HttpResponse:
    """A link with which somebody sets a new password, shown in this answer and never again."""
    return _linking(request, lambda: invitations.offer_reset(username, by=acting(request).name), username)


@require_POST
def withdraw_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """Take an invitation back."""
    invitations.withdraw(number)
    return redirect("people")


@require_POST
@never_cache
def change_role(request: HttpRequest, username: str) -> HttpResponse:
    """Give somebody another role."""
    try:
        set_role(username, request.POST.get("role", ""))
    except ProxenyError as error:
        return _show(request, error=error)
    return redirect("people")


@never_cache
def remove_account(request: HttpRequest, username: str) -> HttpResponse:
    """Ask first, then remove an account."""
    person = find_person(username)
    if request.method != "POST":
        return render(request, "account/remove.html", {"person": person})
    try:
        remove_person(username)
    except ProxenyError as error:
        return _show(request, error=error)
    return redirect("people")


@require_GET
@never_cache
def show_sign_ins(request: HttpRequest) -> HttpResponse:
    """Who came in, who left, who was refused, newest first."""
    pager = read_pager(request)
    events, total = list_sign_ins(pager.start, pager.size)
    return render(request, "account/sign_ins.html", {"events": events, "pager": pager.of(total)})


def _linking(request: HttpRequest, make: Callable[[], str], username: str = "") -> HttpResponse:
    try:
        link = request.build_absolute_uri(reverse("join", args=[make()]))
    except ProxenyError as error:
        return _show(request, error=error)
    return _show(request, link=link, whose=username)


def _show(request: HttpRequest, *, link: str = "", whose: str = "", error: ProxenyError | None = None) -> HttpResponse:
    context = {
        "people": list_people(),
        "invitations": list_invitations(),
        "roles": list(Role),
        "link": link,
        "whose": whose,
        "faults": [explain_fault(fault) for fault in error.faults] if error else [],
    }
    return render(request, "account/people.html", context, status=400 if error else 200)
