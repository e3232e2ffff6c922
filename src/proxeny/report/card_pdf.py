"""A report card as PDF, set by Typst with the fonts of the package."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import as_file, files

from proxeny.report.card import Card


def card_to_pdf(card: Card) -> bytes:
    """The card on A4, from right to left in Persian; the same card gives the same bytes."""
    import typst

    source = files("proxeny.report").joinpath("card.typ").read_bytes()
    data = json.dumps(asdict(card), ensure_ascii=False)
    with as_file(files("proxeny.report").joinpath("fonts")) as fonts:
        made = typst.compile(
            input=source, format="pdf", font_paths=[str(fonts)], ignore_system_fonts=True,
            sys_inputs={"card": data}, timestamp=0,
        )  # fmt: skip
    return bytes(made)
