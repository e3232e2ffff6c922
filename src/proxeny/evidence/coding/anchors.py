"""Where a passage is: code points (end exclusive), its words, 32 characters on each side.

In a changed text an anchor is looked for where unchanged lines put it; then by its words with their surroundings;
then by
nearness of wording. What is not sure goes to a person; nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from proxeny.errors import FaultyInput

CONTEXT = 32
Certainty = Literal["sure", "unsure", "gone"]
_ENOUGH = 85.0  # per cent of likeness to be proposed


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one revision."""

    start: int
    end: int
    quotation: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """An anchor in another revision, and how sure it is; ``gone``: no place is proposed, the old anchor is kept."""

    anchor: Anchor
    certainty: Certainty


def build_anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of a passage. Raises `FaultyInput`: empty, or outside the text.

    >>> build_anchor("one 😀 two", 4, 5)
    Anchor(start=4, end=5, quotation='😀', before='one ', after=' two')
    """
    if not 0 <= start < end <= len(text):
        raise FaultyInput.of("anchor-outside", start=start, end=end, length=len(text))
    return Anchor(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def move_anchors(anchors: list[Anchor], old: str, new: str) -> list[Moved]:
    """Find anchors of ``old`` in ``new``."""
    if old == new:
        return [Moved(one, "sure") for one in anchors]
    shifts = _shifts(old, new)
    return [_move(one, new, shifts) for one in anchors]


def _shifts(old: str, new: str) -> list[tuple[int, int, int]]:
    """Stretches of unchanged lines: (start in old, end in old, start in new)."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at_old, at_new = _starts(before), _starts(after)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return [(at_old[block.a], at_old[block.a + block.size], at_new[block.b]) for block in blocks if block.size]


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _move(anchor: Anchor, new: str, shifts: list[tuple[int, int, int]]) -> Moved:
    near = min(anchor.start, len(new))
    for start, end, place in shifts:
        if start <= anchor.start and anchor.end <= end:
            moved = anchor.start - start + place
            return Moved(build_anchor(new, moved, moved + anchor.end - anchor.start), "sure")
        if start <= anchor.start:
            near = min(len(new), anchor.start - start + place)
    full = anchor.before + anchor.quotation + anchor.after
    if new.count(full) == 1:
        start = new.index(full) + len(anchor.before)
        return Moved(build_anchor(new, start, start + len(anchor.quotation)), "sure")
    return _guess(anchor, new, near)


def _guess(anchor: Anchor, new: str, near: int) -> Moved:
    places: list[int] = []
    at = new.find(anchor.quotation)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = new.find(anchor.quotation, at + 1)
    if places:
        start = min(places, key=lambda one: abs(one - near))
        return Moved(build_anchor(new, start, start + len(anchor.quotation)), "unsure")
    from rapidfuzz.fuzz import partial_ratio_alignment

    low = max(0, near - 4000 - len(anchor.quotation))
    window = new[low : near + 4000 + len(anchor.quotation)]
    found = partial_ratio_alignment(anchor.quotation, window, score_cutoff=_ENOUGH) if window else None
    if found is None or found.dest_end <= found.dest_start:
        return Moved(anchor, "gone")
    return Moved(build_anchor(new, low + found.dest_start, low + found.dest_end), "unsure")
