"""A page is made once for each state of the register: the answer is kept, and who has it already is told so."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from proxeny.home import product_version
from proxeny.io.claims import digest
from proxeny.register.queries.revision import read_revision
from proxeny.report.words import language
from proxeny.web.access.needs import SAFE
from proxeny.web.access.proxies import travels_secure

View = Callable[..., HttpResponse]
_KINDS = ("text/html", "application/json")
_LARGEST = 2_000_000  # characters of a page that is worth keeping
_LEVEL = 5  # of compression: a city page is smaller by nine parts in ten, in a few milliseconds


def keep_pages(routes: Iterable[URLPattern]) -> list[URLPattern]:
    """Keep the pages of routes that show nothing but the register, the product and who asks."""
    listed = list(routes)
    for route in listed:
        route.callback = kept(route.callback)
    return listed


def kept(run: View) -> View:
    """Answer from what is kept, or 304 where the asker has the page already; nothing is computed then.

    What a page depends on is in its tag, so that nothing needs to be thrown away: a changed register asks for other
    tags. A page that sets a cookie, holds a secret, or is a file to be kept elsewhere is made for each request.
    """

    @wraps(run)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method not in SAFE:
            return run(request, *args, **named)
        tag = find_tag(request)
        response = get_conditional_response(request, etag=tag) or _find(request, tag)
        if response is None:
            response = run(request, *args, **named)
            if response.status_code != 200 or not _may_be_kept(request, response):
                return response
            response = _keep(request, tag, response)
        response.headers["ETag"] = tag
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer


def find_tag(request: HttpRequest) -> str:
    """Changes with the register, the product, the day, the question, the language and who asks."""
    actor = request.actor
    who = ("alone",) if actor.alone else (actor.name, *sorted(actor.permissions))
    day = datetime.now(UTC).date().isoformat()  # today is the default of many questions
    where = (request.scheme, request.META.get("HTTP_HOST", ""), request.get_full_path(), str(travels_secure(request)))
    return f'W/"{digest(read_revision(), build_stamp(), day, language(), *where, *who, size=16)}"'


@cache
def build_stamp() -> str:
    """Changes with the version of the product, and with its files where somebody works on them."""
    files = (path.stat().st_mtime_ns for path in Path(__file__).parent.rglob("*") if path.suffix != ".pyc")
    return f"{product_version()}-{max(files)}"


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    own = response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META or response.has_header("Content-Disposition")
    return not own and not response.streaming


def _find(request: HttpRequest, tag: str) -> HttpResponse | None:
    held = caches["pages"].get(tag)
    return _respond(request, *held) if held else None


def _keep(request: HttpRequest, tag: str, response: HttpResponse) -> HttpResponse:
    """Keep a page, compressed once: no secret is in it that its length could betray."""
    kind = response.headers["Content-Type"]
    if not kind.startswith(_KINDS) or len(response.content) > _LARGEST:
        return response
    body = gzip.compress(response.content, _LEVEL, mtime=0)
    caches["pages"].set(tag, (body, kind), timeout=None)
    return _respond(request, body, kind)


def _respond(request: HttpRequest, body: bytes, kind: str) -> HttpResponse:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(body if packed else gzip.decompress(body), content_type=kind)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response
