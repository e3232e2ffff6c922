"""The scheme: a model of city diplomacy as data. Everything here is frozen; `load_scheme` makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from rapidfuzz.process import extract

from proxeny.errors import UnknownName
from proxeny.scheme.labels import NO_WORDS, Label
from proxeny.scheme.measures import Measure

Status = Literal["stated", "reconstructed", "assumption", "assumed_middle"]
Evidence = Literal["explicit", "explicit_structural", "plus_implicit"]


@dataclass(frozen=True, slots=True)
class Source:
    """A work that the scheme cites by its id."""

    id: str
    citation: str
    url: str = ""
    note: Label = NO_WORDS


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where something comes from: a source, the place in it, and what it says there in other words."""

    cite: str
    where: str
    paraphrase: Label = NO_WORDS
    reference: str = ""  # the work that the source itself leans on, as the source names it


@dataclass(frozen=True, slots=True)
class Node:
    """One item of the levels' trees; ``holds`` says that its children are the dimensions or the indicators."""

    id: str
    label: Label
    status: Status
    children: tuple[Node, ...] = ()
    note: Label = NO_WORDS
    examples: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    measure: Measure | None = None
    holds: Literal["", "dimensions", "indicators"] = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class SubDimension:
    """A part of a dimension, such as the military part of urban security."""

    id: str
    label: Label
    status: Status


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field in which cities cooperate."""

    id: str
    label: Label
    status: Status
    sub_dimensions: tuple[SubDimension, ...] = ()
    note: Label = NO_WORDS


@dataclass(frozen=True, slots=True)
class Frequency:
    """In how many of ``n_documents`` coded sources the indicator is named, under three rules of evidence."""

    explicit: int
    explicit_structural: int
    plus_implicit: int
    n_documents: int

    def of(self, evidence: Evidence) -> int:
        """The count under one rule of evidence."""
        counts: dict[Evidence, int] = {
            "explicit": self.explicit,
            "explicit_structural": self.explicit_structural,
            "plus_implicit": self.plus_implicit,
        }
        return counts[evidence]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator with its two rules: ``coding`` (a text names it) and ``measure`` (a city is measured)."""

    id: str
    dimension: str
    sub_dimension: str  # empty: the dimension has no parts
    label: Label
    definition: Label
    unit: str
    status: Status
    dimension_status: Status
    tier: int
    tier_status: Status
    coding: Label
    measure: Measure | None
    frequency: Frequency
    provenance: tuple[Provenance, ...]
    note: Label = NO_WORDS


@dataclass(frozen=True, slots=True)
class Definition:
    """What an author means by city diplomacy."""

    id: str
    author: str
    year: str  # as printed; solar years keep their Gregorian years beside them
    text: Label
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Event:
    """A point of the timeline; ``year`` is None where only ``when`` can say it. ``printed`` is a corrected misprint."""

    id: str
    year: int | None
    when: Label
    text: Label
    provenance: Provenance
    printed: str = ""
    corrected_by: str = ""  # id of the source that corrects the paper
    note: Label = NO_WORDS


@dataclass(frozen=True, slots=True)
class Theory:
    """A theory that the model leans on."""

    id: str
    label: Label
    text: Label
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Weighting:
    """A policy of points for indicators: by tier, by frequency of mention, or equal."""

    id: str
    label: Label
    text: Label
    basis: Literal["tiers", "frequency", "equal"]
    points: Mapping[int, float]
    evidence: Evidence | None = None


T = TypeVar("T", Node, Dimension, Indicator, Weighting, Source)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole scheme; ``hash`` is that of its content (BLAKE2b, 32 hex digits)."""

    id: str
    version: str
    title: Label
    sources: tuple[Source, ...]
    units: Mapping[str, Label]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    levels: tuple[Node, ...] = ()
    definitions: tuple[Definition, ...] = ()
    history: tuple[Event, ...] = ()
    theories: tuple[Theory, ...] = ()
    weightings: tuple[Weighting, ...] = ()
    warning: Label = NO_WORDS  # to be shown wherever a weighting is used
    hash: str = ""

    def nodes(self) -> tuple[Node, ...]:
        """All nodes of all levels, in the order of the file."""
        return tuple(node for level in self.levels for node in level.walk())

    def node(self, name: str) -> Node:
        """The node with this id, or `UnknownName`."""
        return _find("node", self.nodes(), name)

    def dimension(self, name: str) -> Dimension:
        """The dimension with this id, or `UnknownName`."""
        return _find("dimension", self.dimensions, name)

    def indicator(self, name: str) -> Indicator:
        """The indicator with this id, or `UnknownName`."""
        return _find("indicator", self.indicators, name)

    def weighting(self, name: str) -> Weighting:
        """The weighting policy with this id, or `UnknownName`."""
        return _find("weighting", self.weightings, name)

    def source(self, name: str) -> Source:
        """The cited work with this id, or `UnknownName`."""
        return _find("source", self.sources, name)

    def indicators_of(self, dimension: str, sub_dimension: str = "") -> tuple[Indicator, ...]:
        """The indicators of a dimension, or of one part of it."""
        return tuple(
            one for one in self.indicators if one.dimension == dimension and sub_dimension in ("", one.sub_dimension)
        )

    def points(self, weighting: str) -> dict[str, float]:
        """Indicator id -> its points under a policy, not normalised."""
        policy = self.weighting(weighting)
        return {one.id: _points(policy, one) for one in self.indicators}


def _find(kind: str, items: tuple[T, ...], name: str) -> T:
    for item in items:
        if item.id == name:
            return item
    near = ", ".join(match[0] for match in extract(name, [item.id for item in items], limit=3))
    raise UnknownName.of("name-unknown", kind=kind, name=name, near=near)


def _points(policy: Weighting, indicator: Indicator) -> float:
    if policy.basis == "tiers":
        return policy.points[indicator.tier]
    if policy.basis == "frequency" and policy.evidence is not None:
        return float(indicator.frequency.of(policy.evidence))
    return 1.0
