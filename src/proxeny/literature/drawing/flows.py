"""Flows between columns (Sankey, alluvial): uprights as high as they are large, bands as high as what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from proxeny.literature.drawing.sheet import Sheet

_TOP, _HIGH, _GAP, _BAR = 34.0, 520.0, 7.0, 10.0
Flow = tuple[int, str, str, float]  # number of the column it leaves, from, to, size


@dataclass(frozen=True, slots=True)
class Column:
    """A column of uprights: its heading, the size of each, and how the size is told."""

    heading: str
    sizes: dict[str, float]
    told: str


def draw_flows(sheet: Sheet, columns: list[Column], flows: list[Flow], told: str) -> None:
    """Columns of uprights, each ordered by where its bands come from, and the bands between them."""
    most = max(len(one.sizes) for one in columns)
    scale = min((_HIGH - _GAP * (most - 1)) / max(_needed(one, flows, at) for at, one in enumerate(columns)), 40.0)
    room = sheet.room(225, 1 / len(columns) - 0.04)
    lefts = [at * (sheet.width - room - 25) / max(len(columns) - 1, 1) for at in range(len(columns))]
    tops: list[dict[str, float]] = []
    for at, column in enumerate(columns):
        tops.append(_stack(column, flows, at, tops[-1] if tops else {}, scale))
        sheet.text(lefts[at], 16, column.heading, "strong")
    _draw_bands(sheet, lefts, tops, flows, (scale, told))
    for at, column in enumerate(columns):
        for name, top in tops[at].items():
            high = max(scale * _span(name, column, flows, at), 1.5)
            said = f"{name} · {sheet.words[column.told].format(count=sheet.number(column.sizes[name]))}"
            sheet.rect(lefts[at], top, _BAR, high, "mark", said)
            sheet.text(
                lefts[at] + _BAR + 5,
                top + high / 2 + 4,
                sheet.cut(name, room),
                "halo small" if most > 12 or sheet.is_narrow else "halo",
            )


def _span(name: str, column: Column, flows: list[Flow], at: int) -> float:
    into = sum(size for one, _, right, size in flows if one == at - 1 and right == name)
    out = sum(size for one, left, _, size in flows if one == at and left == name)
    return max(column.sizes[name], into, out)


def _needed(column: Column, flows: list[Flow], at: int) -> float:
    return sum(_span(name, column, flows, at) for name in column.sizes) or 1.0


def _stack(column: Column, flows: list[Flow], at: int, before: dict[str, float], scale: float) -> dict[str, float]:
    """Where each upright begins: in the order of the middle of what comes in, else of its size."""

    def middle(name: str) -> tuple[float, float, str]:
        came = [
            (before[left], size)
            for one, left, right, size in flows
            if one == at - 1 and right == name and left in before
        ]
        total = sum(size for _, size in came)
        place = sum(top * size for top, size in came) / total if total else (1e9 if before else 0.0)
        return place, -column.sizes[name], name

    tops, top = {}, _TOP
    for name in sorted(column.sizes, key=middle):
        tops[name] = top
        top += max(scale * _span(name, column, flows, at), 13.0 - _GAP) + _GAP
    return tops


def _draw_bands(sheet: Sheet, lefts: list[float], tops: list[dict[str, float]], flows: list[Flow],
                how: tuple[float, str]) -> None:  # fmt: skip
    scale, told = how
    out: dict[tuple[int, str], float] = {}
    into: dict[tuple[int, str], float] = {}
    for at, left, right, size in sorted(
        flows, key=lambda one: (one[0], tops[one[0]][one[1]], tops[one[0] + 1][one[2]])
    ):
        start = out.setdefault((at, left), tops[at][left])
        end = into.setdefault((at + 1, right), tops[at + 1][right])
        high = scale * size
        said = f"{left} — {right} · {sheet.words[told].format(count=sheet.number(size))}"
        sheet.ribbon((lefts[at] + _BAR, start, high), (lefts[at + 1], end, high), said)
        out[at, left], into[at + 1, right] = start + high, end + high
