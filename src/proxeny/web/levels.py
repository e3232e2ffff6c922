"""The levels of a profile as tiles and tables.

They are drawn here and not by templates: a city's page has hundreds of lines of them, and is asked for most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.report.calendar import number
from proxeny.report.labels import label
from proxeny.scheme.model import Scheme
from proxeny.text import clean
from proxeny.web.figures import Level, Line, Tile
from proxeny.web.templatetags.proxeny import unit

_NUMERIC = ' class="num"'
_SAFE = "/~:@!$&'()*+,;="  # in the path of an address, as `reverse` leaves them


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the lines of a page lead: to the figures of a place on a day, and to the items of the model."""

    place: str
    query: str
    item: Callable[[str], str]

    def figure(self, line: Line) -> str:
        """The address of the records behind a line."""
        return escape(f"{self.place}{quote(line.figure, safe=_SAFE)}/{self.query}")


def make_leads(place: str, query: str) -> Leads:
    """The leads of the page of a place; the address of its figures is asked for once."""
    items: dict[str, str] = {}

    def item(name: str) -> str:
        if name not in items:
            items[name] = escape(reverse("model-item", args=[name]))
        return items[name]

    return Leads(reverse("place", args=[place]), query, item)


def draw_levels(levels: Sequence[Level], leads: Leads, here: str) -> SafeString:
    """The picture of the levels: a tile for each item, darker where more is recorded."""
    drawn = []
    for place, level in enumerate(levels, 1):
        tiles = "".join(_draw_tile(tile, level.holds == "indicators", leads, here) for tile in level.tiles)
        name = f'<span class="ordinal">{number(place, here)}</span> {escape(level.label)}'
        drawn.append(
            f'<div class="level"><p class="level-name"><a href="#{escape(level.id)}">{name}</a></p>\n'
            f'<ul class="tiles{" small" if level.holds == "indicators" else ""}">{tiles}\n</ul></div>'
        )
    return SafeString("".join(drawn))


def _draw_tile(tile: Tile, coded: bool, leads: Leads, here: str) -> str:
    line, none = tile.line, f'<span aria-hidden="true">–</span><span class="hidden">{escape(_("no data"))}</span>'
    value = number(line.data["value"], here) if line.measured else none
    name = escape(line.label)
    if coded:
        name = f'<bdi>{escape(line.item)}</bdi><span class="hidden"> {name}</span>'
    return (
        f'\n<li class="tile {tile.css}"><a href="{leads.figure(line)}"><span class="tile-value">{value}</span> '
        f'<span class="tile-name">{name}</span></a></li>'
    )


def draw_level(level: Level, leads: Leads, scheme: Scheme, here: str) -> SafeString:
    """The table of a level: what is counted, its number, how certain it is, and how many sources stand behind it."""
    titles = {"indicators": _("Indicator"), "dimensions": _("Dimension")}
    heads = [titles.get(level.holds, _("What is counted")), _("Number"), _("Unit"), _("How certain"), _("Sources")]
    numeric = {1, 4}
    row = "".join(
        f'<th scope="col"{_NUMERIC if at in numeric else ""}>{escape(head)}</th>' for at, head in enumerate(heads)
    )
    table = _Table(level, leads, scheme, here, tuple(escape(head) for head in heads[1:]))
    return SafeString(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(level.label)}">'
        f'<table class="level-table stacks">\n<caption>{escape(level.label)}</caption>\n<thead><tr>{row}</tr></thead>\n'
        f"<tbody>{''.join(table.draw(line) for line in level.lines)}</tbody>\n</table></div>"
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """What the lines of one table have in common; ``heads`` are the titles of its columns after the first."""

    level: Level
    leads: Leads
    scheme: Scheme
    here: str
    heads: tuple[str, ...]

    def draw(self, line: Line) -> str:
        """The row of a line, and one below it where it counts networks."""
        if line.heading:
            name = f'<a href="{self.leads.item(line.item)}">{escape(line.label)}</a>'
            head = f'<th scope="rowgroup" colspan="5" class="depth-{line.depth}">{name}</th>'
            return f'\n<tr class="group">{head}</tr>'
        kind = ' class="opens"' if line.networks and line.measured else "" if line.measured else ' class="empty"'
        cells = self._measured(line) if line.measured else self._unmeasured(line)
        head = f'<th scope="row" class="depth-{line.depth}">{self._name(line)}</th>'
        return f"\n<tr{kind}>{head}{cells}</tr>{self._below(line)}"

    def _name(self, line: Line) -> str:
        name = escape(line.label)
        if line.item and self.level.holds == "indicators":
            coded = f'<span class="code"><bdi>{escape(line.item)}</bdi></span> {name}'
            status = str(line.data.get("provenance") or "")
            shown = escape(label("status", status, self.here))
            tag = f' <span class="tag reconstructed">{shown}</span>' if status != "stated" else ""
            return f'<a href="{self.leads.item(line.item)}">{coded}</a>{tag}'
        leads = line.item and (line.depth == 0 or not self.level.holds)
        return f'<a href="{self.leads.item(line.item)}">{name}</a>' if leads else name

    def _measured(self, line: Line) -> str:
        address, data = self.leads.figure(line), line.data
        measure = escape(unit(data["unit"], self.scheme))
        if self.level.holds == "dimensions" and data.get("of"):
            said = escape(_("of %(all)s") % {"all": number(data["of"], self.here)})
            measure = f'{measure} <span class="of">{said}</span>'
        sources = number(len(data["sources"]), self.here)
        cells = (
            (_NUMERIC, f'<a href="{address}">{number(data["value"], self.here)}</a>'),
            ("", measure),
            ("", escape(line.certainty)),
            (_NUMERIC, f'<a href="{address}#sources">{sources}</a>'),
        )
        return "".join(
            f'<td data-label="{head}"{kind}>{cell}</td>' for head, (kind, cell) in zip(self.heads, cells, strict=True)
        )

    def _unmeasured(self, line: Line) -> str:
        return f'<td colspan="4" class="why">{escape(line.why)}{self._records(line)}</td>'

    def _records(self, line: Line, css: str = "") -> str:
        """A link to the records of a line; nothing where it has none."""
        count = line.data["count"]
        if not count:
            return ""
        shown = {"shown": number(count, self.here)}
        words = escape(ngettext("See %(shown)s record", "See %(shown)s records", count) % shown)
        return f' <a{css} href="{self.leads.figure(line)}">{words}</a>'

    def _below(self, line: Line) -> str:
        if not line.networks:
            return ""
        drawn, size = self._networks(line.networks), len(line.networks)
        if size > 1:
            words = ngettext("%(shown)s network", "%(shown)s networks", size) % {"shown": number(size, self.here)}
            drawn = f"<details><summary>{escape(words)}</summary>{drawn}</details>"
        return f'<tr class="more"><td colspan="5" class="depth-{line.depth}">{drawn}</td></tr>'

    def _networks(self, networks: Iterable[Line]) -> str:
        drawn = []
        for one in networks:
            name = f"<bdi>{escape(clean(one.label))}</bdi>"
            note = escape(one.certainty if one.measured else one.why)
            address = escape(reverse("network", args=[one.network]))
            records = self._records(one, ' class="size"')
            drawn.append(f'<li><a href="{address}">{name}</a> <span class="note">{note}</span>{records}</li>')
        return f'<ul class="networks">{"".join(drawn)}</ul>'
