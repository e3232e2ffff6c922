"""Where a passage is: code points (end exclusive), its words, 32 characters on each side.

In a changed text an anchor is looked for where unchanged lines put it; then by its words with their surroundings;
then by nearness of wording. What is not sure goes to a person, with the places that are most like it; nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from proxeny.errors import FaultyInput

CONTEXT = 32
Certainty = Literal["sure", "unsure", "gone"]
_ENOUGH = 85.0  # per cent of likeness to be proposed
_WORTH_SHOWING, _LINE, _LINES = 50.0, 2_000, 20_000  # to a person: per cent, characters of a line, lines


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


def propose_places(anchor: Anchor, text: str, most: int = 3) -> list[tuple[Anchor, float]]:
    """Passages of a text that are most like one that is not in it, with their likeness in per cent, best first.

    Each line is compared with the words of the passage (the best stretch of the line); of equals the one nearest to
    where the passage was.
    """
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    found: list[tuple[float, int, int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True)[:_LINES]:
        words = line[:_LINE].rstrip()
        place = partial_ratio_alignment(anchor.quotation, words, score_cutoff=_WORTH_SHOWING) if words else None
        if place is not None and place.dest_end > place.dest_start:
            start, end = _to_words(words, place.dest_start, place.dest_end)
            likeness = ratio(anchor.quotation, words[start:end])
            found.append((-likeness, abs(at + start - anchor.start), at + start, at + end))
        at += len(line)
    best = [one for one in sorted(found)[:most] if -one[0] >= _WORTH_SHOWING]
    return [(build_anchor(text, start, end), round(-likeness, 1)) for likeness, _, start, end in best]


def _to_words(line: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a line, grown to whole words."""
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return start, end


def find_words(text: str, words: str, near: int = 0) -> Anchor | None:
    """The place of some words in a text, blanks being equal; of several the one nearest to ``near``; None for none."""
    wanted = words.split()
    if not wanted:
        return None
    pattern = re.compile(r"\s+".join(re.escape(one) for one in wanted))
    best = min(pattern.finditer(text), key=lambda one: abs(one.start() - near), default=None)
    return None if best is None else build_anchor(text, best.start(), best.end())
