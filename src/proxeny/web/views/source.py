"""What each source says, and how far it can be relied on."""

from __future__ import annotations

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proxeny.io.vocabulary import KINDS
from proxeny.register.queries.pages import read_rows
from proxeny.register.queries.pages_sources import (
    Said,
    list_sources,
    read_disputes,
    read_records_of,
    read_source,
    read_source_rows,
)
from proxeny.report.values import Value, show_value
from proxeny.report.words import language
from proxeny.web.dating import read_day
from proxeny.web.paging import read_pager

_SAMPLE = 300  # records that are looked through for contradictions
_SHOWN = 20


def show_source(request: HttpRequest, key: str) -> HttpResponse:
    """One source, its claims by kind, and the records it speaks of."""
    asked = read_day(request)
    said = Said(asked.on, asked.known)
    source = read_source(key, said)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    total = sum(row["records"] for row in source["kinds"] if kind in ("", row["kind"]))
    pager = read_pager(request).of(total)
    ids = read_records_of(key, slice(pager.start, pager.start + pager.size), kind, said)
    disputes = read_disputes(key, _SAMPLE)
    context = {
        "source": source,
        "disputes": _tell(disputes.head(_SHOWN), _titles(disputes)),
        "disputed": disputes.height,
        "sample": _SAMPLE,
        "url": _safe(str(source["url"])),
        "kind": kind,
        "entities": {},
        "rows": read_rows(ids),
        "pager": pager,
        "claims": sum(row["claims"] for row in source["kinds"]),
        "asked": asked,
        "typed": asked.typed,
    }
    return render(request, "web/source.html", context, status=400 if asked.fault else 200)


def _titles(disputes: pl.DataFrame) -> dict[str, str]:
    keys = {*disputes["source"], *disputes["source_stands"]}
    return {row["key"]: row["title"] or row["key"] for row in read_source_rows(keys)}


def _tell(disputes: pl.DataFrame, titles: dict[str, str]) -> list[dict[str, object]]:
    """Disputes in the reader's words: the record, the field, what stands and why, what else is said."""
    rows = {row.id: row for row in read_rows(disputes["record"].unique(maintain_order=True).to_list())}
    told = []
    for one in disputes.iter_rows(named=True):
        name = one["field"].partition("@")[0]
        values = [
            show_value(one["kind"], one["field"], one[column], language()) for column in ("value_stands", "value")
        ]
        told.append(
            {**one, "row": rows[one["record"]], "name": name, "stands": values[0], "other": values[1],
             "by": titles[one["source_stands"]], "against": titles[one["source"]]}
        )  # fmt: skip
    return [one for one in told if one["row"]]


def show_sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    pager = read_pager(request)
    asked = read_day(request)
    rows, total = list_sources(pager.start, pager.size, asked.known)
    context = {"rows": rows, "pager": pager.of(total), "asked": asked, "typed": asked.typed}
    return render(request, "web/sources.html", context, status=400 if asked.fault else 200)


def _safe(url: str) -> Value:
    return show_value("organisation", "website", url, "en")
