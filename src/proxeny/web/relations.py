"""The relations of one place as pictures: its ties on the map, what began when on a line of years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from proxeny.register.queries.map import read_places_at
from proxeny.report.calendar import show_date
from proxeny.report.names import name_in
from proxeny.report.words import language
from proxeny.web import maps
from proxeny.web.charts import Happening, draw_years
from proxeny.web.related import Related

_FEW = 3  # different years, below which a line of years says nothing


def draw_relations(
    place: Mapping[str, Any], ties: Sequence[Related], memberships: Sequence[Related], on: date
) -> dict[str, Any]:
    """What the page of a place needs for its map (empty where nothing can be put on it) and its line of years."""
    events = [*_happenings(ties, 0, on), *_happenings(memberships, 1, on)]
    context: dict[str, Any] = {
        "years": draw_years(events, on.year, _("What began when")) if len({one.year for one in events}) >= _FEW else "",
        "undated_relations": len(ties) + len(memberships) - len(events),
    }
    partners = [one.other.id for one in ties if one.validity != "out"]
    if place["lat"] is None or place["lon"] is None or not partners:
        return context
    located = read_places_at(partners).to_dicts()
    star = maps.build_star(place, located)
    return {**context, "star": star, "map": maps.frame(inline="star"), "unplaced": len(partners) - len(located)}


def _happenings(related: Sequence[Related], series: int, on: date) -> list[Happening]:
    told = []
    for one in related:
        day, precision = one.row.start
        year = int(str(day)[:4]) if day else 0
        if 0 < year <= on.year:
            shown = show_date(str(day), precision, language())
            who = name_in(one.other, language())[0]
            told.append(Happening(year, series, f"{who}, {shown.words if shown else year}"))
    return told
