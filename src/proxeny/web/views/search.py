"""Find any place, organisation or network, in any script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proxeny.register.queries.search import Hit, search
from proxeny.report.labels import country
from proxeny.report.names import name_in
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web.templatetags.proxeny import hit_address, hit_kind

LIMIT = 50
_SUGGESTED = 8
_LONGEST = 200


def show_search(request: HttpRequest) -> HttpResponse:
    """Records first, then places of the gazetteer that the register does not hold yet."""
    text = clean(request.GET.get("q", ""), _LONGEST)
    hits = search(text, limit=LIMIT) if text else []
    context = {
        "q": text,
        "groups": [
            (True, [hit for hit in hits if hit.in_register]),
            (False, [hit for hit in hits if not hit.in_register]),
        ],
        "found": len(hits),
        "limit": LIMIT,
    }
    return render(request, "web/search.html", context)


def suggest(request: HttpRequest) -> JsonResponse:
    """The best few names for what has been typed so far: ``{"hits": [{"name", "note", "address"}]}``."""
    text = clean(request.GET.get("q", ""), _LONGEST)
    hits = search(text, limit=_SUGGESTED) if text else []
    return JsonResponse({"hits": [_suggestion(hit) for hit in hits]})


def _suggestion(hit: Hit) -> dict[str, str]:
    here = language()
    told = [hit_kind(hit), country(hit.country, here) if hit.country else ""]
    if not hit.in_register:
        told.append(_("not in the register yet"))
    return {"name": name_in(hit, here)[0], "note": " · ".join(filter(None, told)), "address": hit_address(hit)}
