"""Who may enter the pages that write, and where a form may send its reader."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from proxeny.web.access.needs import Need, needs

writers = needs(Need.WRITE, Need.WRITE)  # only for people who may write, whether they ask or send


def safe_address(request: HttpRequest, address: str, otherwise: str) -> str:
    """An address within this site; anything else becomes ``otherwise``."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own and address.startswith("/") else otherwise
