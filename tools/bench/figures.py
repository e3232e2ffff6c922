"""One line a figure: what, the figure, its bar, and whether it is met."""

from __future__ import annotations

import os
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]


def shared() -> Path | None:
    """The folder of shared inputs, or None with a word about it."""
    folder = Path(os.environ.get("PROXENY_SHARED", REPO.parent / "shared"))
    if folder.is_dir():
        return folder
    print(f"not measured: no shared inputs at {folder}; set PROXENY_SHARED", file=sys.stderr)
    return None


def show(what: str, figure: float, unit: str, bar: float | None = None, least: bool = False) -> None:
    """Print a figure; ``least``: the bar is a minimum."""
    digits = ".1e" if 0 < abs(figure) < 0.005 else ",.2f"
    text = f"{what:<72} {figure:>10{digits}} {unit}"
    if bar is not None:
        met = figure >= bar if least else figure <= bar
        text += f"   bar {'>=' if least else '<='} {bar:g}   {'met' if met else 'NOT MET'}"
    print(text, flush=True)
