"""What the register holds, and where to start."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.register.queries.pages_lists import read_largest_networks, read_most_tied
from proxeny.register.queries.status import read_status
from proxeny.scheme.loader import load_scheme

_SHOWN = 8
_EXAMPLES = ("Köln", "ığdır", "تبریز", "UBC")


def show_home(request: HttpRequest) -> HttpResponse:
    """Counts, the search box, the best-connected places and the largest networks."""
    context = {
        "counts": read_status(),
        "cities": read_most_tied(_SHOWN),
        "networks": read_largest_networks(_SHOWN),
        "examples": _EXAMPLES,
        "scheme": load_scheme(),
    }
    return render(request, "web/home.html", context)
