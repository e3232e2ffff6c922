"""Lists of everything the register holds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.web.records import TABLES, list_records, stored_records


def show_list(request: HttpRequest, table: str) -> HttpResponse:
    """The records of a table: sorted, narrowed, fifty a page, or all as a file."""
    if table not in TABLES:
        raise Http404
    rows, listed = stored_records(table), list_records(table)
    if answer := listed.download(request, rows):
        return answer
    return render(request, "web/list.html", {"kind": table, "table": listed.show(request, rows)})
