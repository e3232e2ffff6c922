"""Plain lists of everything the register holds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.register.queries.pages import read_page, read_rows
from proxeny.web.paging import read_pager

TABLES = ("places", "networks", "organisations", "agreements", "ties", "memberships", "activities", "projects")


def show_list(request: HttpRequest, table: str) -> HttpResponse:
    """Fifty records of a table a page."""
    if table not in TABLES:
        raise Http404
    pager = read_pager(request)
    stored = "organisations" if table == "networks" else table
    where = {"id__startswith": "nw:"} if table == "networks" else {}
    ids, total = read_page(stored, pager.start, pager.size, **where)
    if total and not ids:
        pager = pager.of(total)
        ids, total = read_page(stored, pager.start, pager.size, **where)
    return render(request, "web/list.html", {"table": table, "rows": read_rows(ids), "pager": pager.of(total)})
