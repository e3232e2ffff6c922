"""The other views of a corpus, each a table that answers its question."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.errors import NotFound
from proxeny.literature.charts import NARROW, draw_chart
from proxeny.literature.views import VIEWS
from proxeny.report.calendar import decimal, digits, percent
from proxeny.report.words import language
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.literature.asked import read_asked, try_draw
from proxeny.web.rooms.literature.context import build_context, unit_words, view_questions
from proxeny.web.rooms.literature.telling import tell, tell_nothing

_YEARS = frozenset({"year", "since", "until", "first", "last"})


def show_view(request: HttpRequest, name: str) -> HttpResponse:
    """A view, drawn and as a table."""
    if name not in set(VIEWS) or name not in view_questions():
        raise NotFound.of("file-missing", path=name[:80])
    asked = read_asked(request)
    title = view_questions()[name]
    drawn, reason = try_draw(asked)
    context = build_context(asked, name, title) | {"reasons": reason, "why": _why(name)}
    if drawn is None:
        return render(request, "web/literature/view.html", context)
    table = VIEWS[name](drawn)
    rows = table.to_dicts()
    names = [one for one in table.columns if one != "id"]  # what an identifier leads to is in the title
    if not rows:
        return render(request, "web/literature/view.html", context | {"nothing": tell_nothing(name)})
    listed = Table(tuple(_column(one, one == names[0]) for one in names), title, file=name, size=50)
    if answer := listed.download(request, rows):
        return answer
    sheet = draw_chart(name, drawn, table, language())
    if not sheet.is_empty:
        narrow = draw_chart(name, drawn, table, language(), width=NARROW)
        context["pictures"] = {"wide": SafeString(sheet.svg(title)), "narrow": SafeString(narrow.svg(title))}
        context["file"] = reverse("literature:picture", args=[name]) + asked.query
    context |= {"sentence": tell(name, table, drawn), "table": listed.show(request, rows), "reading": _reading(name)}
    return render(request, "web/literature/view.html", context)


def give_picture(request: HttpRequest, name: str) -> HttpResponse:
    """The drawing of a view as a file that stands alone."""
    if name not in set(VIEWS) or name not in view_questions():
        raise NotFound.of("file-missing", path=name[:80])
    asked = read_asked(request)
    drawn = asked.draw()
    sheet = draw_chart(name, drawn, VIEWS[name](drawn), language())
    if sheet.is_empty:
        raise NotFound.of("file-missing", path=name)
    response = HttpResponse(sheet.svg(sheet.words[name], alone=True), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{asked.corpus.name}-{name}.svg"'
    return response


def _column(name: str, first: bool) -> Column:
    def value(row: dict[str, Any]) -> Any:
        return row[name]

    def show(row: dict[str, Any]) -> str:
        found = row[name]
        if found is None:
            return ""
        if name == "title" and str(row.get("id", "")).startswith("doi:"):
            return format_html('<a href="https://doi.org/{}"><bdi>{}</bdi></a>', row["id"][4:], found)
        if name in _YEARS:
            return digits(found, language())
        if name in {"left_unit", "right_unit"}:
            return unit_words().get(str(found), str(found))
        if name == "quadrant":
            return _quadrants()[str(found)]
        if name in {"share", "inclusion"}:
            return percent(found, language(), 1)
        if isinstance(found, float):
            return decimal(found, language(), 3 if abs(found) < 1 else 1)
        return format_html("<bdi>{}</bdi>", found) if isinstance(found, str) else digits(found, language())

    words = column_words().get(name, name)
    numeric = name not in _TEXTS
    return Column(name, words, value, show, "number" if numeric and not first else "text")


_TEXTS = frozenset(
    {"label", "country", "id", "title", "author", "source", "left", "right", "left_unit", "right_unit", "quadrant",
     "period", "theme", "next_period", "next_theme"}
)  # fmt: skip


def _quadrants() -> dict[str, str]:
    return {
        "motor": _("motor theme"), "basic": _("basic theme"), "niche": _("niche theme"),
        "emerging-or-declining": _("emerging or declining theme"),
    }  # fmt: skip


def column_words() -> dict[str, str]:
    """What the columns of the views are called."""
    return {
        "label": _("Term"), "occurrences": _("Works"), "share": _("Share of works"), "first": _("First year"),
        "trend": _("Change per year, percentage points"), "last": _("Last year"), "cluster": _("Cluster"),
        "terms": _("Terms"), "centrality": _("Centrality"), "density": _("Density"), "quadrant": _("Kind of theme"),
        "period": _("Period"), "theme": _("Theme"), "next_period": _("Next period"), "next_theme": _("Next theme"),
        "shared": _("Shared"), "next_terms": _("Its terms"), "inclusion": _("Inclusion"),
        "year": _("Year"), "works": _("Works"),
        "since": _("From"), "until": _("To"), "weight": _("Weight"), "left_unit": _("Of"), "left": _("One side"),
        "right_unit": _("With"), "right": _("Other side"), "id": _("Id"), "title": _("Title"),
        "author": _("First author"),
        "source": _("Source"), "cited_by": _("Cited"), "per_year": _("Cited per year"),
        "cited_here": _("Cited within the corpus"), "country": _("Country"), "alone": _("Alone"),
    }  # fmt: skip


def _reading(name: str) -> str:
    """How to read the picture."""
    return {
        "frequencies": _(
            "Each panel has its own scale, with the highest share written on it; the line is the trend. Hollow: a time "
            "with fewer than five works, whose share says little."
        ),
        "themes": _(
            "A disc is a theme, its size the number of its terms. To the far side: tied to other themes; upward: tied "
            "together within. Places are ranks; themes of a single term are left out."
        ),
        "evolution": _(
            "An upright is a theme, as high as it has terms; a band is as high as the terms that two themes share."
        ),
        "heat": _("Terms that were written of early stand above; the number is of works, the shade their share."),
        "bursts": _("The thin line runs from the first to the last work; it is thick while the term burst."),
        "three-fields": _("An upright is as high as its works; a band is as high as the works of both."),
        "most-cited": _("The bar is the count of the database; the ring is how many works of this corpus cite it."),
        "countries": _("Filled: works of that country alone; hollow: written with others."),
    }[name]


def _why(name: str) -> str:
    return {
        "frequencies": _("The trend is the slope of a weighted least-squares line through the yearly shares."),
        "themes": _("Callon’s centrality and density on the equivalence index; the kinds are parted at the medians."),
        "evolution": _(
            "Three periods with about as many works each; inclusion is shared terms over those of the smaller theme."
        ),
        "heat": _("The share is among the works of that year."),
        "bursts": _("Kleinberg’s two-state automaton; the weight is the cost saved by the raised state."),
        "three-fields": _("The fifteen most frequent countries, keywords and sources."),
        "most-cited": _("As the database counted on the day of export; within the corpus by DOI, key and title."),
        "countries": _("By the affiliations of the authors; works without any are not counted."),
    }[name]  # fmt: skip
