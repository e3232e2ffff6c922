"""Find any place, organisation or network, in any script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.register.queries.search import search
from proxeny.text import clean

LIMIT = 50
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
