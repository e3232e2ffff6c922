"""A one-time link: make the account it was made for, or set a new password."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from proxeny.errors import Conflict, FaultyInput
from proxeny.register.accounts.operations.invitations import accept, find_invitation
from proxeny.report.words import explain_fault
from proxeny.text import clean


@sensitive_post_parameters()
@never_cache
def show_join(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a user name (unless the link has one), a name to show, and a password; then lead to the door."""
    invitation = find_invitation(secret)
    typed = {name: clean(request.POST.get(name, ""), 200) for name in ("username", "name")}
    context = {"invitation": invitation, "typed": typed}
    if request.method != "POST":
        return render(request, "account/join.html", context)
    password = request.POST.get("password", "")
    try:
        if password != request.POST.get("again", ""):
            raise FaultyInput.of("passwords-differ")
        accept(secret, **typed, password=password)
    except (FaultyInput, Conflict) as error:
        faults = [explain_fault(fault) for fault in error.faults]
        return render(request, "account/join.html", {**context, "faults": faults})  # a status of 4xx would log the link
    return redirect("account_login")
