"""What this is, by whom, and by which rules."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.io.places.country_index import country_index
from proxeny.scheme.loader import load_scheme


def show_about(request: HttpRequest) -> HttpResponse:
    """Attribution, policy on disputed places, licence."""
    return render(request, "web/about.html", {"scheme": load_scheme(), "policy": country_index().policy})
