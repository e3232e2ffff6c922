"""Corpora on disk: bibliographic files in, one Parquet file out; those kept, and the one shipped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import polars as pl

from proxeny.errors import FaultyInput, NotFound, Unavailable, Where
from proxeny.io.writing import replacing, unwritable
from proxeny.literature.making import read_corpus_file
from proxeny.literature.reading import Reading, read_corpus

DEMO = "demo"
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


def keep_corpus(corpus: Path, name: str, home: Path) -> Path:
    """Copy a corpus into the home folder, where the workbench finds it. Raises `FaultyInput` for odd names."""
    if not _NAME.fullmatch(name) or name == DEMO:
        raise FaultyInput.of("corpus-name", name=name[:80])
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
