"""One page of a list as its template shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proxeny.report.calendar import number, show_date
from proxeny.report.words import language
from proxeny.text import clean
from proxeny.web.listing.columns import Column, Facet, Table
from proxeny.web.listing.rows import Rows
from proxeny.web.paging import Pager, read_pager

NONE = "-"  # in an address: rows that have no code
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its title, the address that sorts by it, and how it is sorted now."""

    column: Column
    address: str
    sorted: str  # "" ascending descending


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it shows, and the column it stands in."""

    column: Column
    shown: object


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a facet."""

    code: str
    words: str
    size: int
    chosen: bool


class Listing:
    """A list narrowed, sorted and cut as the query says."""

    def __init__(self, table: Table, request: HttpRequest, rows: Rows) -> None:
        self.table, self.request, self.all = table, request, rows
        self.find = clean(request.GET.get(table.parameter("find"), ""), _LONGEST)
        asked = {facet.key: request.GET.get(table.parameter(facet.key), "") for facet in table.facets}
        self.chosen = {key: "" if code == NONE else clean(code, _LONGEST) for key, code in asked.items() if code}
        self.sort = self._sort(request.GET.get(table.parameter("sort"), ""))

    def _sort(self, asked: str) -> str:
        column = self.table.column(asked.removeprefix("-"))
        return asked if column is not None and column.sortable else self.table.sort

    @cached_property
    def matching(self) -> Rows:
        """The rows that fit."""
        return self.all.narrow(self.find, self.chosen) if self.find or self.chosen else self.all

    @cached_property
    def pager(self) -> Pager:
        """Which page of how many."""
        return read_pager(self.request, self.table.name or "page", self.table.size).of(self.matching.count())

    @cached_property
    def total(self) -> int:
        """How many rows there are before any choice."""
        return self.all.count() if self.find or self.chosen else self.pager.total

    @property
    def narrowed(self) -> bool:
        """Whether the reader narrowed it."""
        return bool(self.find or self.chosen)

    @property
    def offers_filters(self) -> bool:
        """Whether the list is long enough to be worth narrowing, or has been narrowed."""
        return self.narrowed or self.total > 12

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """The cells of the rows of this page."""
        shown = self.matching.cut(self.sort, self.pager.start, self.pager.size)
        loaded = self.table.load(shown) if self.table.load else shown
        pairs = zip(shown, loaded, strict=True)
        return [[Cell(column, _show(column, row, full)) for column in self.table.columns] for row, full in pairs]

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns."""
        return [self._head(column) for column in self.table.columns]

    def _head(self, column: Column) -> Head:
        if not column.sortable:
            return Head(column, "", "")
        here = self.sort.removeprefix("-") == column.key
        descending = here and self.sort.startswith("-")
        after = column.key if descending or (not here and not column.numeric) else f"-{column.key}"
        how = ("descending" if descending else "ascending") if here else ""
        return Head(column, self.address({"sort": after}), how)

    def facets(self) -> list[tuple[Facet, str, list[Choice]]]:
        """Each facet with more than one code: the name of its parameter, and its choices, the most frequent first."""
        told = []
        for facet in self.table.facets:
            others = {key: code for key, code in self.chosen.items() if key != facet.key}
            pairs, chosen = self.all.narrow(self.find, others).choices(facet), self.chosen.get(facet.key)
            choices = [Choice(code or NONE, facet.say(code), size, chosen == code) for code, size in pairs]
            if len(choices) > 1 or facet.key in self.chosen:
                told.append((facet, self.table.parameter(facet.key), choices))
        return told

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Parameters that the filter form must hand on."""
        own = {self.table.parameter(key) for key in ("find", *self.chosen, *(one.key for one in self.table.facets))}
        own.add(self.table.name or "page")
        return [(key, value) for key, value in self.request.GET.items() if key not in own]

    @property
    def parameter(self) -> str:
        """The name of the field that filters by text."""
        return self.table.parameter("find")

    @property
    def anchor(self) -> str:
        """The id of the list in its page."""
        return self.table.anchor or self.table.name or "list"

    @property
    def cleared(self) -> str:
        """The address of the list as it was before the reader narrowed it."""
        return self.address({"find": None, **dict.fromkeys(self.chosen)})

    @property
    def as_csv(self) -> str:
        """The address of the list as CSV."""
        return self.address({"as": "csv"}, anchor=False)

    @property
    def as_xlsx(self) -> str:
        """The address of the list as XLSX."""
        return self.address({"as": "xlsx"}, anchor=False)

    def address(self, changed: dict[str, str | None], anchor: bool = True) -> str:
        """The address of this page with some parameters of the list changed, from its first page on."""
        query: QueryDict = self.request.GET.copy()
        query.pop(self.table.name or "page", None)
        for key, value in changed.items():
            query.pop(self.table.parameter(key), None)
            if value is not None:
                query[self.table.parameter(key)] = value
        return f"?{query.urlencode()}{'#' + self.anchor if anchor else ''}"


def _show(column: Column, row: Any, full: Any) -> object:
    """The cell of a row: as the column shows it, else its plain value in the reader's numbers and dates."""
    if column.show is not None:
        return column.show(full)
    value = column.value(row)
    if value is None or value == "":
        return ""
    if column.kind == "number" and isinstance(value, int | float):
        return number(value, language())
    if column.kind == "date":
        told = show_date(value, "day", language())  # type: ignore[arg-type]
        return format_html('<time datetime="{}">{}</time>', told.machine, told.words) if told else ""
    return _text(str(value))


def _text(value: str) -> SafeString:
    """Text isolated from the direction of what stands around it."""
    return format_html("<bdi>{}</bdi>", clean(value))
