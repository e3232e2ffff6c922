"""A layout: how one's own spreadsheet fits one of our mappings, column by column; and a guess of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import polars as pl
from rapidfuzz import fuzz

from proxeny.dates import parse_date
from proxeny.errors import FaultyInput
from proxeny.io.mapping import detect_mapping, load_mapping, mapping_names
from proxeny.io.mapping_rules import Cell, PropertyRule
from proxeny.io.mapping_rules import Mapping as MappingFile
from proxeny.io.places.countries import resolve_country
from proxeny.io.reading_table import Table
from proxeny.io.vocabulary import CODES, KINDS
from proxeny.text import clean, fold
from proxeny.yaml_text import read_yaml

TEMPLATES = ("agreements", "memberships", "activities", "projects", "organisations", "places")
_MENTION_LISTS = ("place_kind", "organisation_kind")
_SURE = 88.0
_SAMPLE = 40
_MOSTLY = 0.8
_LONGEST = 500
# What tells the kinds of tables apart: a column that only they have.
_TELLING = {
    "agreements": ("partner", "signed", "council_decision"), "memberships": ("network", "category", "form"),
    "activities": ("type", "participants", "direction"), "projects": ("programme", "amount", "results"),
    "organisations": ("acronym", "website", "seat"), "places": ("population", "lat", "parent"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """``headings``: column of the mapping -> heading of the file; ``constants``: column -> what every row says.

    A constant fills the cells that are empty, or the whole column where the file has none.
    """

    base: str
    headings: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    date_order: Literal["", "dmy", "mdy"] = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column of codes -> the file's word -> code

    def plain(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)

    @property
    def own(self) -> bool:
        """Whether its columns were matched by hand or guess; else the mapping finds its columns itself."""
        return bool(self.headings)


def read_layout(plain: Mapping[str, Any]) -> Layout:
    """A layout from JSON; whatever does not belong there is left out. An unknown mapping becomes our first template."""
    base = plain.get("base") if plain.get("base") in mapping_names() else TEMPLATES[0]
    known = columns_of(str(base))
    headings = {str(key): clean(str(value), _LONGEST) for key, value in _entries(plain, "headings") if key in known}
    constants = {str(key): clean(str(value), _LONGEST) for key, value in _entries(plain, "constants") if key in known}
    order = plain.get("date_order")
    words = {key: _read_words(str(base), key, value) for key, value in _entries(plain, "words") if key in known}
    return Layout(
        str(base),
        {key: value for key, value in headings.items() if value},
        {key: value for key, value in constants.items() if value},
        order if order in ("dmy", "mdy") else "",
        {key: value for key, value in words.items() if value},
    )


def _read_words(base: str, column: str, plain: object) -> dict[str, str]:
    """Words whose codes the column takes."""
    codes = {"", *codes_of(base, column)}
    entries = plain.items() if isinstance(plain, dict) else ()
    return {clean(str(word), _LONGEST): str(code) for word, code in entries if code in codes}


def _entries(plain: Mapping[str, Any], name: str) -> list[tuple[str, object]]:
    found = plain.get(name)
    return list(found.items()) if isinstance(found, dict) else []


def columns_of(base: str) -> tuple[str, ...]:
    """The columns of a mapping, those it needs first."""
    mapping = load_mapping(base)
    return (*mapping.columns, *mapping.optional)


def codes_of(base: str, column: str) -> tuple[str, ...]:
    """The codes that a column takes; none for a column of other values."""
    return CODES.get(code_list_of(base, column), ())


def code_list_of(base: str, column: str) -> str:
    """The name of the code list of a column; empty for a column of other values."""
    mapping = load_mapping(base)
    for record in mapping.records:
        for rule in record.properties:
            if rule.cell.column == column:
                return KINDS[record.kind][rule.property].codes
    for mention in mapping.mentions:
        for name, cell in mention.cells.items():
            if cell.column == column and name in _MENTION_LISTS:
                return name
    return ""


def fit_mapping(layout: Layout) -> MappingFile:
    """The mapping with its columns where the layout says they are, and the file's own words for our codes."""
    mapping = load_mapping(layout.base)
    if not (layout.own or layout.constants or layout.date_order or layout.words):
        return mapping
    return replace(
        mapping,
        headings=dict(layout.headings) if layout.own else None,
        constants=dict(layout.constants),
        date_order=layout.date_order or mapping.date_order,
        records=tuple(
            replace(record, properties=tuple(_worded_rule(rule, layout) for rule in record.properties))
            for record in mapping.records
        ),
        mentions=tuple(
            replace(rule, cells={name: _worded(cell, layout) for name, cell in rule.cells.items()})
            for rule in mapping.mentions
        ),
    )


def _worded_rule(rule: PropertyRule, layout: Layout) -> PropertyRule:
    return replace(rule, cell=_worded(rule.cell, layout))


def _worded(cell: Cell, layout: Layout) -> Cell:
    words = layout.words.get(cell.column)
    return replace(cell, codes={**cell.codes, **words}) if words else cell


def missing_columns(layout: Layout, headings: Sequence[str]) -> list[str]:
    """The columns that the mapping needs and neither the file nor a constant gives."""
    if not layout.own:
        return []
    given = {name for name, heading in layout.headings.items() if heading in headings} | set(layout.constants)
    return [name for name in load_mapping(layout.base).columns if name not in given]


def guess_layout(table: Table) -> Layout:
    """The layout that fits best: a mapping whose columns are all there, else a template by headings and contents."""
    found = detect_mapping(table)
    if found is not None and (found not in TEMPLATES or set(load_mapping(found).columns) <= set(table.columns)):
        return Layout(found)
    guesses = {base: guess_headings(base, table) for base in TEMPLATES}
    best = max(TEMPLATES, key=lambda base: (_fitness(base, guesses[base]), -TEMPLATES.index(base)))
    return Layout(best, guesses[best])


def _fitness(base: str, headings: Mapping[str, str]) -> float:
    telling = sum(name in headings for name in _TELLING[base])
    return 3.0 * telling + len(headings)


def guess_headings(base: str, table: Table) -> dict[str, str]:
    """Column of a template -> heading of the table: by the words of the heading, then by what the cells hold."""
    known = columns_of(base)
    rated = sorted(
        ((_likeness(heading, name), -known.index(name), heading, name) for heading in table.columns for name in known),
        reverse=True,
    )
    found: dict[str, str] = {}
    for score, _, heading, name in rated:
        if score >= _SURE and name not in found and heading not in found.values():
            found[name] = heading
    for heading in table.columns:
        if heading not in found.values():
            guess = _by_contents(base, table.frame.get_column(heading), found)
            if guess:
                found[guess] = heading
    return {name: found[name] for name in known if name in found}


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    text = files("proxeny.io").joinpath("data", "headings.yaml").read_text(encoding="utf-8")
    return {str(name): tuple(fold(str(word)) for word in words) for name, words in read_yaml(text).items()}


def _likeness(heading: str, name: str) -> float:
    """From 0 to 100: how near a heading is to the words of a column."""
    folded = fold(heading)
    if not folded:
        return 0.0
    words = (*_words().get(name, ()), fold(name.replace("_", " ")))
    return max(100.0 if folded == word else min(fuzz.ratio(folded, word), 99.0) for word in words)


def _by_contents(base: str, cells: pl.Series, found: Mapping[str, str]) -> str:
    """The column that most cells of a sample look like."""
    sample = [str(cell) for cell in cells.drop_nulls().head(_SAMPLE)]
    if not sample:
        return ""
    tests = (
        ("signed" if base == "agreements" else "from", _is_date),
        ("partner_country" if base == "agreements" else "city_country", _is_country),
        ("source_url", lambda text: text.startswith(("http://", "https://"))),
    )
    for name, test in tests:
        fits = sum(test(text) for text in sample) / len(sample)
        if name in columns_of(base) and name not in found and fits >= _MOSTLY:
            return name
    return ""


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except FaultyInput as problem:
        return problem.faults[0].code == "date-ambiguous"
    return True


def _is_country(text: str) -> bool:
    return bool(resolve_country(text).iso2)
