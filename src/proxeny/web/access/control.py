"""Every request meets the same question: may this actor do this here?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers

from proxeny.errors import Fault
from proxeny.web.access.actor import API, Actor, find_actor
from proxeny.web.access.kept import keep_form
from proxeny.web.access.needs import SAFE, Need, Needs, find_needs
from proxeny.web.api.errors import answer_faults
from proxeny.web.views.errors import show_bad_request, show_forbidden

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_UNDECLARED = Needs(Need.NOBODY, Need.NOBODY)


class AccessControl:
    """Finds out who asks, and lets through only whom the route's declaration lets through.

    A route that declares nothing is for nobody with an account; the one person of this machine owns everything anyway.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = find_actor(request)
        unsound = "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")
        response = show_bad_request(request) if unsound else self.get_response(request)
        if not request.actor.alone:  # what somebody may see is nobody else's to keep
            patch_vary_headers(response, ("Cookie", "Authorization"))
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """None lets the request through; a route that declares nothing lets nobody through."""
        actor: Actor = request.actor
        declared = find_needs(view)
        need = (declared or _UNDECLARED).of(request.method)
        if actor.may(need) or (declared is None and actor.alone):
            return None if not _is_forged(request, actor) else _refuse(request, 403, "not-from-elsewhere")
        if need is Need.NOBODY and request.method not in SAFE:
            return _refuse(request, 405, "method-not-allowed", getattr(view, "takes", "GET, HEAD"))
        if actor.known or need is Need.NOBODY:
            return _refuse(request, 403, "not-allowed")
        return _refuse(request, 401, "sign-in-needed") if request.path_info.startswith(API) else _send_to_door(request)


def _is_forged(request: HttpRequest, actor: Actor) -> bool:
    """Whether a page of another site makes the browser send this to the API, where no form carries a secret.

    A token proves the sender; without one, only what is no browser, or our own page, may send.
    """
    if request.method in SAFE or actor.token or not request.path_info.startswith(API):
        return False
    if request.META.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin"):
        return True
    origin = request.META.get("HTTP_ORIGIN")
    return origin is not None and urlsplit(origin)[:2] != (request.scheme, request.get_host())


def _refuse(request: HttpRequest, status: int, code: str, takes: str = "") -> HttpResponseBase:
    if request.path_info.startswith(API):
        response = answer_faults([Fault(code)], status)
    else:
        response = HttpResponse(status=405) if status == 405 else show_forbidden(request)
    if takes:
        response.headers["Allow"] = takes
    return response


def _send_to_door(request: HttpRequest) -> HttpResponse:
    """To sign in, and back to where one was going; what was typed into a form waits there."""
    back = keep_form(request) if request.method not in SAFE else request.get_full_path()
    query = urlencode({"next": back}) if back else ""
    return redirect(f"{reverse('account_login')}?{query}")
