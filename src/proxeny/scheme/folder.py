"""Read a folder of scheme files: which file holds what, and what must agree between files."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from proxeny.errors import Fault, Where
from proxeny.scheme.content import hash_of
from proxeny.scheme.document import Value, read_document
from proxeny.scheme.entries import Entry, Reading
from proxeny.scheme.labels import Label
from proxeny.scheme.model import Indicator, Scheme, Weighting
from proxeny.scheme.parts import (
    DEFINITION_KEYS,
    DIMENSION_KEYS,
    EVENT_KEYS,
    INDICATOR_KEYS,
    NODE_KEYS,
    SOURCE_KEYS,
    THEORY_KEYS,
    WEIGHTING_KEYS,
    read_definition,
    read_dimension,
    read_event,
    read_indicator,
    read_node,
    read_source,
    read_theory,
    read_weighting,
)

MAX_FILES = 2000
FILES = (
    "scheme.yaml", "levels.yaml", "dimensions.yaml", "units.yaml", "definitions.yaml", "history.yaml",
    "theories.yaml", "weightings.yaml",
)  # fmt: skip
NEEDED = ("scheme.yaml", "dimensions.yaml", "units.yaml")
T = TypeVar("T")


class _Folder:
    """One reading of a folder; holds the roots of its readable files and the faults of all."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.reading = Reading()
        self.indicator_files: list[str] = []
        self.roots: dict[str, Value] = {}
        for file in self.names():
            root, faults = read_document(folder / file, self.called(file))
            self.reading.faults += faults
            if root is not None:
                self.roots[file] = root

    def called(self, file: str) -> str:
        """How faults call a file: with the name of the scheme's folder before it."""
        return f"{self.path.name}/{file}"

    def names(self) -> list[str]:
        """The files to read; one that is needed and not there, or that nobody knows, is a fault."""
        if not self.path.is_dir():
            self.reading.note("scheme-folder-missing", Where(str(self.path)))
            return []
        here = sorted(one.name for one in self.path.iterdir() if one.suffix in (".yaml", ".yml"))
        for file in NEEDED:
            if file not in here:
                self.reading.note("scheme-file-missing", Where(self.called(file)), file=file)
        for file in here:
            if file not in FILES:
                self.reading.unknown("scheme-file-unknown", Where(self.called(file)), file, FILES)
        self.indicator_files = sorted(f"indicators/{one.name}" for one in self.path.glob("indicators/*.yaml"))
        if len(self.indicator_files) > MAX_FILES:
            self.reading.note("scheme-files-many", Where(self.called("indicators")), limit=MAX_FILES)
            self.indicator_files = self.indicator_files[:MAX_FILES]
        if not self.indicator_files:
            self.reading.note("scheme-indicators-none", Where(self.called("indicators")))
        return [file for file in FILES if file in here] + self.indicator_files

    def root(self, file: str, keys: Sequence[str]) -> Entry | None:
        """The root of a file as an entry, or None where the file is not there or not readable."""
        if file not in self.roots:
            return None
        return Entry.of(self.reading, self.called(file), Path(file).stem, self.roots[file], keys)

    def list_of(self, file: str, keys: Sequence[str], read: Callable[[Entry], T]) -> tuple[T, ...]:
        """The things of a file that holds one list, called like the file."""
        name = Path(file).stem
        root = self.root(file, (name,))
        return () if root is None else tuple(read(entry) for entry in root.entries(name, keys))


def read_folder(path: Path) -> tuple[Scheme | None, list[Fault]]:
    """Read the scheme in the folder ``path``.

    Returns the scheme and its warnings, or None and all faults sorted by file and line.
    """
    folder = _Folder(path)
    scheme = _read_scheme(folder)
    folder.reading.resolve()
    folder.reading.faults += _check_tiers(folder, scheme)
    faults = sorted(folder.reading.faults, key=lambda one: (one.where.file, one.where.line or 0, one.code))
    if any(fault.severity == "error" for fault in faults):
        return None, faults
    return replace(scheme, hash=hash_of(scheme)), faults


def _read_scheme(folder: _Folder) -> Scheme:
    head = folder.root("scheme.yaml", ("id", "version", "title", "sources"))
    sources = tuple(read_source(one) for one in head.entries("sources", SOURCE_KEYS)) if head else ()
    units = _read_units(folder)
    levels = folder.list_of("levels.yaml", NODE_KEYS, read_node)
    dimensions = folder.list_of("dimensions.yaml", DIMENSION_KEYS, read_dimension)
    warning, weightings = _read_weightings(folder)
    indicators = [
        read_indicator(entry)
        for file in folder.indicator_files
        if (entry := folder.root(file, INDICATOR_KEYS)) is not None
    ]
    order = {one.id: (number, [part.id for part in one.sub_dimensions]) for number, one in enumerate(dimensions)}
    return Scheme(
        id=head.required("id") if head else "",
        version=head.required("version") if head else "",
        title=head.label("title") if head else Label(),
        sources=sources,
        units=units,
        dimensions=dimensions,
        indicators=tuple(sorted(indicators, key=lambda one: _rank(one, order))),
        levels=levels,
        definitions=folder.list_of("definitions.yaml", DEFINITION_KEYS, read_definition),
        history=folder.list_of("history.yaml", EVENT_KEYS, read_event),
        theories=folder.list_of("theories.yaml", THEORY_KEYS, read_theory),
        weightings=weightings,
        warning=warning,
    )


def _rank(indicator: Indicator, order: dict[str, tuple[int, list[str]]]) -> tuple[int, int, list[tuple[int, str]]]:
    """Indicators stand in the order of their dimensions, then of their parts, then of their ids (2 before 10)."""
    number, parts = order.get(indicator.dimension, (len(order), []))
    part = parts.index(indicator.sub_dimension) if indicator.sub_dimension in parts else -1
    words = re.findall(r"\d+|\D+", indicator.id)
    return number, part, [(int(word), "") if word.isdecimal() else (-1, word) for word in words]


def _read_units(folder: _Folder) -> dict[str, Label]:
    root = folder.root("units.yaml", ("units",))
    entry = root.free("units") if root else None
    if entry is None:
        return {}
    for name in entry.keys:
        folder.reading.define("unit", name, entry.where(name))
    return {name: entry.label(name) for name in entry.keys}


def _read_weightings(folder: _Folder) -> tuple[Label, tuple[Weighting, ...]]:
    root = folder.root("weightings.yaml", ("warning", "weightings"))
    if root is None:
        return Label(), ()
    return root.label("warning"), tuple(read_weighting(one) for one in root.entries("weightings", WEIGHTING_KEYS))


def _check_tiers(folder: _Folder, scheme: Scheme) -> list[Fault]:
    """Every tier that an indicator has needs points in every policy that goes by tiers."""
    used = sorted({one.tier for one in scheme.indicators})
    return [
        Fault(
            "scheme-tier-points",
            folder.reading.ids.get("weighting", {}).get(policy.id, Where(folder.called("weightings.yaml"))),
            {"name": policy.id, "tier": tier},
        )
        for policy in scheme.weightings
        if policy.basis == "tiers" and policy.points
        for tier in used
        if tier not in policy.points
    ]
