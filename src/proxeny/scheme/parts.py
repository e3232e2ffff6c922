"""Read the things of a scheme, each from its entry: sources, nodes, dimensions, indicators, history and the rest."""

from __future__ import annotations

from typing import Literal

from proxeny.scheme.entries import Entry
from proxeny.scheme.measuring import read_measure
from proxeny.scheme.model import (
    Definition,
    Dimension,
    Event,
    Evidence,
    Frequency,
    Indicator,
    Node,
    Provenance,
    Source,
    Status,
    SubDimension,
    Theory,
    Weighting,
)

STATUSES: tuple[Status, ...] = ("stated", "reconstructed", "assumption")
TIER_STATUSES: tuple[Status, ...] = ("stated", "assumed_middle", "assumption")
BASES: tuple[Literal["tiers", "frequency", "equal"], ...] = ("tiers", "frequency", "equal")
EVIDENCES: tuple[Evidence, ...] = ("explicit", "explicit_structural", "plus_implicit")
HOLDS: tuple[Literal["dimensions", "indicators"], ...] = ("dimensions", "indicators")

PROVENANCE_KEYS = ("cite", "where", "paraphrase?", "reference?")
SOURCE_KEYS = ("id", "citation", "url?", "note?")
NODE_KEYS = ("id", "label", "status", "note?", "examples?", "provenance?", "measure?", "holds?", "children?")
DIMENSION_KEYS = ("id", "label", "status", "sub_dimensions?", "note?")
INDICATOR_KEYS = (
    "id", "dimension", "sub_dimension?", "label", "definition", "unit", "status", "dimension_status", "tier",
    "tier_status", "provenance", "coding", "measure?", "frequency", "note?",
)  # fmt: skip
DEFINITION_KEYS = ("id", "author", "year", "text", "provenance")
EVENT_KEYS = ("id", "year?", "when?", "text", "provenance", "printed?", "corrected_by?", "note?")
THEORY_KEYS = ("id", "label", "text", "provenance")
WEIGHTING_KEYS = ("id", "label", "text", "basis", "points?", "evidence?")


def read_source(entry: Entry) -> Source:
    """A cited work."""
    return Source(entry.defined("source"), entry.required("citation"), entry.text("url"), entry.label("note"))


def read_provenance(entry: Entry) -> Provenance:
    """Where something comes from."""
    return Provenance(
        cite=entry.refer("cite", "source"),
        where=entry.required("where"),
        paraphrase=entry.label("paraphrase"),
        reference=entry.text("reference"),
    )


def _only_provenance(owner: Entry) -> Provenance:
    entry = owner.entry("provenance", PROVENANCE_KEYS)
    return Provenance("", "") if entry is None else read_provenance(entry)


def _all_provenance(owner: Entry) -> tuple[Provenance, ...]:
    return tuple(read_provenance(one) for one in owner.entries("provenance", PROVENANCE_KEYS))


def read_node(entry: Entry) -> Node:
    """A level or an item below it, with its children."""
    name = entry.defined("node")
    return Node(
        id=name,
        label=entry.label("label"),
        status=entry.choice("status", STATUSES),
        children=tuple(read_node(child) for child in entry.entries("children", NODE_KEYS)),
        note=entry.label("note"),
        examples=entry.texts("examples"),
        provenance=_all_provenance(entry),
        measure=read_measure(entry),
        holds=entry.choice("holds", HOLDS) if "holds" in entry.keys else "",
    )


def read_dimension(entry: Entry) -> Dimension:
    """A dimension; its parts get ids of their own, written ``SEC.military``."""
    name = entry.defined("dimension")
    parts = entry.entries("sub_dimensions", ("id", "label", "status"))
    return Dimension(
        id=name,
        label=entry.label("label"),
        status=entry.choice("status", STATUSES),
        sub_dimensions=tuple(_read_sub_dimension(part, name) for part in parts),
        note=entry.label("note"),
    )


def _read_sub_dimension(entry: Entry, dimension: str) -> SubDimension:
    name = entry.required("id")
    entry.reading.define("sub-dimension", f"{dimension}.{name}", entry.where("id"))
    return SubDimension(name, entry.label("label"), entry.choice("status", STATUSES))


def read_indicator(entry: Entry) -> Indicator:
    """An indicator file."""
    name = entry.defined("indicator")
    dimension = entry.refer("dimension", "dimension")
    part = entry.text("sub_dimension")
    if part:
        entry.reading.want(
            "sub-dimension", f"{dimension}.{part}", entry.where("sub_dimension"), f"{name}.sub_dimension"
        )
    return Indicator(
        id=name,
        dimension=dimension,
        sub_dimension=part,
        label=entry.label("label"),
        definition=entry.label("definition"),
        unit=entry.refer("unit", "unit"),
        status=entry.choice("status", STATUSES),
        dimension_status=entry.choice("dimension_status", STATUSES),
        tier=entry.integer("tier", 1, 99),
        tier_status=entry.choice("tier_status", TIER_STATUSES),
        coding=entry.label("coding"),
        measure=read_measure(entry),
        frequency=_read_frequency(entry),
        provenance=_all_provenance(entry),
        note=entry.label("note"),
    )


def _read_frequency(owner: Entry) -> Frequency:
    names = ("explicit", "explicit_structural", "plus_implicit", "n_documents")
    entry = owner.entry("frequency", names)
    if entry is None:
        return Frequency(0, 0, 0, 0)
    counts = [entry.integer(name, 0, 1_000_000) for name in names]
    if counts != sorted(counts):
        entry.reading.note("scheme-frequency-order", entry.where("explicit"), place=entry.name)
    return Frequency(*counts)


def read_definition(entry: Entry) -> Definition:
    """An author's definition of city diplomacy."""
    return Definition(
        id=entry.defined("definition"),
        author=entry.required("author"),
        year=entry.required("year"),
        text=entry.label("text"),
        provenance=_only_provenance(entry),
    )


def read_event(entry: Entry) -> Event:
    """A point of the timeline: it has a year or, failing that, words for its time."""
    name = entry.defined("event")
    if "year" not in entry.keys and "when" not in entry.keys:
        entry.reading.note("scheme-key-missing", entry.where("id"), key="year", place=name)
    return Event(
        id=name,
        year=entry.integer("year", -4000, 2200) if "year" in entry.keys else None,
        when=entry.label("when"),
        text=entry.label("text"),
        provenance=_only_provenance(entry),
        printed=entry.text("printed"),
        corrected_by=entry.refer("corrected_by", "source") if "corrected_by" in entry.keys else "",
        note=entry.label("note"),
    )


def read_theory(entry: Entry) -> Theory:
    """A supporting theory."""
    return Theory(entry.defined("theory"), entry.label("label"), entry.label("text"), _only_provenance(entry))


def read_weighting(entry: Entry) -> Weighting:
    """A policy of points; ``points`` maps a tier to its points where the policy goes by tiers."""
    name = entry.defined("weighting")
    basis = entry.choice("basis", BASES)
    if basis == "frequency" and "evidence" not in entry.keys:
        entry.reading.note("scheme-key-missing", entry.where("basis"), key="evidence", place=name)
    if basis == "tiers" and "points" not in entry.keys:
        entry.reading.note("scheme-key-missing", entry.where("basis"), key="points", place=name)
    return Weighting(
        id=name,
        label=entry.label("label"),
        text=entry.label("text"),
        basis=basis,
        points=_read_points(entry),
        evidence=entry.choice("evidence", EVIDENCES) if "evidence" in entry.keys else None,
    )


def _read_points(owner: Entry) -> dict[int, float]:
    entry = owner.free("points")
    if entry is None:
        return {}
    found = {}
    for tier in entry.keys:
        if tier.isascii() and tier.isdigit():
            found[int(tier)] = float(entry.integer(tier, 0, 1000))
        else:
            entry.reading.note("scheme-number-wrong", entry.where(tier), place=entry.name, value=tier, least=1, most=99)
    return found
