"""The original as one sees it, made harmless: pages as pictures, or markup of ours alone. One file a kind of document.

They run in the process with limits, as extractors do; see `proxeny.evidence.showing`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proxeny.registry import Registry

TOGETHER = 4  # pages drawn by one process


@dataclass(frozen=True, slots=True)
class Shown:
    """``pages``: PNG as base64, beginning with page ``first``; or one piece of markup made of known elements alone."""

    pages: tuple[str, ...]
    first: int = 1
    markup: bool = False


Original = Callable[[bytes, int], Shown]
ORIGINALS: Registry[Original] = Registry("original", "proxeny.evidence.originals")
"""How to show the original, by kind; it takes the bytes and the number of the first page wanted, and raises
`proxeny.errors.FaultyInput`."""
