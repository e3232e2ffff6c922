"""A drawing as SVG that shows the same everywhere: no script, no style sheet, no reference to anything outside."""

from __future__ import annotations

from html import escape

from proxeny.literature.drawing.scene import HEIGHT, WIDTH, Scene
from proxeny.text import script

FONTS = "Vazirmatn, Inter, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"


def write_svg(scene: Scene, title: str) -> str:
    """The drawing as an SVG document; ``title`` is what is read out for it."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}" role="img" font-family="{escape(FONTS)}">',
        f"<title>{_text(title)}</title>",
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#ffffff"/>',
        '<g stroke-opacity="0.28" fill="none">',
    ]
    for line in scene.lines:
        middle_x = (line.x1 + line.x2) / 2 + (line.y2 - line.y1) * 0.12
        middle_y = (line.y1 + line.y2) / 2 - (line.x2 - line.x1) * 0.12
        parts.append(
            f'<path d="M{line.x1:.1f} {line.y1:.1f}Q{middle_x:.1f} {middle_y:.1f} {line.x2:.1f} {line.y2:.1f}" '
            f'stroke="{line.colour}" stroke-width="{line.width:.2f}"/>'
        )
    parts.append('</g><g stroke-width="1.4">')
    for ring in scene.ellipses:
        parts.append(
            f'<ellipse cx="{ring.x:.1f}" cy="{ring.y:.1f}" rx="{ring.long:.1f}" ry="{ring.short:.1f}" '
            f'transform="rotate({ring.turn:.1f} {ring.x:.1f} {ring.y:.1f})" stroke="{ring.colour}" '
            f'fill="{ring.colour}" fill-opacity="0.08"/>'
        )
    parts.append('</g><g fill-opacity="0.82">')
    for one in scene.circles:
        parts.append(
            f'<circle cx="{one.x:.1f}" cy="{one.y:.1f}" r="{one.radius:.1f}" fill="{one.colour}">'
            f"<title>{_text(one.label)}</title></circle>"
        )
    parts.append('</g><g text-anchor="middle" dominant-baseline="central" fill="#1d2330">')
    for one in scene.circles:
        if one.size:
            way = ' direction="rtl"' if script(one.label) == "arabic" else ""
            parts.append(
                f'<text x="{one.x:.1f}" y="{one.y:.1f}" font-size="{one.size:.1f}"{way} stroke="#ffffff" '
                f'stroke-width="2.4" stroke-opacity="0.75" paint-order="stroke">{_text(one.label[:60])}</text>'
            )
    return "\n".join([*parts, "</g></svg>"]) + "\n"


def _text(text: str) -> str:
    return escape("".join(letter for letter in text if letter.isprintable()))
