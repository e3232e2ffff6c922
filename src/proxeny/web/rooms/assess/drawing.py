"""Pictures of an assessment, drawn by the server: rank intervals of cities, scores of groups against all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from proxeny.assess.explaining import Part
from proxeny.assess.result import Assessment
from proxeny.report.calendar import decimal, digits
from proxeny.report.card import status_of, words_of
from proxeny.report.words import language


@dataclass(frozen=True, slots=True)
class RankLine:
    """One city of the picture of ranks: where its interval begins and how wide it is, in percent of all ranks."""

    unit: str
    name: str
    tier: int | None
    start: str
    wide: str
    middle: str
    shown: str


def rank_lines(made: Assessment, rows: Sequence[dict[str, Any]]) -> list[RankLine]:
    """The rank intervals of some units; on a scale of square roots, for places matter more near the top."""
    most = float(len(made.run.units))

    def at(rank: float) -> float:
        return 100 * ((rank - 1) / max(most - 1, 1)) ** 0.5

    lines = []
    for row in rows:
        if row["rank_low"] is None:
            continue
        start, end, middle = at(row["rank_low"]), at(row["rank_high"]), at(row["rank_median"])
        shown = digits(f"{row['rank_low']}–{row['rank_high']}", language())
        wide = max(end - start, 0.6)
        lines.append(
            RankLine(row["unit"], row["name"], row["tier"], f"{start:.2f}", f"{wide:.2f}", f"{middle:.2f}", shown)
        )
    return lines


@dataclass(frozen=True, slots=True)
class PartLine:
    """One group of a city's score, in percent of the scale, with the median of all cities, and in words."""

    id: str
    label: str
    depth: int
    start: str
    wide: str
    score: str
    median: str
    shown: str
    weight: str


def part_lines(made: Assessment, part: Part, depth: int = 0) -> list[PartLine]:
    """The groups of a city, the index first."""
    low = part.score if part.low is None else part.low
    high = part.score if part.high is None else part.high
    here = language()
    start, end = _percent(low), _percent(high)
    words = "–" if low is None or high is None else f"{decimal(low, here, 0)}–{decimal(high, here, 0)}"
    found = [
        PartLine(
            part.id, words_of(made, part.id, here), depth, f"{start:.2f}", f"{max(end - start, 0.6):.2f}",
            "" if part.score is None else f"{_percent(part.score):.2f}",
            "" if part.median is None else f"{_percent(part.median):.2f}", words, digits(f"{part.effective:.0%}", here),
        )
    ]  # fmt: skip
    for child in part.children:
        if child.children:
            found += part_lines(made, child, depth + 1)
    return found


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator of a city's score, in words, with how it is known."""

    id: str
    label: str
    group: str
    status: str
    part: Part


def leaves_of(made: Assessment, part: Part, group: str = "") -> list[Leaf]:
    """The indicators below a part, in order."""
    if part.children:
        own = words_of(made, part.id, language())
        return [leaf for child in part.children for leaf in leaves_of(made, child, own)]
    return [Leaf(part.id, words_of(made, part.id, language()), group, status_of(made, part.id), part)]


def _percent(value: float | None) -> float:
    return 0.0 if value is None else max(0.0, min(100.0, value))
