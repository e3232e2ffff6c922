"""What a mapping file says, as data: which column is which property of which claim."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Unknown = Literal["fault", "warn", "ignore"]
MENTION_CELLS = ("kind", "name", "country", "lat", "lon", "geonameid", "wikidata", "place_kind", "organisation_kind")
SOURCE_CELLS = ("title", "publisher", "url", "licence", "kind", "retrieved")


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds in rows where ``column`` has one of ``values``; ``ZZ*``: any that begins so, ``""``: an empty cell."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value comes from and how its text is cleaned."""

    column: str = ""
    otherwise: str = ""  # the column read where `column` is empty
    constant: str = ""
    split: str = ""  # separator of several values in one cell
    codes: abc.Mapping[str, str] = field(default_factory=dict)  # the source's words -> ours; "" says nothing
    default: str = ""  # instead of a word that is not known
    unknown: Unknown = "fault"  # what a word is that is not known: an error, a warning, or nothing
    empty: tuple[str, ...] = ()  # words that say nothing: "n/a"
    reject: tuple[str, ...] = ()  # words that are errors
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    part: Literal["", "from", "to"] = ""  # which end of a text such as "2008-2012"
    prefix: str = ""  # put before the value: "turkiyeapi:"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Valid:
    """When a claim is true: from and to, or at one stated period."""

    begin: Cell | None = None
    end: Cell | None = None
    at: Cell | None = None


@dataclass(frozen=True, slots=True)
class MentionRule:
    """One way in which a row names a place, a network or another organisation."""

    name: str
    cells: abc.Mapping[str, Cell]  # keys of MENTION_CELLS
    required: bool = False
    claims: bool = True  # whether name, country, coordinates and ids are claims of the source too
    language: str = ""


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """One property of a record: from a cell, from a mention, or from a wide row of columns by year."""

    property: str
    cell: Cell
    mention: str = ""
    wide: str = ""  # pattern of column names: "hdi_{year}"
    series: str = ""  # name of the series of a statistic
    valid: Valid | None = None


@dataclass(frozen=True, slots=True)
class RecordRule:
    """One record that a row speaks of. ``of`` names the mention that a place or organisation record is about."""

    kind: str
    name: str
    of: str = ""
    properties: tuple[PropertyRule, ...] = ()
    identity: tuple[str, ...] = ()  # columns that tell two records of the same parties apart
    valid: Valid | None = None
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRule:
    """Who says it: one source for the file, or one for each distinct title and address in its rows."""

    key: str
    cells: abc.Mapping[str, Cell]  # keys of SOURCE_CELLS
    rank: int = 50

    @property
    def per_row(self) -> bool:
        """Whether rows name their own sources."""
        return any(cell.column for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file: the layout of one source."""

    name: str
    about: str
    source: SourceRule
    columns: tuple[str, ...] = ()  # must be there
    optional: tuple[str, ...] = ()
    aliases: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # column -> other headings
    date_order: Literal["", "dmy", "mdy"] = ""
    comment: str = ""  # rows whose first cell begins so are ignored
    locator: str = ""  # the column that names the statement within the source
    refuse: str = ""  # why files of this layout cannot be imported
    skip_if: tuple[Condition, ...] = ()
    mentions: tuple[MentionRule, ...] = ()
    records: tuple[RecordRule, ...] = ()
    headings: abc.Mapping[str, str] | None = None  # column -> heading, as a person matched them; None: they are found
    constants: abc.Mapping[str, str] = field(default_factory=dict)  # column -> what empty cells of it say

    @property
    def wide(self) -> Iterator[str]:
        """Patterns of column names that it reads by year."""
        return (rule.wide for record in self.records for rule in record.properties if rule.wide)
