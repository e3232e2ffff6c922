"""Snapshot: the register frozen as Parquet with a manifest and a content hash."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import polars as pl

from proxeny.errors import FaultyInput, NotFound
from proxeny.io.writing import unwritable

FORMAT = "proxeny-snapshot-1"
_SEPARATOR = "\x1f"


def hash_table(table: pl.DataFrame) -> str:
    """A hash of a table's content: columns, order of rows and values; not of how a file stores them."""
    lists = [name for name, dtype in table.schema.items() if isinstance(dtype, pl.List)]
    flat = table.with_columns([pl.col(name).list.join(_SEPARATOR) for name in lists])
    return blake2b(flat.write_csv(null_value="\x00").encode(), digest_size=16).hexdigest()


def hash_tables(tables: Mapping[str, pl.DataFrame]) -> dict[str, object]:
    """Rows and hash of every table, and the hash of all: what the manifest says of content."""
    each = {name: {"rows": table.height, "hash": hash_table(table)} for name, table in sorted(tables.items())}
    whole = blake2b(json.dumps([FORMAT, each], sort_keys=True).encode(), digest_size=16).hexdigest()
    return {"hash": whole, "tables": each}


def write_snapshot(tables: Mapping[str, pl.DataFrame], folder: Path, about: Mapping[str, str]) -> str:
    """Write ``NAME.parquet`` for every table and ``manifest.json`` into a new ``folder``; returns the content hash.

    ``about``: versions and the like, kept in the manifest, not hashed. The folder appears whole or not at all. Raises
    `FaultyInput` if it exists and holds anything besides a snapshot, `Unavailable` if it cannot be written.
    """
    where = folder.resolve()
    made = where.parent / f".{where.name}.{os.getpid()}.part"
    try:
        if where.exists() and not _is_free(where):
            raise FaultyInput.of("snapshot-folder-taken", folder=folder)
        made.mkdir(parents=True)
        content = hash_tables(tables)
        for name, table in tables.items():
            table.write_parquet(made / f"{name}.parquet", compression="zstd")
        manifest = {"format": FORMAT, **content, "about": dict(about)}
        words = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
        (made / "manifest.json").write_text(words, encoding="utf-8")
        if where.exists():
            shutil.rmtree(where)
        made.rename(where)
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return str(content["hash"])


def _is_free(folder: Path) -> bool:
    """Whether a folder is empty or holds a snapshot and nothing else, so that nobody's files are lost with it."""
    names = {path.name for path in folder.iterdir()}
    if not names:
        return True
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        ours = {"manifest.json", *(f"{name}.parquet" for name in manifest["tables"])}
        return manifest["format"] == FORMAT and names <= ours
    except (OSError, ValueError, KeyError, TypeError):
        return False


def read_snapshot(folder: Path) -> dict[str, pl.DataFrame]:
    """The tables of a snapshot, by name. Raises `NotFound`, or `FaultyInput` if its content was changed."""
    path = folder / "manifest.json"
    if not path.exists():
        raise NotFound.of("snapshot-absent", folder=folder)
    manifest = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in manifest["tables"]}
    if hash_tables(tables)["hash"] != manifest["hash"]:
        raise FaultyInput.of("snapshot-changed", folder=folder)
    return tables
