"""Errors as JSON: where, what, what to do, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from proxeny.errors import Conflict, Fault, FaultyInput, NotFound, ProxenyError, Unavailable, UnknownName, Where
from proxeny.report.words import explain_parts
from proxeny.text import clean

STATUS: dict[type[ProxenyError], int] = {
    NotFound: 404, UnknownName: 404, FaultyInput: 400, Conflict: 409, Unavailable: 503,
}  # fmt: skip
_MILLION = 1_000_000


def answer_faults(faults: Sequence[Fault], status: int, total: int = 0) -> HttpResponse:
    """The answer of a request that came to nothing: how many faults, and each with its code, place and words."""
    told = [
        {"code": fault.code, "severity": fault.severity, **dict(zip(("where", "what", "do"), parts, strict=True))}
        for fault in faults
        for parts in [explain_parts(fault)]
    ]
    return JsonResponse({"errors": max(total, len(told)), "faults": told}, status=status)


def answer_error(_request: HttpRequest, error: ProxenyError) -> HttpResponse:
    """An error raised on purpose."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return answer_faults(error.faults, status, error.total)


def _answer_invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return answer_faults(list(_faults_of(error.errors)), 400)


def _faults_of(errors: Iterable[dict[str, Any]]) -> Iterable[Fault]:
    for one in errors:
        place = ".".join(str(part) for part in one.get("loc", ())[1:] if part not in ("asked", "body"))
        value = clean(str(one.get("input", "")), 100)
        params = {"value": value, "detail": clean(str(one.get("msg", "")), 300)}
        yield Fault("request-faulty", Where(column=place), params)


def _answer_too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    from django.conf import settings

    params = {"most": f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / _MILLION:g}"}
    return answer_faults([Fault("body-too-large", params=params)], 413)


def _answer_unreadable(_request: HttpRequest, error: Exception) -> HttpResponse:
    return answer_faults([Fault("request-unreadable", params={"detail": clean(str(error), 200)})], 400)


def _answer_http(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return answer_faults([Fault("request-unreadable", params={"detail": clean(str(error), 200)})], error.status_code)


def _answer_absent(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return answer_faults([Fault("route-unknown")], 404)


def explain_errors(api: NinjaAPI) -> None:
    """Give every kind of error its answer."""
    api.add_exception_handler(ProxenyError, answer_error)
    api.add_exception_handler(ValidationError, _answer_invalid)
    api.add_exception_handler(RequestDataTooBig, _answer_too_large)
    api.add_exception_handler(SuspiciousOperation, _answer_unreadable)
    api.add_exception_handler(HttpError, _answer_http)
    api.add_exception_handler(Http404, _answer_absent)
