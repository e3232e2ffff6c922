"""VOSviewer thesaurus files: which wording is replaced by which term, and which is ignored."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import polars as pl

from proxeny.errors import Fault, FaultyInput, Where
from proxeny.literature.source import Source


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """From a term in lower case to the one that stands for it; an empty one means that the term is ignored."""

    entries: Mapping[str, str] = field(default_factory=dict)

    @property
    def checksum(self) -> str:
        """A hash of the content; empty where there is none."""
        if not self.entries:
            return ""
        rows = "".join(f"{label}\t{by}\n" for label, by in sorted(self.entries.items()))
        return blake2b(rows.encode(), digest_size=16).hexdigest()

    def replace(self, terms: pl.Series) -> pl.Series:
        """``terms`` (lower case) with those replaced that stand in the thesaurus."""
        if not self.entries:
            return terms
        return terms.replace(list(self.entries), list(self.entries.values()))


def read_thesaurus(source: Source) -> Thesaurus:
    """Read ``label`` and ``replace by``, parted by a tab (or comma); chains are followed to their end.

    Raises `FaultyInput` with all faults: no such header, a label that is replaced by two terms, a circle.
    """
    where = Where(file=source.name)
    lines = source.text.split("\n")
    delimiter = "\t" if "\t" in lines[0] else ","
    names = [cell.strip().lower() for cell in lines[0].lstrip("\ufeff").split(delimiter)]
    if "label" not in names or "replace by" not in names:
        raise FaultyInput.of("thesaurus-header", where, header=lines[0][:80])
    at, by = names.index("label"), names.index("replace by")
    direct: dict[str, str] = {}
    faults: list[Fault] = []
    reader = csv.reader(io.StringIO("\n".join(lines[1:])), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL)
    for number, cells in enumerate(reader, 2):
        label = _fold(cells[at]) if len(cells) > at else ""
        if not label:
            continue
        target = _fold(cells[by]) if len(cells) > by else ""
        if direct.get(label, target) != target:
            params = {"label": label[:80], "one": direct[label][:80], "other": target[:80]}
            faults.append(Fault("thesaurus-twice", Where(file=source.name, line=number), params))
        direct[label] = target
    entries = {label: _follow(label, direct, source, faults) for label in direct if direct[label] != label}
    if faults:
        raise FaultyInput(*faults)
    return Thesaurus(entries)


def _fold(text: str) -> str:
    return " ".join(text.strip().strip('"').lower().split())


def _follow(label: str, direct: Mapping[str, str], source: Source, faults: list[Fault]) -> str:
    seen = [label]
    target = direct[label]
    while target in direct and direct[target] != target:
        if target in seen:
            params = {"chain": " → ".join([*seen, target])[:300]}
            if label == min(seen):  # each circle once
                faults.append(Fault("thesaurus-circle", Where(file=source.name), params))
            return target
        seen.append(target)
        target = direct[target]
    return target


def write_thesaurus(thesaurus: Thesaurus) -> str:
    """The thesaurus as a file of VOSviewer."""
    rows = [f"{label}\t{by}" for label, by in sorted(thesaurus.entries.items())]
    return "\n".join(["label\treplace by", *rows]) + "\n"
