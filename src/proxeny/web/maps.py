"""Maps as a page gives them to the script: points, arcs, and the words about them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.register.queries.countries import count_flows
from proxeny.register.queries.map import build_centres
from proxeny.report.calendar import number
from proxeny.report.labels import LANGUAGES, country
from proxeny.report.names import choose_name
from proxeny.report.words import language
from proxeny.text import clean

Data = dict[str, Any]
BORDERS = ("dashed", "plain", "none")


def borders() -> str:
    """How borders are drawn, by ``PROXENY_BORDERS``: ``dashed`` where disputed, ``plain`` all alike, or ``none``."""
    asked = os.environ.get("PROXENY_BORDERS", "dashed")
    return asked if asked in BORDERS else "dashed"


def words() -> Data:
    """The sentences that the script fills in."""
    return {
        "hint": _("Point at a dot, or move from dot to dot with the arrow keys; Enter opens its page."),
        "most": _("most with {names}"),
        "some": _("{shown} of {all} ties in view are drawn; come nearer to see all."),
        "comma": _(", "),
    }


def frame(data: str = "", inline: str = "", detail: str = "") -> Data:
    """What the template of a map needs: where the world is, where the data is, how borders are drawn."""
    return {
        "world": static("proxeny/built/world-110m.json"),
        "fine": static("proxeny/built/world-50m.json"),
        "data": data,
        "inline": inline,
        "detail": detail,
        "borders": borders(),
        "words": words(),
    }


def point(row: Mapping[str, Any], note: str, size: float, main: bool = False) -> list[Any]:
    """A place as a point: id, name, note, longitude, latitude, size, address, and whether the map is about it."""
    address = reverse("place", args=[row["id"]])
    return [row["id"], name_of(row), note, round(row["lon"], 3), round(row["lat"], 3), size, address, main]


def name_of(row: Mapping[str, Any], here: str = "") -> str:
    """The name of a row of NAMED_PLACES for the reader (or in the language ``here``, asked once for many rows)."""
    own = {one: str(row[f"name_{one}"] or "") for one in LANGUAGES}
    return clean(choose_name(str(row["name"]), own, here or language())[0], 120)


def count_ties(size: int) -> str:
    """``20 ties``."""
    return ngettext("%(shown)s tie", "%(shown)s ties", size) % {"shown": number(size, language())}


def build_star(main: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> Data:
    """One place and its partners, each joined to it."""
    here = language()
    points = [point(main, "", 1, main=True)]
    points += [point(one, country(one["country"], here) if one["country"] else "", 1) for one in others]
    arcs = [[0, at, 1] for at in range(1, len(points))]
    return {"points": points, "arcs": arcs, "fit": len(points) > 1, "widest": 1.6}


def build_dots(rows: Sequence[Mapping[str, Any]]) -> Data:
    """Places without arcs."""
    here = language()
    points = [point(one, country(one["country"], here) if one["country"] else "", 1) for one in rows]
    return {"points": points, "arcs": [], "fit": bool(points)}


def build_flows(ties: pl.DataFrame, located: pl.DataFrame, about: str = "") -> Data:
    """Countries joined by ties (id, a, b) of their cities; ``about``: one country is meant, and stands out."""
    here = language()
    flows = count_flows(ties, located).filter(pl.col("a") != pl.col("b"))
    if about:
        flows = flows.filter((pl.col("a") == about) | (pl.col("b") == about))
    tied = pl.concat([ties["a"], ties["b"]]).unique().implode()
    centres = {one: (lat, lon) for one, lat, lon in build_centres(located.filter(pl.col("id").is_in(tied))).iter_rows()}
    pairs = [one for one in flows.iter_rows() if one[0] in centres and one[1] in centres]
    sizes: dict[str, int] = {}
    partners: dict[str, int] = {}
    for a, b, size in pairs:
        for one in (a, b):
            sizes[one] = sizes.get(one, 0) + size
            partners[one] = partners.get(one, 0) + 1
    codes = sorted(sizes)
    places = {code: at for at, code in enumerate(codes)}
    points = [
        [
            code, country(code, here), _note(sizes[code], partners[code]), round(centres[code][1], 2),
            round(centres[code][0], 2), sizes[code], reverse("country", args=[code]), code == about,
        ]
        for code in codes
    ]  # fmt: skip
    arcs = sorted(([places[a], places[b], size] for a, b, size in pairs), key=lambda one: (-one[2], one))
    return {"points": points, "arcs": arcs, "shades": {about: 1} if about else {}, "widest": 5}


def _note(size: int, partners: int) -> str:
    here = language()
    told = ngettext("with %(shown)s country", "with %(shown)s countries", partners) % {"shown": number(partners, here)}
    return f"{count_ties(size)} {told}"
