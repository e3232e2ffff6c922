"""Passages of several coders side by side: what overlaps is one place, and a place is agreed on or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from proxeny.evidence.coding.events import Coding


@dataclass(frozen=True, slots=True)
class Given:
    """A passage and its indicator, the memo of the first, and who coded exactly that."""

    indicator: str
    start: int
    end: int
    quotation: str
    memo: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Passages that overlap, in their order. ``agreed``: every coder gave every indicator that anyone gave here."""

    start: int
    end: int
    given: tuple[Given, ...]
    agreed: bool


def group_places(coders: Mapping[str, Sequence[Coding]]) -> tuple[Place, ...]:
    """Places of a text by codings of each coder; a coding that has no place in the text is left out.

    >>> from proxeny.evidence.coding.anchors import Anchor
    >>> one, two = (Coding("x", "NET-1", Anchor(at, at + 9, "a passage")) for at in (0, 4))
    >>> [(place.start, place.end, place.agreed) for place in group_places({"A": [one], "B": [two]})]
    [(0, 13, True)]
    """
    placed = [
        (one.anchor.start, one.anchor.end, one.indicator, name, one)
        for name, codings in coders.items()
        for one in codings
        if one.anchor is not None and one.certainty != "gone"
    ]
    groups: list[list[tuple[int, int, str, str, Coding]]] = []
    reach = -1
    for row in sorted(placed, key=lambda row: row[:4]):
        if row[0] >= reach:
            groups.append([])
        groups[-1].append(row)
        reach = max(reach, row[1])
    return tuple(_place(group, coders) for group in groups)


def _place(group: Sequence[tuple[int, int, str, str, Coding]], coders: Iterable[str]) -> Place:
    same: dict[tuple[int, int, str], list[tuple[str, Coding]]] = {}
    gave: dict[str, set[str]] = {}
    for start, end, indicator, name, one in group:
        same.setdefault((start, end, indicator), []).append((name, one))
        gave.setdefault(indicator, set()).add(name)
    given = tuple(
        Given(
            indicator, start, end, who[0][1].anchor.quotation if who[0][1].anchor else "",
            next((one.memo for _, one in who if one.memo), ""), tuple(dict.fromkeys(name for name, _ in who)),
        )
        for (start, end, indicator), who in same.items()
    )  # fmt: skip
    wanted = set(coders)
    return Place(
        group[0][0],
        max(row[1] for row in group),
        given,
        len(wanted) > 1 and all(wanted == one for one in gave.values()),
    )
