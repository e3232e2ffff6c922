"""A profile: a place's measured stand in the five levels of a scheme, on a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from proxeny.assess.evidence import Entry
from proxeny.assess.figure import Figure
from proxeny.scheme.labels import Label

Row = Mapping[str, object]
NO_WORDS = Label()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a level: a node of the scheme, a network below it, or what the scheme's words do not reach.

    ``label`` is the scheme's or the network's; ``code`` names words of ``messages/assess.yaml`` where there is none.
    ``figure`` is None for a mere heading.
    """

    id: str
    kind: str  # node network remainder countries
    figure: Figure | None
    label: Label = NO_WORDS
    code: str = ""
    how: Label = NO_WORDS  # the measure in words
    children: tuple[Item, ...] = ()

    def walk(self) -> Iterator[Item]:
        """This item and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Level:
    """One of the levels; ``holds`` says that its items are the profile's dimensions or indicators."""

    id: str
    label: Label
    items: tuple[Item, ...] = ()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """How far a dimension is measured: not a score, but how many of its indicators, and the records behind them.

    ``share_records`` is the part of all records behind any dimension; a record may stand behind several, so the
    shares need not add up to one. ``networks``: memberships in networks that work in the dimension.
    """

    id: str
    label: Label
    indicators: tuple[str, ...]
    measured: tuple[str, ...]
    figure: Figure
    networks: Figure | None  # None for a part of a dimension: networks are not told apart so finely
    share_records: float | None
    parts: tuple[DimensionResult, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """The figure of one indicator, with what must be shown beside it."""

    id: str
    label: Label
    dimension: str
    sub_dimension: str
    provenance: str  # stated reconstructed assumption
    definition: Label
    how: Label
    figure: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """One sentence that says where the place stands: the code of its words and what fills them."""

    code: str
    params: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Computed:
    """By what a profile was computed: the same of all these gives the same profile."""

    scheme: str
    scheme_version: str
    scheme_hash: str
    version: str  # of the product
    snapshot: str  # hash of the register or snapshot
    seed: None = None  # nothing is drawn at random


@dataclass(frozen=True, slots=True)
class Profile:
    """The five-level profile of ``place`` on the date ``on``; ``entries`` are all records it was computed from."""

    place: Row
    on: date
    standing: Standing
    levels: tuple[Level, ...]
    dimensions: tuple[DimensionResult, ...]
    indicators: tuple[IndicatorResult, ...]
    computed: Computed
    entries: Mapping[str, Entry] = field(default_factory=dict)
    names: Mapping[str, Label] = field(default_factory=dict)  # of partners and networks, by id
    children: tuple[Row, ...] = ()
    sources: Mapping[str, Row] = field(default_factory=dict)

    def figures(self) -> Iterator[Figure]:
        """Every figure of the profile."""
        for level in self.levels:
            for top in level.items:
                yield from (item.figure for item in top.walk() if item.figure)
        for result in self.dimensions:
            yield from (figure for figure in (result.figure, result.networks) if figure)
        yield from (result.figure for result in self.indicators)


def name_of(row: Row) -> Label:
    """The names of a place or organisation; the main name stands in for the English one."""
    english, farsi, turkish = (str(row.get(f"name_{language}") or "") for language in ("en", "fa", "tr"))
    return Label(en=english or str(row.get("name") or row["id"]), fa=farsi, tr=turkish)
