"""A drawing as PDF, and as PNG at 300 dots per inch, set by Typst, which shapes Persian and Turkish right."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

from proxeny.literature.drawing.scene import HEIGHT, WIDTH, Scene

DOTS = 300.0
_WIDE = 283.0  # millimetres
_DRAW = """
#set page(width: {wide}mm, height: {high}mm, margin: 0mm, fill: white)
#set text(font: ("Vazirmatn", "Noto Sans", "DejaVu Sans", "Libertinus Serif"), fallback: true)
#let scene = json(bytes(sys.inputs.scene))
#let unit = {unit}mm
#for one in scene.lines {{
  place(top + left, line(start: (one.at(0) * unit, one.at(1) * unit), end: (one.at(2) * unit, one.at(3) * unit),
    stroke: (paint: rgb(one.at(5)).transparentize(72%), thickness: one.at(4) * unit)))
}}
#for one in scene.ellipses {{
  place(top + left, dx: (one.at(0) - one.at(2)) * unit, dy: (one.at(1) - one.at(3)) * unit,
    rotate(one.at(4) * 1deg, ellipse(width: 2 * one.at(2) * unit, height: 2 * one.at(3) * unit,
      stroke: (paint: rgb(one.at(5)), thickness: 1.4 * unit), fill: rgb(one.at(5)).transparentize(92%))))
}}
#for one in scene.circles {{
  place(top + left, dx: (one.at(0) - one.at(2)) * unit, dy: (one.at(1) - one.at(2)) * unit,
    circle(radius: one.at(2) * unit, fill: rgb(one.at(3)).transparentize(18%)))
}}
#for one in scene.circles {{
  if one.at(5) > 0 {{
    place(top + left, dx: one.at(0) * unit - 100mm, dy: one.at(1) * unit - 10mm,
      box(width: 200mm, height: 20mm, align(center + horizon, text(size: one.at(5) * unit, fill: rgb("#1d2330"),
        one.at(4)))))
  }}
}}
"""


def write_pdf(scene: Scene, fonts: tuple[str, ...] = ()) -> bytes:
    """The drawing as PDF; ``fonts``: folders to look for fonts in besides the system's."""
    return _compile(scene, fonts, "pdf")


def write_png(scene: Scene, fonts: tuple[str, ...] = ()) -> bytes:
    """The drawing as PNG of 300 dots per inch."""
    return _compile(scene, fonts, "png")


def _compile(scene: Scene, fonts: tuple[str, ...], format_: Literal["pdf", "png"]) -> bytes:
    import typst

    source = _DRAW.format(wide=_WIDE, high=_WIDE * HEIGHT / WIDTH, unit=_WIDE / WIDTH)
    compile_: Callable[..., bytes] = typst.compile
    compiled = compile_(
        source.encode(),
        format=format_,
        ppi=DOTS,
        font_paths=list(fonts),
        sys_inputs={"scene": json.dumps(_as_lists(scene), ensure_ascii=False)},
        timestamp=0,
    )
    return bytes(compiled)


def _as_lists(scene: Scene) -> dict[str, list[list[object]]]:
    lines = [[one.x1, one.y1, one.x2, one.y2, one.width, one.colour] for one in scene.lines]
    circles = [[one.x, one.y, one.radius, one.colour, _plain(one.label), one.size] for one in scene.circles]
    ellipses = [[one.x, one.y, one.long, one.short, one.turn, one.colour] for one in scene.ellipses]
    return {"lines": lines, "circles": circles, "ellipses": ellipses}


def _plain(label: str) -> str:
    return "".join(letter for letter in label[:60] if letter.isprintable() or letter == "\u200c")
