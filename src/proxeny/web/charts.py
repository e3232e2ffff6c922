"""Charts that the server draws as SVG: they need no script, print well, and run from right to left where lines do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from proxeny.report.calendar import digits, number
from proxeny.report.words import language

_WIDTH, _NARROW, _EDGE, _AXIS = 960, 480, 26, 22
_TALLEST = 150


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that began in a year: its series (0 or 1) and its words."""

    year: int
    series: int
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of years across a width; it runs from right to left where lines do."""

    width: int
    first: int
    last: int

    def place(self, year: float) -> float:
        """Where a year stands."""
        along = _EDGE + (year - self.first) / max(1, self.last - self.first) * (self.width - 2 * _EDGE)
        return self.width - along if language() == "fa" else along

    def ticks(self) -> range:
        """The years to write."""
        most = self.width // 68
        every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (self.last - self.first) / step <= most)
        return range(-(-self.first // every) * every, self.last + 1, every)


def draw_years(events: Sequence[Happening], last: int, title: str) -> SafeString:
    """A dot for each event above the line of years, first series filled, second hollow; nothing where there is none."""
    if not events:
        return SafeString("")
    first = min(min(event.year for event in events), last - 10)
    scale = Scale(_WIDTH, first, last)
    stacks = Counter(event.year for event in events)
    step = min(13.0, _TALLEST / max(stacks.values()))
    height = step * max(stacks.values()) + 14
    width = (_WIDTH - 2 * _EDGE) / max(1, last - first)
    radius = min(5.0, step / 2 - 0.6, max(2.0, width / 2 - 0.5))
    marks, seen = [], Counter[int]()
    for event in sorted(events, key=lambda one: (one.year, one.series, one.words)):
        seen[event.year] += 1
        x, y = scale.place(event.year), height - step * (seen[event.year] - 0.5)
        marks.append((f"series-{event.series}", f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}", event.words))
    dots = format_html_join("", '<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>', marks)
    return format_html(
        '<svg class="chart years" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        _WIDTH, round(height + _AXIS), title, _axis(scale, height), dots,
    )  # fmt: skip


def _axis(scale: Scale, height: float) -> SafeString:
    marks = [(f"{scale.place(year):.1f}", f"{height:.0f}", f"{height + 17:.0f}", _year(year)) for year in scale.ticks()]
    lines = format_html_join(
        "",
        '<line class="axis" x1="{0}" x2="{0}" y1="0" y2="{1}"/><text x="{0}" y="{2}" text-anchor="middle">{3}</text>',
        marks,
    )
    ground = '{0}<line class="axis" x1="0" x2="{1}" y1="{2}" y2="{2}"/>'
    return format_html(ground, lines, scale.width, f"{height:.0f}")


def _year(year: int) -> str:
    """A year of the reader's calendar; a solar year begins in the one before."""
    return digits(year - 621, "fa") if language() == "fa" else str(year)


def draw_columns(counts: Counter[int], title: str) -> SafeString:
    """A column for each year, the highest one labelled; nothing where fewer than two years have any."""
    if len(counts) < 2:
        return SafeString("")
    last, most = max(counts) + 1, max(counts.values())
    first = min(min(counts), last - 10)
    scale = Scale(_NARROW, first, last)
    height, width = 120.0, (_NARROW - 2 * _EDGE) / max(1, last - first)
    bars, labels = [], []
    for year, size in sorted(counts.items()):
        tall, middle = max(1.5, size / most * (height - 18)), scale.place(year)
        words = f"{_year(year)}: {number(size, language())}"
        bars.append((f"{middle - width * 0.4:.1f}", f"{height - tall:.1f}", f"{width * 0.8:.1f}", f"{tall:.1f}", words))
        if size == most:
            labels.append((f"{middle:.1f}", f"{height - tall - 5:.1f}", number(size, language())))
    drawn = format_html_join(
        "", '<rect class="fill" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>', bars
    )
    tops = format_html_join("", '<text class="strong" x="{}" y="{}" text-anchor="middle">{}</text>', labels[:1])
    return format_html(
        '<svg class="chart years" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        _NARROW, round(height + _AXIS), title, _axis(scale, height), drawn, tops,
    )  # fmt: skip
