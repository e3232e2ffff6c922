"""A long text in screens: pieces short enough to show, cut at pages and, within long pages, at ends of lines.

Offsets stay those of the whole text, so a screen is a view and changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST = 4_000  # characters of a screen
TOGETHER = 8  # screens that are shown at once; a script fetches the next before they are needed


@dataclass(frozen=True, slots=True)
class Screen:
    """A piece of a page: code points, end exclusive; ``last``: whether the page ends here."""

    page: int
    start: int
    end: int
    last: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring screens that are shown at once. ``number`` counts from one."""

    number: int
    screens: tuple[Screen, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.screens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.screens[-1].end


def build_parts(text: str, pages: Sequence[Mapping[str, int]]) -> tuple[Part, ...]:
    """The parts of a text; pages have ``number``, ``start`` and ``end``. There is always one.

    >>> [(one.start, one.end) for one in build_parts("a" * 5000, [{"number": 1, "start": 0, "end": 5000}])[0].screens]
    [(0, 4000), (4000, 5000)]
    """
    screens = [screen for page in pages for screen in _cut(text, page)] or [Screen(1, 0, len(text), True)]
    cuts = range(0, len(screens), TOGETHER)
    return tuple(Part(number, tuple(screens[at : at + TOGETHER])) for number, at in enumerate(cuts, 1))


def _cut(text: str, page: Mapping[str, int]) -> Iterator[Screen]:
    start, end = page["start"], page["end"]
    while end - start > MOST:
        limit = start + MOST
        stop = max(text.rfind("\n", start, limit), text.rfind(" ", limit - MOST // 4, limit)) + 1
        stop = stop if stop > start else limit
        yield Screen(page["number"], start, stop, False)
        start = stop
    yield Screen(page["number"], start, end, True)


def part_of(parts: Sequence[Part], point: int) -> Part:
    """The part that holds a code point."""
    return parts[max(0, bisect_right([one.start for one in parts], point) - 1)]


def part_of_page(parts: Sequence[Part], page: int) -> Part:
    """The part in which a page begins; the last one, where there is no such page."""
    ends = [one.screens[-1].page for one in parts]
    return parts[min(bisect_left(ends, page), len(parts) - 1)]


def count_in(parts: Sequence[Part], starts: Sequence[int]) -> list[int]:
    """How many of the sorted ``starts`` lie in each part."""
    edges = [bisect_left(starts, one.start) for one in parts[1:]]
    return [right - left for left, right in zip([0, *edges], [*edges, len(starts)], strict=True)]
