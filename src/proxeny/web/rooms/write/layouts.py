"""Mappings of one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.register.models import SavedLayout
from proxeny.web.acting import show_person
from proxeny.web.rooms.write.doors import writers


@writers
def show_layouts(request: HttpRequest) -> HttpResponse:
    """The mappings that were saved, with what each reads."""
    saved = [(one, show_person(one.by)) for one in SavedLayout.objects.order_by("name")]
    trail = [(_("Write"), "write:home"), (_("Import"), "write:import"), (_("Mappings"), "")]
    return render(request, "web/write/mappings.html", {"saved": saved, "trail": trail})


@require_POST
@writers
def delete_layout(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a mapping away; what was imported with it stays."""
    SavedLayout.objects.filter(pk=number).delete()
    return redirect("write:mappings")
