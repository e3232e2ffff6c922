"""Where writing begins: what can be added, what waits for somebody, what happened last."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proxeny.io.forms import load_forms
from proxeny.register.models import Upload
from proxeny.register.queries.duplicates import count_doubtful
from proxeny.register.queries.history import read_changes
from proxeny.register.queries.pages import read_rows
from proxeny.register.queries.proposed import count_proposed
from proxeny.register.queries.unproven import count_unproven, read_unproven
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager
from proxeny.web.rooms.write.doors import writers
from proxeny.web.rooms.write.words import show_changes

_SHOWN = 6


@writers
def show_home(request: HttpRequest) -> HttpResponse:
    """The forms there are, open files, proposals, duplicates, and the latest changes."""
    events, total = read_changes(0, _SHOWN)
    by = acting(request).name
    context = {
        "forms": list(load_forms()),
        "uploads": Upload.objects.filter(by=by, state="open").order_by("-at")[:_SHOWN],
        "proposed": count_proposed()[0],
        "duplicates": count_doubtful(),
        "unproven": count_unproven(),
        "events": show_changes(events),
        "changes": total,
    }
    return render(request, "web/write/home.html", context)


@writers
def show_unproven(request: HttpRequest) -> HttpResponse:
    """Agreements of which neither a council decision nor a ministry's approval is known."""
    pager = read_pager(request)
    counts = count_unproven()
    pager = pager.of(counts["unproven"])
    rows = read_rows(read_unproven(pager.start, pager.size))
    trail = [(_("Write"), "write:home"), (_("Agreements without papers"), "")]
    return render(request, "web/write/unproven.html", {"counts": counts, "rows": rows, "pager": pager, "trail": trail})
