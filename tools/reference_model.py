"""Reference page of the five-level model that is shipped: levels, indicators, weightings."""

from __future__ import annotations

from collections.abc import Iterator

from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Indicator, Node, Scheme
from reference_markdown import cell, code, page, table


def indicators_page() -> str:
    """The levels with their measures, the indicators by dimension, and the policies of points."""
    scheme = load_scheme()
    about = f"The model that is shipped, {cell(scheme.title.get('en'))} ({code(scheme.id)} {scheme.version})."
    stated = sum(one.status == "stated" for one in scheme.indicators)
    counted = [
        f"{stated} of the {len(scheme.indicators)} indicators are stated in the paper; the others are reconstructed. "
        "A figure whose measure finds nothing says \"no data\", never zero.", "",
    ]  # fmt: skip
    levels = [_level(level) for level in scheme.levels]
    return page("Levels and indicators", about, counted, *levels, *_dimensions(scheme), _weightings(scheme))


def _level(level: Node) -> list[str]:
    head = ("id", "what", "status", "how it is measured")
    lines = [f"## {level.id}: {cell(level.label.get('en'))}", ""]
    if level.holds:
        return [*lines, f"Holds the {level.holds} below.", ""]
    return [*lines, *table(head, _nodes(level, 0))]


def _nodes(node: Node, depth: int) -> Iterator[tuple[str, str, str, str]]:
    for child in node.children:
        words = cell(child.measure.words.get("en")) if child.measure else ""
        yield code(child.id), "– " * depth + cell(child.label.get("en")), child.status, words
        yield from _nodes(child, depth + 1)


def _dimensions(scheme: Scheme) -> Iterator[list[str]]:
    head = ("id", "indicator", "status", "unit", "how a city is measured")
    for dimension in scheme.dimensions:
        rows = [_indicator(one, scheme) for one in scheme.indicators_of(dimension.id)]
        yield [f"## {dimension.id}: {cell(dimension.label.get('en'))}", "", *table(head, rows)]


def _indicator(one: Indicator, scheme: Scheme) -> tuple[str, str, str, str, str]:
    words = cell(one.measure.words.get("en")) if one.measure else "not from the register"
    if one.measure and one.measure.external:
        words += f" Needs besides: {code(one.measure.external)}."
    return code(one.id), cell(one.label.get("en")), one.status, cell(scheme.units[one.unit].get("en")), words


def _weightings(scheme: Scheme) -> list[str]:
    rows = [(code(one.id), cell(one.label.get("en")), cell(one.text.get("en"))) for one in scheme.weightings]
    return ["## Weightings", "", cell(scheme.warning.get("en")), "", *table(("id", "policy", "points"), rows)]
