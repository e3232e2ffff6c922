"""Corpora on disk: bibliographic files in, one Parquet file out, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from proxeny.io.writing import replacing
from proxeny.literature.reading import Reading, read_corpus


def read_literature(
    paths: Sequence[Path | str], out: Path, *, apart: frozenset[str] = frozenset(), format_: str = "",
    on_file: Callable[[str], None] = lambda _: None,
) -> Reading:  # fmt: skip
    """Read bibliographic files as one corpus and write it as Parquet.

    Raises `FaultyInput`, `NotFound`, `Unavailable`.
    """
    with replacing(out) as made:
        reading = read_corpus(paths, apart=apart, format_=format_, on_file=on_file)
        reading.corpus.write_parquet(made, compression="zstd")
    return reading
