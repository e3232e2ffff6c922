"""A profile as a page draws it: lines of tables, and the tiles of the picture of the levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log1p
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.errors import message
from proxeny.report.calendar import number
from proxeny.report.labels import country, label
from proxeny.report.words import language

_SHADES = 4
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a level's table; ``figure`` is the id under which its records are opened."""

    figure: str
    label: str
    depth: int
    data: Plain
    network: str = ""
    item: str = ""  # id in the model
    networks: tuple[Line, ...] = ()  # the networks that it counts, one by one

    @property
    def heading(self) -> bool:
        """A line that only names what stands below it."""
        return bool(self.data["status"] == "group")

    @property
    def leaf(self) -> bool:
        """Whether no item of the model stands below it."""
        return not any(child.get("kind") == "node" for child in self.data["children"])

    @property
    def measured(self) -> bool:
        """Whether there is a number to show."""
        return self.data["value"] is not None

    @property
    def ranged(self) -> bool:
        """Whether the number may be another one, because some records are undated."""
        return self.data["low"] != self.data["high"]

    @property
    def certainty(self) -> str:
        """Between which numbers it lies, and of how much the date is not known; nothing where all is certain."""
        return explain_certainty(self.data)

    @property
    def why(self) -> str:
        """Why there is no number."""
        return explain_why(self.data["why"], self.data["external"])


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of the picture: its line and its shade, 0 for no data, else 1 (least) to 4 (most) in its level."""

    line: Line
    shade: int

    @property
    def css(self) -> str:
        """Class of its shade."""
        return f"shade-{self.shade}"


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its lines and its tiles."""

    id: str
    label: str
    holds: str
    lines: tuple[Line, ...]
    tiles: tuple[Tile, ...]

    @property
    def measured(self) -> bool:
        """Whether anything of it has a number."""
        return any(line.measured for line in self.lines)

    @property
    def undated(self) -> bool:
        """Whether a number rests on records without a date."""
        return any(line.data["undated"] for line in self.lines if not line.heading)

    def find(self, figure: str) -> Line | None:
        """The line of a figure."""
        lines = (one for line in self.lines for one in (line, *line.networks))
        return next((line for line in lines if line.figure == figure), None)


def explain_certainty(data: Plain) -> str:
    """The range of a number in words, and how many of its records have no date."""
    told = []
    every = data["undated"] == data["count"] and data["undated"]
    shown = {name: number(data[name], language()) for name in ("low", "high", "undated") if data[name] is not None}
    if data["low"] != data["high"] and data["value"] != data["high"]:
        told.append(_("%(low)s to %(high)s") % shown)
    elif data["low"] != data["high"] and not every:
        told.append(_("at least %(low)s") % shown)
    if every:
        told.append(_("no date known"))
    elif data["undated"]:
        words = ngettext("%(undated)s without a date", "%(undated)s without a date", data["undated"])
        told.append(words % shown)
    return _("; ").join(told)


def explain_why(code: str, external: str = "") -> str:
    """Why a figure has no number, in words; nothing where it has one."""
    if not code:
        return ""
    return _(message(f"why-{code}").what).format(external=external)


def read_seen(levels: list[Level]) -> tuple[str, str]:
    """The earliest and the latest day on which a source of the levels' numbers was seen, as ISO text."""
    days = [line.data["freshness"] for level in levels for line in level.lines if line.measured]
    oldest = min((one["oldest"] for one in days if one["oldest"]), default="")
    return oldest, max((one["newest"] for one in days if one["newest"]), default="")


def build_level_views(profile: Plain) -> list[Level]:
    """The levels of a profile (`profile_to_json`) with their lines and tiles."""
    return [_build_level(level) for level in profile["levels"]]


def _build_level(level: Plain) -> Level:
    lines = tuple(_lines(level["items"], 0))
    return Level(level["id"], level["label"], level["holds"], lines, _tiles(lines, level["holds"]))


def _lines(items: list[Plain], depth: int) -> Iterator[Line]:
    for item in items:
        kind = item.get("kind", "node")
        yield Line(
            item["id"], _label(item), depth, item, item=item["id"] if kind == "node" else "", networks=_networks(item)
        )
        if item.get("networks"):
            words = _("Memberships in networks that work in this dimension")
            yield Line(f"{item['id']}.networks", words, depth + 1, item["networks"])
        yield from _lines([child for child in item["children"] if child.get("kind") != "network"], depth + 1)


def _networks(item: Plain) -> tuple[Line, ...]:
    return tuple(
        Line(child["id"], _label(child), 0, child, network=child["id"])
        for child in item["children"]
        if child.get("kind") == "network"
    )


def _label(item: Plain) -> str:
    """The scheme's words; a remainder is worded by its code, a value without words shows itself."""
    code = item.get("label_code") or ""
    if not code:
        return str(item["label"])
    found = message(code).what
    if found != code:
        return _(found)
    return str(item["label"])


def _tiles(lines: tuple[Line, ...], holds: str) -> tuple[Tile, ...]:
    """The tiles of a level: the lines that no other item of the model divides further."""
    shown = [line for line in lines if line.item and (line.depth == 0 if holds else line.leaf)]
    most = max((line.data["value"] or 0 for line in shown), default=0)
    return tuple(Tile(line, _shade(line.data["value"], most)) for line in shown)


def _shade(value: float | None, most: float) -> int:
    if value is None or most <= 0:
        return 0
    return max(1, min(_SHADES, round(_SHADES * log1p(value) / log1p(most))))


def explain_breakdown(data: Plain, here: str) -> list[tuple[str, list[tuple[str, float]]]]:
    """How a figure divides by kind, country, scale...: (what by, [(value in words, number)]), largest first."""
    lists = {
        "kind": "agreement_kind", "partner.kind": "place_kind", "network.scale": "scale", "form": "form",
        "type": "activity_type", "direction": "direction", "state": "project_state",
    }  # fmt: skip
    told = []
    for name, counts in data["breakdown"].items():
        pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        words = [(_breakdown_word(name, key, lists.get(name, ""), here), size) for key, size in pairs]
        told.append((label("field", name.rpartition(".")[2], here), words))
    return told


def _breakdown_word(name: str, key: str, codes: str, here: str) -> str:
    if key == "not_stated":
        return _("not stated")
    if name == "partner.country":
        return country(key, here)
    return label(codes, key, here) if codes else key
