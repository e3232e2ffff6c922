"""One term: the works that speak of it, and what it hangs together with."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.report.calendar import digits
from proxeny.report.words import language
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.literature.asked import read_asked
from proxeny.web.rooms.literature.context import build_context


def show_term(request: HttpRequest, number: int) -> HttpResponse:
    """The works of a term with years and sources, and its strongest links."""
    asked = read_asked(request)
    drawn = asked.draw()
    if not 1 <= number <= drawn.terms.height:
        raise NotFound.of("record-unknown", id=number)
    row = drawn.terms.row(number - 1, named=True)
    title = _("Which works speak of “{term}”?").format(term=row["label"])
    documents = drawn.items.filter(pl.col("row") == number - 1)["document"].to_list()
    works = drawn.works[documents].to_dicts()
    listed = Table(_columns(), _("Works"), sort="-year", file="works", size=50)
    if answer := listed.download(request, works):
        return answer
    near = drawn.links.filter((pl.col("first") == number - 1) | (pl.col("second") == number - 1))
    strongest = near.sort(["weight", "first", "second"], descending=[True, False, False]).head(10)
    labels = drawn.terms["label"]
    pairs = []
    for first, second, weight in strongest.select("first", "second", "weight").iter_rows():
        other = second if first == number - 1 else first
        address = reverse("literature:term", args=[other + 1]) + asked.query
        pairs.append((format_html('<a href="{}"><bdi>{}</bdi></a>', address, labels[other]), weight))
    context = build_context(asked, "term", title) | {
        "table": listed.show(request, works),
        "pairs": pairs,
        "sentence": _tell(row, works),
    }
    return render(request, "web/literature/term.html", context)


def _tell(row: dict[str, Any], works: list[dict[str, Any]]) -> str:
    """How many works, from when to when, and how far their years lie apart."""
    here, years = language(), [work["year"] for work in works if work["year"] is not None]
    if not years:
        return _("{count} works, none of which says its year.").format(count=digits(len(works), here))
    said = _("{count} works from {first} to {last}; mean year {mean}, spread {spread}.")
    return said.format(
        count=digits(len(works), here), first=digits(min(years), here), last=digits(max(years), here),
        mean=digits(f"{row['year']:.1f}", here), spread=digits(f"± {row['year_spread'] or 0:.1f}", here),
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    def title(row: dict[str, Any]) -> str:
        words = format_html("<bdi>{}</bdi>", row["title"] or row["id"])
        return format_html('<a href="https://doi.org/{}">{}</a>', row["doi"], words) if row["doi"] else words

    return (
        Column("title", _("Title"), lambda row: row["title"] or row["id"], title),
        Column("authors", _("Authors"), lambda row: "; ".join(row["authors"][:4])),
        Column("year", _("Year"), lambda row: row["year"], lambda row: digits(row["year"] or "", language()), "number"),
        Column("source", _("Source"), lambda row: row["source"]),
        Column("cited", _("Cited"), lambda row: row["cited_by"], kind="number"),
    )
