"""A sheet to draw a chart on: shapes with roles instead of colours, mirrored where lines run from right to left.

In a page the roles get the colours of its design; in a file that stands alone a style sheet goes along.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

from proxeny.literature.drawing.scene import text_width
from proxeny.literature.drawing.svg import FONTS
from proxeny.text import script
from proxeny.yaml_text import read_yaml

_PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")
_TURKISH = str.maketrans(".", ",")
_STYLE = """
text{fill:#1a2226;font-size:12px}.quiet{fill:#576269}.small{font-size:10.5px}.strong{font-weight:600}
.axis{stroke:#e3ded4;fill:none}.grid{stroke:#e3ded4;stroke-dasharray:3 3;fill:none}
.fill{fill:#3a7d8a}.soft{fill:#a9cdd3}
.hollow{fill:#ffffff;stroke:#0b5563;stroke-width:1.6}.ribbon{fill:#3a7d8a;fill-opacity:.3}.mark{fill:#0b5563}
.trend{stroke:#a8452f;stroke-width:2;fill:none}.halo{stroke:#ffffff;stroke-width:3;paint-order:stroke}
.shade-1{fill:#dbe9eb}.shade-2{fill:#a9cdd3}.shade-3{fill:#3a7d8a}.shade-4{fill:#0b4a57}
text.on-3,text.on-4{fill:#ffffff}.life{stroke:#7f888d;stroke-width:1.5;fill:none}
"""


class Sheet:
    """What is drawn, in units of a page ``width`` wide; ``height`` grows to hold it. x runs in reading direction."""

    def __init__(self, language: str = "en", width: float = 960.0) -> None:
        self.language, self.width, self.height = language, width, 0.0
        self.words: Mapping[str, str] = read_words(language)
        self._parts: list[str] = []

    @property
    def is_narrow(self) -> bool:
        """Whether the sheet is as wide as a telephone."""
        return self.width < 600

    def room(self, wide: float, share: float = 0.38) -> float:
        """The width of a column of names that is ``wide`` on a broad sheet; at most that ``share`` of a narrow one."""
        return min(wide, share * self.width) if self.is_narrow else wide

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not self._parts

    def number(self, value: float, places: int = 0) -> str:
        """A number as the reader writes it."""
        plain = f"{value:.{places}f}"
        if self.language == "fa":
            return plain.translate(_PERSIAN)
        return plain.translate(_TURKISH) if self.language == "tr" else plain

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str = "axis") -> None:
        """A straight line."""
        self._add("line", css, f'x1="{self._x(x1)}" y1="{y1:.1f}" x2="{self._x(x2)}" y2="{y2:.1f}"')
        self._reach(max(y1, y2))

    def rect(self, x: float, y: float, wide: float, high: float, css: str = "fill", title: str = "") -> None:
        """A rectangle from its corner at the beginning of the line."""
        left = x + wide if self.language == "fa" else x
        at = f'x="{self._x(left)}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}"'
        self._add("rect", css, at, title)
        self._reach(y + high)

    def circle(self, x: float, y: float, radius: float, css: str = "fill", title: str = "") -> None:
        """A disc."""
        self._add("circle", css, f'cx="{self._x(x)}" cy="{y:.1f}" r="{radius:.1f}"', title)
        self._reach(y + radius)

    def ribbon(self, start: tuple[float, float, float], end: tuple[float, float, float], title: str = "") -> None:
        """A band between two uprights, each (x, top, height)."""
        (x1, y1, h1), (x2, y2, h2) = start, end
        a, b, m = self._x(x1), self._x(x2), self._x((x1 + x2) / 2)
        top = f"M{a} {y1:.1f}C{m} {y1:.1f} {m} {y2:.1f} {b} {y2:.1f}"
        path = f"{top}V{y2 + h2:.1f}C{m} {y2 + h2:.1f} {m} {y1 + h1:.1f} {a} {y1 + h1:.1f}Z"
        self._add("path", "ribbon", f'd="{path}"', title)
        self._reach(max(y1 + h1, y2 + h2))

    def text(self, x: float, y: float, words: str, css: str = "", anchor: str = "start") -> None:
        """Words whose ``anchor`` (start, middle or end of the reading direction) is at x, on the line y."""
        rtl = script(words) == "arabic"
        if anchor != "middle" and rtl != (self.language == "fa"):
            anchor = "end" if anchor == "start" else "start"
        way = ' direction="rtl"' if rtl else ' direction="ltr"'
        shown = escape("".join(letter for letter in words if letter.isprintable() or letter == "\u200c"))
        css = f' class="{css}"' if css else ""
        self._parts.append(f'<text x="{self._x(x)}" y="{y:.1f}" text-anchor="{anchor}"{way}{css}>{shown}</text>')
        self._reach(y + 4)

    def cut(self, words: str, wide: float, size: float = 12.0) -> str:
        """``words`` cut to about ``wide`` units."""
        if text_width(words, size) <= wide:
            return words
        return words[: max(1, int(wide / (0.56 * size)) - 1)].rstrip() + "…"

    def svg(self, title: str, *, alone: bool = False) -> str:
        """The drawing; ``alone``: with its colours and ground, as a file."""
        high = self.height + 8
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart drawing" viewBox="0 0 {self.width:g} {high:.0f}" '
            f'role="img" direction="ltr" aria-label="{escape(title)}"'
        )
        if not alone:
            return "".join([head, ">", *self._parts, "</svg>"])
        size = f' width="{self.width:g}" height="{high:.0f}" font-family="{escape(FONTS)}">'
        ground = f'<style>{_STYLE}</style><rect width="{self.width:g}" height="{high:.0f}" fill="#ffffff"/>'
        return "\n".join([head + size, f"<title>{escape(title)}</title>", ground, *self._parts, "</svg>"]) + "\n"

    def _x(self, x: float) -> str:
        return f"{self.width - x if self.language == 'fa' else x:.1f}"

    def _reach(self, y: float) -> None:
        self.height = max(self.height, y)

    def _add(self, name: str, css: str, at: str, title: str = "") -> None:
        inner = f"><title>{escape(title)}</title></{name}>" if title else "/>"
        self._parts.append(f'<{name} class="{css}" {at}{inner}')


@cache
def read_words(language: str) -> Mapping[str, str]:
    """The words that charts carry, in ``language`` (en, tr, fa)."""
    text = files("proxeny.literature").joinpath("drawing", "words.yaml").read_text(encoding="utf-8")
    return {key: entry[language] for key, entry in read_yaml(text).items()}
