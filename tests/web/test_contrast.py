"""The colours of the sheet, light and dark, reach WCAG 2.2 AA."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

PAIRS = (
    ("ink", "paper"), ("quiet", "paper"), ("link", "paper"), ("ink", "panel"), ("fault", "paper"), ("accent", "paper"),
    ("on-accent", "accent"), ("ink", "raised"), ("quiet", "raised"), ("link", "raised"), ("quiet", "panel"),
    ("link", "panel"), ("ink", "accent-soft"), ("fault", "fault-soft"), ("paper", "fault"), ("link", "accent-soft"),
    ("on-amber", "amber"), ("on-green", "green"),
    ("ink-1", "shade-1"), ("ink-2", "shade-2"), ("ink-3", "shade-3"), ("ink-4", "shade-4"),
)  # fmt: skip
SHEETS = files("proxeny.web").joinpath("static/proxeny/css")
TOKENS = SHEETS.joinpath("tokens.css").read_text(encoding="utf-8")


def read_tokens(dark: bool) -> dict[str, str]:
    """The colour tokens of the light sheet, or with the dark ones over them."""
    light, night = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in TOKENS.split(":root {")[1:3]]
    return {**light, **night} if dark else light


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    full = "".join(letter * 2 for letter in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text, ground, dark):
    tokens = read_tokens(dark)
    one, other = sorted((luminance(tokens[text]), luminance(tokens[ground])))
    assert (other + 0.05) / (one + 0.05) >= 4.5


@pytest.mark.parametrize("sheet", sorted(sheet.name for sheet in SHEETS.iterdir()))
def test_a_sheet_uses_logical_properties_only_and_asks_nothing_from_elsewhere(sheet):
    text = SHEETS.joinpath(sheet).read_text(encoding="utf-8")
    assert not re.search(r"(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|float:", text)
    assert "http" not in text and "@import" not in text


def test_only_the_tokens_name_colours():
    for sheet in SHEETS.iterdir():
        if sheet.name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-f]{3,8}\b", sheet.read_text(encoding="utf-8")), sheet.name
