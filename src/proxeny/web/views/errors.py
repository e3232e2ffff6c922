"""Pages for what went wrong: what, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from proxeny.errors import Fault, ProxenyError
from proxeny.report.words import explain_fault
from proxeny.web.access.actor import API
from proxeny.web.access.kept import keep_form
from proxeny.web.api.errors import STATUS, answer_faults


def explain(request: HttpRequest, error: ProxenyError) -> HttpResponse:
    """The page of an error raised on purpose."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    context = {"status": status, "faults": [explain_fault(fault) for fault in error.faults]}
    return render(request, "web/error.html", context, status=status)


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The server could not make sense of the request."""
    if request.path_info.startswith(API):
        return answer_faults([Fault("request-unreadable", params={"detail": "400"})], 400)
    return render(request, "web/error.html", {"status": 400}, status=400)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The reader's role does not allow this."""
    return render(request, "web/error.html", {"status": 403}, status=403)


def show_forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without our secret: kept where our own page sent it too late, refused where another site sent it."""
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") == own:
        back = keep_form(request)
        if back == reverse("account-kept"):
            return redirect(back)
    return render(request, "web/error.html", {"status": 403, "forged": True}, status=403)


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    if request.path_info.startswith(API):
        return answer_faults([Fault("route-unknown")], 404)
    return render(request, "web/error.html", {"status": 404}, status=404)


def show_broken(request: HttpRequest) -> HttpResponse:
    """A defect of ours; the page asks nothing of the database."""
    if request.path_info.startswith(API):
        return answer_faults([Fault("answer-broken")], 500)
    return render(request, "web/error.html", {"status": 500}, status=500)
