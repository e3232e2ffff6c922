"""Lists of everything the register holds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.web.dating import read_day
from proxeny.web.records import TABLES, list_records, stored_records


def show_list(request: HttpRequest, table: str) -> HttpResponse:
    """The records of a table: sorted, narrowed, fifty a page, or all as a file; on a day and as known on a day."""
    if table not in TABLES:
        raise Http404
    asked = read_day(request)
    rows, listed = stored_records(table, asked.on, asked.known), list_records(table)
    if answer := listed.download(request, rows):
        return answer
    context = {"kind": table, "table": listed.show(request, rows), "asked": asked, "typed": asked.typed}
    return render(request, "web/list.html", context, status=400 if asked.fault else 200)
