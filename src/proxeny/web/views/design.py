"""The design system: every component on one page, as the other pages use it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proxeny.report.labels import country
from proxeny.report.words import language
from proxeny.web.listing import Column, Facet, Table
from proxeny.web.templatetags.ui import bar, interval

COLOURS = ("paper", "raised", "panel", "line", "ink", "quiet", "accent", "accent-soft", "fault", "amber", "green")
SHADES = ("shade-0", "shade-1", "shade-2", "shade-3", "shade-4")
_ROWS = (
    {"name": "İzmir", "country": "TR", "ties": 41, "low": 0.52, "mid": 0.61, "high": 0.66},
    {"name": "Çanakkale", "country": "TR", "ties": 17, "low": 0.31, "mid": 0.38, "high": 0.55},
    {"name": "اصفهان", "country": "IR", "ties": 14, "low": 0.2, "mid": 0.44, "high": 0.48},
    {"name": "Köln", "country": "DE", "ties": 22, "low": 0.7, "mid": 0.72, "high": 0.74},
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("As its own office writes it."))
    signed = forms.CharField(
        label=gettext_lazy("Signed on"),
        help_text=gettext_lazy("2020-01-01, 2020 or, in the solar calendar, 1398/10/11"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=(("twinning", "—"),))
    why = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


def show_design(request: HttpRequest) -> HttpResponse:
    """The living style guide."""
    table = _table()
    if answer := table.download(request, _ROWS):
        return answer
    context = {
        "colours": COLOURS,
        "shades": SHADES,
        "table": table.show(request, _ROWS),
        "form": ExampleForm({"name": "", "signed": "31.02.1999", "kind": "twinning"}, auto_id="example-%s"),
        "pairs": [(country(one, language()), size) for one, size in (("TR", 41), ("DE", 22), ("IR", 14))],
        "trail": [(_("Home"), reverse("home")), (_("About"), reverse("about")), (_("Design system"), "")],
    }
    return render(request, "web/design.html", context)


def _table() -> Table:
    columns = (
        Column("name", _("Name"), lambda row: row["name"]),
        Column("country", _("Country"), lambda row: country(row["country"], language())),
        Column("ties", _("Ties"), lambda row: row["ties"], lambda row: bar(row["ties"], 41), "number"),
        Column("score", _("With its range"), lambda row: row["mid"], _range, "number"),
    )
    facet = Facet("country", _("Country"), lambda row: str(row["country"]), lambda code: country(code, language()))
    return Table(columns, _("An example of a list"), sort="name", facets=(facet,), file="example")


def _range(row: dict[str, float]) -> str:
    return interval(row["low"], row["mid"], row["high"])
