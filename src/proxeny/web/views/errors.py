"""Pages for what went wrong: what, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.errors import Conflict, FaultyInput, NotFound, ProxenyError, Unavailable, UnknownName
from proxeny.report.words import explain_fault

_STATUS: dict[type[ProxenyError], int] = {
    NotFound: 404, UnknownName: 404, FaultyInput: 400, Conflict: 409, Unavailable: 503,
}  # fmt: skip


def explain(request: HttpRequest, error: ProxenyError) -> HttpResponse:
    """The page of an error raised on purpose."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    context = {"status": status, "faults": [explain_fault(fault) for fault in error.faults]}
    return render(request, "web/error.html", context, status=status)


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The server could not make sense of the request."""
    return render(request, "web/error.html", {"status": 400}, status=400)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The server understood, but will not."""
    return render(request, "web/error.html", {"status": 403}, status=403)


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    return render(request, "web/error.html", {"status": 404}, status=404)


def show_broken(request: HttpRequest) -> HttpResponse:
    """A defect of ours; the page asks nothing of the database."""
    return render(request, "web/error.html", {"status": 500}, status=500)
