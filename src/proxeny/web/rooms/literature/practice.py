"""Practice against research: the register and the scheme's indicators laid over the map."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from proxeny.literature.practising import build_concepts
from proxeny.literature.projecting import project
from proxeny.register.queries.tables import read_records
from proxeny.report.calendar import decimal, percent
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.literature.asked import read_asked, try_draw
from proxeny.web.rooms.literature.context import build_context
from proxeny.web.templatetags.ui import bar, status

_TABLES = ("agreements", "memberships", "activities", "projects", "organisations")


def show_practice(request: HttpRequest) -> HttpResponse:
    """What cities practise and research ignores, and the reverse."""
    asked = read_asked(request)
    title = _("What do cities practise that research ignores, and the reverse?")
    drawn, reason = try_draw(asked)
    context = build_context(asked, "practice", title) | {"reasons": reason}
    if drawn is None:
        return render(request, "web/literature/practice.html", context)
    scheme = load_scheme()
    tables = {name: read_records(name) for name in _TABLES}
    rows = project(drawn, build_concepts(scheme, tables, language())).to_dicts()
    states = {one.id: one.status for one in scheme.indicators}
    for row in rows:
        row["status"] = states[row["id"]]
    listed = Table(_columns(), _("Indicators in practice and in research"), sort="-gap", file="practice", size=50)
    if answer := listed.download(request, rows):
        return answer
    context |= {
        "table": listed.show(request, rows),
        "ignored": [row for row in rows if row["verdict"] in {"ignored-by-research", "unwritten"} and row["practice"]],
        "written": [row for row in rows if row["verdict"] == "ignored-by-practice"],
    }
    return render(request, "web/literature/practice.html", context)


def _verdicts() -> dict[str, str]:
    return {
        "ignored-by-research": _("practised more than written of"),
        "ignored-by-practice": _("written of more than practised"),
        "unwritten": _("no term of the map speaks of it"), "balanced": _("about as much in both"),
        "written": _("written of; the register does not say"),
    }  # fmt: skip


def _columns() -> tuple[Column, ...]:
    def name(row: dict[str, Any]) -> str:
        address = reverse("model-item", args=[row["id"]])
        return format_html('<a href="{}">{}</a> {}', address, row["label"], status(row["status"]))

    def share(key: str) -> Any:
        return lambda row: "" if row[key] is None else bar(row[key], 1.0, percent(row[key], language(), 1))

    return (
        Column("label", _("Indicator"), lambda row: row["label"], name),
        Column("practised", _("Share of practice"), lambda row: row["practised"], share("practised"), "number"),
        Column("research", _("Share of research"), lambda row: row["research"], share("research"), "number"),
        Column("gap", _("Difference"), lambda row: row["gap"], _gap, "number"),
        Column("terms", _("Terms that speak of it"), lambda row: ", ".join(row["terms"])),
        Column("verdict", _("Verdict"), lambda row: _verdicts()[row["verdict"]]),
    )


def _gap(row: dict[str, Any]) -> str:
    return "" if row["gap"] is None else decimal(100 * row["gap"], language(), 1)
