"""Corpora on disk: bibliographic files in, one Parquet file out; those kept, and the one shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import polars as pl

from proxeny.errors import Fault, FaultyInput, NotFound, Unavailable, Where
from proxeny.io.writing import replacing, unwritable
from proxeny.literature.making import read_corpus_file
from proxeny.literature.reading import Reading, Receipt, read_corpus

DEMO = "demo"
_TOLD = 200
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def read_literature(
    paths: Sequence[Path | str],
    out: Path,
    *,
    apart: frozenset[str] = frozenset(),
    format_: str = "",
    on_file: Callable[[str], None] = lambda _: None,
) -> Reading:
    """Read bibliographic files as one corpus and write it as Parquet.

    Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    with replacing(out) as made:
        reading = read_corpus(paths, apart=apart, format_=format_, on_file=on_file)
        reading.corpus.write_parquet(made, compression="zstd")
    return reading


@dataclass(frozen=True, slots=True)
class Kept:
    """A corpus that the workbench shows: its name and its file; the one that is shipped has none."""

    name: str
    path: Path | None


def check_name(name: str) -> None:
    """Raise `FaultyInput` where ``name`` cannot name a corpus."""
    if not _NAME.fullmatch(name) or name == DEMO:
        raise FaultyInput.of("corpus-name", name=name[:80])


def keep_reading(reading: Reading, corpus: Path, name: str, home: Path) -> Path:
    """Copy a corpus into the home folder, with the receipts of its files. Raises `FaultyInput` for odd names."""
    kept = keep_corpus(corpus, name, home)
    told = [_plain_receipt(receipt) for receipt in reading.receipts]
    with replacing(kept.with_suffix(".receipts.json")) as made:
        made.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return kept


def _plain_receipt(receipt: Receipt) -> dict[str, Any]:
    """A receipt as JSON, whose faults can be told in any language; of many the first are kept."""
    names = ("format", "encoding", "checksum", "records", "kept", "merged", "rejected")
    return {
        "file": re.sub(r"^\d\d-", "", Path(receipt.path).name),
        **{name: getattr(receipt, name) for name in names},
        "reasons": [_plain_fault(one) for one in receipt.reasons[:_TOLD]],
        "notes": [_plain_fault(one) for one in receipt.faults[:_TOLD]],
    }


def _plain_fault(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "line": fault.where.line,
        "params": {key: str(one) for key, one in fault.params.items()},
    }


def read_receipts(kept: Kept) -> list[dict[str, Any]]:
    """The receipts of the files of a kept corpus, each with its faults as `Fault`; none where none were written."""
    path = kept.path.with_suffix(".receipts.json") if kept.path is not None else None
    if path is None or not path.is_file():
        return []
    try:
        told: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        for one in told:
            for side in ("reasons", "notes"):
                one[side] = [
                    Fault(it["code"], Where(str(one["file"]), line=it["line"]), it["params"]) for it in one[side]
                ]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise FaultyInput.of("corpus-odd", Where(file=path.name), reason=str(problem)[:120]) from problem
    return told


def keep_corpus(corpus: Path, name: str, home: Path) -> Path:
    """Copy a corpus into the home folder, where the workbench finds it. Raises `FaultyInput` for odd names."""
    check_name(name)
    read_corpus_file(corpus)
    folder = home / "literature"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        data = corpus.read_bytes()
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    kept = folder / f"{name}.parquet"
    with replacing(kept) as made:
        made.write_bytes(data)
    return kept


def find_corpora(home: Path) -> tuple[Kept, ...]:
    """The corpora that the workbench shows: those kept, by name, then the one that is shipped."""
    found = sorted((home / "literature").glob("*.parquet")) if (home / "literature").is_dir() else []
    return (*(Kept(path.stem, path) for path in found if _NAME.fullmatch(path.stem)), Kept(DEMO, None))


def read_kept(kept: Kept) -> pl.DataFrame:
    """The works of a corpus that the workbench shows. Raises `NotFound` where it is gone, `FaultyInput` if damaged."""
    if kept.path is not None:
        return read_corpus_file(kept.path)
    with as_file(files("proxeny.literature").joinpath("data", "demo.ris")) as path:
        try:
            return read_corpus([path]).corpus
        except (NotFound, Unavailable) as error:
            raise NotFound.of("file-missing", Where(file="demo.ris"), path=str(path)) from error
