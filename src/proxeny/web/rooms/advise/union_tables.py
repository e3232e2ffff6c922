"""The tables and the map of the pages on unions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proxeny.report.calendar import decimal
from proxeny.report.labels import country
from proxeny.report.unions_words import tell_most
from proxeny.report.words import language
from proxeny.web.listing import Column, Table
from proxeny.web.maps import frame
from proxeny.web.templatetags.ui import bar

Row = dict[str, Any]


def link_place(place_id: str, name: str) -> SafeString:
    """A place's name that leads to its page."""
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("place", args=[place_id]), name)


def link_network(row: Row) -> SafeString:
    """A network's name that leads to its page."""
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("network", args=[row["network"]]), row["name"])


def member_table(told: Row) -> Table:
    """Members: what each brings, why, and who could stand in its place."""
    most = max((one.get("brings", 0.0) for one in told["members"]), default=1.0)

    def brings(row: Row) -> str:
        return bar(row.get("brings"), most, decimal(row["brings"], language(), 2)) if "brings" in row else ""

    def instead(row: Row) -> str:
        swap = row.get("swap")
        if not swap:
            return _("must be in") if row.get("must") else ""
        return link_place(swap["id"], swap["place"])

    def loss(row: Row) -> str:
        return row["without"]["sentence"] if row["without"] else ""

    columns = [
        Column("city", _("City"), lambda row: row["place"], lambda row: link_place(row["id"], row["place"])),
        Column("country", _("Country"), lambda row: country(row["country"], language())),
        Column("brings", _("Brings"), lambda row: row.get("brings"), brings, "number"),
        Column("why", _("Why"), lambda row: " ".join(one["sentence"] for one in row.get("why", ())),
               lambda row: format_html('<span class="sentences">{}</span>', tell_most(row.get("why", ())))),
    ]  # fmt: skip
    if "area" in told:
        columns.append(Column("instead", _("Best instead"), lambda row: row["swap"] and row["swap"]["place"], instead))
        columns.append(
            Column("loss", _("Loss without it"), lambda row: row["without"] and row["without"]["at_least"], loss,
                   "number")
        )  # fmt: skip
    return Table(tuple(columns), _("Members"), sort="-brings", name="m", file="union", size=100, find=False)


def tie_table() -> Table:
    """Ties among the members."""
    columns = (
        Column("a", _("City"), lambda row: row["a"], lambda row: link_place(row["a_id"], row["a"])),
        Column("b", _("Partner"), lambda row: row["b"], lambda row: link_place(row["b_id"], row["b"])),
        Column("tie", _("Record"), lambda row: row["tie"],
               lambda row: format_html('<a href="{}">{}</a>', reverse("record", args=[row["tie"]]), _("Record"))),
    )  # fmt: skip
    return Table(columns, _("Ties among the members"), sort="a", name="t", file="union-ties", size=20, find=False)


def network_table() -> Table:
    """Networks to which several members belong."""
    columns = (
        Column("network", _("Network"), lambda row: row["name"],
               link_network),
        Column("members", _("Members of the set in it"), lambda row: row["members"], kind="number"),
    )  # fmt: skip
    return Table(columns, _("Shared networks"), sort="-members", name="n", file="union-networks", size=15, find=False)


def strength_table() -> Table:
    """Who is at work in which dimension."""
    columns = (
        Column("dimension", _("Dimension"), lambda row: row["name"]),
        Column("records", _("Records"), lambda row: row["records"], kind="number"),
        Column("members", _("Members at work"), lambda row: row["members"], kind="number"),
        Column("strongest", _("Strongest"), lambda row: _(", ").join(row["strongest"]) or None),
    )
    return Table(columns, _("Dimensions"), name="d", file="union-dimensions", find=False)


def union_table() -> Table:
    """Real unions of the register beside the set."""
    columns = (
        Column("union", _("Union"), lambda row: row["name"],
               link_network),
        Column("cities", _("Cities"), lambda row: row["cities"], kind="number"),
        Column("countries", _("Countries"), lambda row: row["countries"], kind="number"),
        Column("density", _("Tied of 100 pairs abroad"), lambda row: round(100 * row["density"], 1), kind="number"),
        Column("common", _("In common"), lambda row: row["common"], kind="number"),
    )  # fmt: skip
    return Table(columns, _("Real unions nearest in cohesion"), name="u", file="real-unions", find=False)


def map_union(members: Sequence[Row], ties: Sequence[Row]) -> Row:
    """The map of members and their ties; nothing where no member has coordinates."""
    placed = [one for one in members if one["lat"] is not None and one["lon"] is not None]
    at = {one["id"]: row for row, one in enumerate(placed)}
    counts = dict.fromkeys(at, 0)
    arcs = []
    for tie in ties:
        if tie["a_id"] in at and tie["b_id"] in at:
            arcs.append([at[tie["a_id"]], at[tie["b_id"]], 1])
            counts[tie["a_id"]] += 1
            counts[tie["b_id"]] += 1
    points = [
        [one["id"], one["place"], country(one["country"], language()) if one["country"] else "", round(one["lon"], 3),
         round(one["lat"], 3), 1 + counts[one["id"]], reverse("place", args=[one["id"]]), False]
        for one in placed
    ]  # fmt: skip
    if not points:
        return {}
    return {"map": frame(inline="union-map"), "drawn": {"points": points, "arcs": arcs, "fit": True, "widest": 1.8}}
