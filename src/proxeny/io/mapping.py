"""Mapping files: one YAML file for each layout of a source; adding a source of tables needs no code."""

from __future__ import annotations

from collections import abc
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from proxeny.errors import FaultyInput, NotFound, Unavailable, UnknownName, Where, raise_if_any
from proxeny.io.mapping_parse import Parser, wide_pattern
from proxeny.io.mapping_rules import Mapping
from proxeny.io.mapping_yaml import Checker, Node, near, read_yaml
from proxeny.io.reading_table import Table
from proxeny.text import fold_key


def mapping_names() -> list[str]:
    """The names of the mappings that come with Proxeny."""
    return sorted(_folder())


@cache
def _folder() -> dict[str, Traversable]:
    folder = files("proxeny.io").joinpath("mappings")
    return {entry.name.removesuffix(".yaml"): entry for entry in folder.iterdir() if entry.name.endswith(".yaml")}


def load_mapping(name_or_path: str | Path) -> Mapping:
    """Read a mapping by its name, or a mapping file of your own.

    Raises `FaultyInput` with every fault of the file (``file:line``, near misses), `UnknownName` or `NotFound`.
    """
    text = str(name_or_path)
    if text in _folder():
        return _load_ours(text)
    if not text.lower().endswith((".yaml", ".yml")) and not isinstance(name_or_path, Path):
        hint = near(text, mapping_names()) or ", ".join(mapping_names())
        raise UnknownName.of("name-unknown", kind="mapping", name=text, near=hint)
    path = Path(name_or_path)
    where = Where(file=path.name)
    if path.is_dir():
        raise FaultyInput.of("file-folder", where, path=text)
    try:
        return parse_mapping(path.read_text(encoding="utf-8-sig"), path.stem, path.name)
    except UnicodeDecodeError as problem:
        raise FaultyInput.of("encoding-broken", where, encoding="utf-8") from problem
    except FileNotFoundError as problem:
        raise NotFound.of("file-missing", where, path=text) from problem
    except OSError as problem:
        raise Unavailable.of("file-unreadable", where, reason=problem.strerror or str(problem)) from problem


@cache
def _load_ours(name: str) -> Mapping:
    return parse_mapping(_folder()[name].read_text(encoding="utf-8"), name, f"{name}.yaml")


def parse_mapping(text: str, name: str, file: str) -> Mapping:
    """Read the text of a mapping file, or of one that builds on ours. Raises `FaultyInput` with all its faults."""
    checker = Checker(file)
    root = read_yaml(text, checker)
    raise_if_any(checker.faults)
    if root is not None and isinstance(root.value, abc.Mapping) and "base" in root.value:
        return _build_on_ours(root, name, checker)
    mapping = Parser(checker).build(name, root) if root else None
    raise_if_any(checker.faults)
    if mapping is None:
        raise FaultyInput.of("mapping-missing", Where(file=file, line=1), name="columns")
    return mapping


def _build_on_ours(root: Node, name: str, checker: Checker) -> Mapping:
    from proxeny.io.layout import fit_mapping  # these read our mappings themselves
    from proxeny.io.layout_file import parse_layout

    own = parse_layout(root, name, checker)
    raise_if_any(checker.faults)
    return replace(fit_mapping(own.layout), name=name, about=own.name)


def match_columns(mapping: Mapping, columns: tuple[str, ...]) -> dict[str, str]:
    """The mapping's columns found in a file: its name -> the file's heading (exact, else folded, else an alias)."""
    exact = set(columns)
    if mapping.headings is not None:
        return {name: heading for name, heading in mapping.headings.items() if heading in exact}
    folded: dict[str, str] = {}
    for heading in columns:
        folded.setdefault(fold_key(heading), heading)
    found: dict[str, str] = {}
    for name in (*mapping.columns, *mapping.optional):
        if name in exact:
            found[name] = name
    taken = set(found.values())
    for name in (*mapping.columns, *mapping.optional):
        tries = (name, *mapping.aliases.get(name, ()))
        heading = next((folded[fold_key(word)] for word in tries if fold_key(word) in folded), "")
        if name not in found and heading and heading not in taken:
            found[name] = heading
            taken.add(heading)
    return found


def detect_mapping(table: Table) -> str | None:
    """The mapping whose layout the table has: all its columns there, the most of them; None when none fits.

    A layout with optional columns (our templates) fits only a table that has no columns besides its own.
    """
    best: tuple[int, str] | None = None
    for name in mapping_names():
        mapping = _load_ours(name)
        found = match_columns(mapping, table.columns)
        if not set(mapping.columns) <= set(found):
            continue
        patterns = [wide_pattern(wide) for wide in mapping.wide]
        rest = set(table.columns) - set(found.values())
        foreign = {heading for heading in rest if not any(pattern.fullmatch(heading) for pattern in patterns)}
        if mapping.optional and foreign:
            continue
        if best is None or len(found) > best[0]:
            best = len(found), name
    return best[1] if best else None
