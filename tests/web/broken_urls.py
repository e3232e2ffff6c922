"""A site with a page that breaks."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from proxeny.web import urls

handler500 = urls.handler500


def show_broken(request: HttpRequest) -> HttpResponse:
    """Breaks."""
    raise RuntimeError("broken on purpose")


urlpatterns = [*i18n_patterns(path("broken/", show_broken)), *urls.urlpatterns]
