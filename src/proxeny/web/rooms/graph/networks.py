"""Networks compared: members they share, more than chance or not, and how they grew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.report.calendar import decimal
from proxeny.report.words import language
from proxeny.web.listing import Column, Table
from proxeny.web.rooms.graph.city import show_value
from proxeny.web.rooms.graph.held import Held, Row, hold, name_of
from proxeny.web.templatetags.ui import bar

_DRAWN = 16  # networks in the matrix
_CELL = 22


def show_networks(request: HttpRequest) -> HttpResponse:
    """The matrix of the largest networks, all pairs, all networks."""
    from proxeny.graph.overlap import describe_networks

    held = hold()
    members = held.subject.memberships
    if not len(members.member):
        return render(request, "web/graph/empty.html", {"title": _("Networks compared"), "memberships": True})
    about = {row["id"]: row for row in members.networks.to_dicts()}
    sizes = describe_networks(members).to_dicts()
    pairs, found = held.overlap
    rows = pairs.to_dicts()
    overlap, listed = _overlap_table(about), _network_table(about, sizes, _years(held))
    for table, content in ((overlap, rows), (listed, sizes)):
        if answer := table.download(request, content):
            return answer
    context = {
        "trail": [(_("Graph"), reverse("graph:home")), (_("Networks compared"), "")],
        "networks": len(sizes),
        "members": members.members.height,
        "several": int((members.of_members > 1).sum()),
        "pairs_of_networks": found,
        "pairs_of_members": held.pairs,
        "attainable": show_value(held.pairs.attainable),
        "matrix": _matrix([row["id"] for row in sizes[:_DRAWN]], rows, about),
        "overlap": overlap.show(request, rows),
        "listed": listed.show(request, sizes),
        "undated": _undated(held),
        "memberships": len(members.member),
        "computed": held.computed,
    }
    return render(request, "web/graph/networks.html", context)


def _short(row: Row) -> str:
    return str(row.get("acronym") or "") or name_of(row)[:24]


def _link(row: Row) -> SafeString:
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("network", args=[row["id"]]), name_of(row))


def _overlap_table(about: dict[str, Row]) -> Table:
    def share(name: str) -> Any:
        return lambda row: round(100 * row[name], 1)

    columns = (
        Column("a", _("Network"), lambda row: name_of(about[row["a"]]), lambda row: _link(about[row["a"]])),
        Column("b", _("Other network"), lambda row: name_of(about[row["b"]]), lambda row: _link(about[row["b"]])),
        Column("shared", _("Shared members"), lambda row: row["shared"], kind="number"),
        Column("expected", _("Expected"), lambda row: round(row["expected"], 1), kind="number"),
        Column("cover", _("% of the smaller"), share("cover"), lambda row: bar(share("cover")(row), 100), "number"),
        Column("p", _("p-value"), lambda row: row["p"], lambda row: decimal(row["p"], language(), 4), "number"),
        Column("validated", _("Reading"), lambda row: _("more than chance") if row["validated"] else _("as by chance")),
    )
    return Table(columns, _("Pairs of networks"), sort="-shared", name="o", file="pairs-of-networks", size=25)


def _network_table(about: dict[str, Row], sizes: list[dict[str, Any]], years: dict[str, tuple[int, int, int]]) -> Table:
    most = max((row["members"] for row in sizes), default=0)

    def joined(at: int) -> Any:
        return lambda row: years[row["id"]][at] if row["id"] in years else None

    columns = (
        Column("network", _("Network"), lambda row: name_of(about[row["id"]]), lambda row: _link(about[row["id"]])),
        Column("members", _("Members"), lambda row: row["members"], lambda row: bar(row["members"], most), "number"),
        Column("countries", _("Countries"), lambda row: row["countries"], kind="number"),
        Column("only_here", _("In no other network"), lambda row: row["only_here"], kind="number"),
        Column("before", _("Joined before 2000"), joined(0), kind="number"),
        Column("since", _("since 2000"), joined(1), kind="number"),
        Column("undated", _("year not known"), joined(2), kind="number"),
    )
    return Table(columns, _("Networks"), sort="-members", name="n", file="networks-compared", size=25)


def _years(held: Held) -> dict[str, tuple[int, int, int]]:
    """Of each network: who joined before 2000, since, and in a year that nobody told."""
    from proxeny.graph.slices import count_growth

    found: dict[str, tuple[int, int, int]] = {}
    for network, year, joined in count_growth(held.subject.memberships, held.tables["memberships"]).iter_rows():
        before, since, undated = found.get(network, (0, 0, 0))
        if not year:
            undated += joined
        elif year < 2000:
            before += joined
        else:
            since += joined
        found[network] = (before, since, undated)
    return found


def _undated(held: Held) -> int:
    return sum(one[2] for one in _years(held).values())


def _matrix(ids: list[str], rows: list[dict[str, Any]], about: dict[str, Row]) -> dict[str, Any]:
    """The cells of the picture: share of the smaller network, in four shades; a ring where it is more than chance."""
    at = {one: number for number, one in enumerate(ids)}
    cells = []
    for row in rows:
        if row["a"] in at and row["b"] in at:
            x, y = sorted((at[row["a"]], at[row["b"]]))
            shade = min(4, 1 + int(row["cover"] * 8))
            words = f"{_short(about[row['a']])} – {_short(about[row['b']])}: {row['shared']}"
            cells.append(
                {"x": x * _CELL, "y": y * _CELL, "css": f"shade-{shade}", "words": words, "more": row["validated"]}
            )
    labels = [
        {"y": number * _CELL + 15, "x": number * _CELL + 4, "words": _short(about[one])} for one, number in at.items()
    ]
    return {"cells": cells, "labels": labels, "size": len(ids) * _CELL + 8, "wide": len(ids) * _CELL + 170}
