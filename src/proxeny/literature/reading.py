"""From files to one corpus, with a receipt for each file: what came in, what came out, what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from proxeny.errors import Fault, FaultyInput, ProxenyError
from proxeny.literature.corpus import as_corpus, new_corpus
from proxeny.literature.merging import merge_works
from proxeny.literature.readers import READERS, find_format
from proxeny.literature.source import read_source

OnFile = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file: ``records`` = ``kept`` + ``merged`` + ``rejected``; nothing else happens to a record."""

    path: str
    format: str
    encoding: str
    checksum: str
    records: int
    kept: int
    merged: int
    rejected: int
    faults: tuple[Fault, ...] = ()
    reasons: tuple[Fault, ...] = ()

    def summary(self) -> dict[str, object]:
        """The receipt, ready for JSON; rejected records with line and reason."""
        names = ("path", "format", "encoding", "checksum", "records", "kept", "merged", "rejected")
        told = [{"line": fault.where.line, "code": fault.code, "reason": str(fault)} for fault in self.reasons]
        return {
            **{name: getattr(self, name) for name in names},
            "reasons": told,
            "notes": [str(f) for f in self.faults],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """The corpus of several files and their receipts, in order."""

    corpus: pl.DataFrame
    receipts: tuple[Receipt, ...]

    @property
    def faults(self) -> list[Fault]:
        """All that there is to tell, file after file."""
        return [fault for receipt in self.receipts for fault in (*receipt.faults, *receipt.reasons)]


def _silent(_: str) -> None:
    """Nobody watches."""


def read_corpus(
    paths: Sequence[Path | str], *, apart: frozenset[str] = frozenset(), format_: str = "", on_file: OnFile = _silent
) -> Reading:
    """Read bibliographic files of any known format as one corpus; records of one work are merged.

    ``apart``: ids of works whose records stay apart; ``format_``: the format where it shall not be found out. Raises
    `FaultyInput` with the faults of all files that cannot be read at all, or where no file holds a record.
    """
    tables: list[pl.DataFrame] = []
    receipts: list[Receipt] = []
    broken: list[Fault] = []
    for number, path in enumerate(map(Path, paths)):
        on_file(path.name)
        try:
            table, receipt = _read_file(path, format_)
        except ProxenyError as error:
            broken.extend(error.faults)
            continue
        tables.append(table.with_columns(pl.lit(str(number)).alias("file")))
        receipts.append(receipt)
    if broken:
        raise FaultyInput(*broken)
    records = pl.concat(tables) if tables else new_corpus()
    if not records.height:
        raise FaultyInput(*_explain_empty(receipts))
    works = merge_works(records, apart)
    return _finish(works, records, receipts)


def _explain_empty(receipts: list[Receipt]) -> list[Fault]:
    reasons = [fault for receipt in receipts for fault in (*receipt.reasons, *receipt.faults)]
    names = ", ".join(receipt.path for receipt in receipts)
    return [Fault("bib-no-records", params={"files": names}), *reasons]


def _read_file(path: Path, format_: str) -> tuple[pl.DataFrame, Receipt]:
    source = read_source(path)
    name = format_ or find_format(source)
    read = READERS[name].read(source)
    total = read.table.height + len(read.rejected)
    receipt = Receipt(
        str(path), name, source.encoding, source.checksum, total, 0, 0, len(read.rejected),
        (*source.faults, *read.faults), read.rejected,
    )  # fmt: skip
    return read.table, receipt


def _finish(works: pl.DataFrame, records: pl.DataFrame, receipts: list[Receipt]) -> Reading:
    """Count what was kept and merged of each file, and give the files their names."""
    if len(receipts) == 1:
        only = replace(receipts[0], kept=works.height, merged=records.height - works.height)
        return Reading(as_corpus(works.with_columns(pl.lit(Path(only.path).name).alias("file"))), (only,))
    taken = dict(works.group_by("file").len().iter_rows())
    held = dict(records.group_by("file").len().iter_rows())
    final = []
    for number, receipt in enumerate(receipts):
        kept = taken.get(str(number), 0)
        final.append(replace(receipt, kept=kept, merged=held.get(str(number), 0) - kept))
    names = {str(number): Path(receipt.path).name for number, receipt in enumerate(receipts)}
    named = works.with_columns(pl.col("file").replace(names))
    return Reading(as_corpus(named), tuple(final))
