"""What is kept of a document: an immutable revision of raw bytes, canonical text, pages and how well each was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the file gave it (``raw``) and as it is read (``text``); ``repairs`` says what was changed, how
    often.

    ``start``: code-point offset of the page in the text of the document. ``quality``: 0 to 1, see
    `proxeny.evidence.quality`; ``parts`` are what it is made of.
    """

    number: int
    raw: str
    text: str
    start: int = 0
    repairs: Mapping[str, int] = field(default_factory=dict)
    quality: float = 1.0
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Offset just after the page."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor gives: raw text page by page, what it left out on purpose, and its name with version."""

    pages: tuple[str, ...]
    extractor: str
    visual: bool = False  # whether right-to-left text stands in the order seen, to be put back in the order read
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """An immutable revision. ``text`` is NFC with LF; every offset counts its code points, ends are exclusive."""

    name: str
    kind: str  # pdf docx html text
    sha256: str
    size: int
    extractor: str
    text: str
    pages: tuple[Page, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def raw(self) -> str:
        """The text before any repair."""
        return PAGE_BREAK.join(page.raw for page in self.pages)

    @property
    def quality(self) -> float:
        """The mean quality of the pages, each weighted by its length."""
        size = sum(len(page.text) + 1 for page in self.pages)
        return sum(page.quality * (len(page.text) + 1) for page in self.pages) / size if size else 0.0


PAGE_BREAK = "\n\n"


def place_pages(pages: Sequence[Page]) -> tuple[str, tuple[Page, ...]]:
    """Join the pages to the text of the document, and say where each begins."""
    placed, start = [], 0
    for page in pages:
        placed.append(Page(page.number, page.raw, page.text, start, page.repairs, page.quality, page.parts))
        start += len(page.text) + len(PAGE_BREAK)
    return PAGE_BREAK.join(page.text for page in placed), tuple(placed)


def changed_lines(raw: str, text: str) -> list[tuple[str, str]]:
    """The lines that repair changed, as the file said and as read; empty where lines cannot be told apart.

    >>> changed_lines("one\\nowt", "one\\ntwo")
    [('owt', 'two')]
    """
    before, after = raw.split("\n"), text.split("\n")
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] if len(before) == len(after) else []
