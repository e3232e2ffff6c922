"""What each source says, and how far it can be relied on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.io.vocabulary import KINDS
from proxeny.register.queries.pages import read_rows
from proxeny.register.queries.pages_sources import list_sources, read_records_of, read_source
from proxeny.report.values import Value, show_value
from proxeny.web.paging import read_pager


def show_source(request: HttpRequest, key: str) -> HttpResponse:
    """One source, its claims by kind, and the records it speaks of."""
    source = read_source(key)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    total = sum(row["records"] for row in source["kinds"] if kind in ("", row["kind"]))
    pager = read_pager(request).of(total)
    ids = read_records_of(key, pager.start, pager.size, kind)
    context = {
        "source": source,
        "url": _safe(str(source["url"])),
        "kind": kind,
        "entities": {},
        "rows": read_rows(ids),
        "pager": pager,
        "claims": sum(row["claims"] for row in source["kinds"]),
    }
    return render(request, "web/source.html", context)


def show_sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    pager = read_pager(request)
    rows, total = list_sources(pager.start, pager.size)
    return render(request, "web/sources.html", {"rows": rows, "pager": pager.of(total)})


def _safe(url: str) -> Value:
    return show_value("organisation", "website", url, "en")
