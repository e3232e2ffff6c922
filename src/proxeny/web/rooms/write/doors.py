"""Who may enter the pages that write, and where a form may send its reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from proxeny.web.acting import acting

View = Callable[..., HttpResponse]


def writers(view: View) -> View:
    """Only for people who may write."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not acting(request).may_write:
            raise PermissionDenied
        return view(request, *args, **named)

    return checked


def safe_address(request: HttpRequest, address: str, otherwise: str) -> str:
    """An address within this site; anything else becomes ``otherwise``."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own and address.startswith("/") else otherwise
