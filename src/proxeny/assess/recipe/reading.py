"""Read a recipe: YAML in, a `Recipe` or all its faults out, each with file and line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from proxeny.assess.methods import Value
from proxeny.assess.recipe.checks import check_recipe
from proxeny.assess.recipe.from_scheme import fill_groups, fill_indicators
from proxeny.assess.recipe.model import KINDS, SCALES, Group, Indicator, Recipe, UnitColumns
from proxeny.assess.recipe.steps import read_steps
from proxeny.assess.recipe.uncertain import read_uncertainty
from proxeny.assess.recipe.values import read_number, read_words
from proxeny.errors import Fault, FaultyInput, Where
from proxeny.scheme.content import plain
from proxeny.scheme.document import Value as Written
from proxeny.scheme.document import parse_document, read_document
from proxeny.scheme.entries import Entry, Reading
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Scheme

KEYS = (
    "id", "version?", "title?", "note?", "scheme?", "units?", "missing?", "unmeasured?", "levels?", "groups?",
    "indicators", "steps", "uncertainty?",
)  # fmt: skip
_GROUP = ("id", "parent?", "title?", "weight?")
_INDICATOR = (
    "id", "parent?", "title?", "column?", "kind?", "direction?", "weight?", "denominator?", "low?", "high?", "scale?",
    "target?", "frequency?", "categories?", "cost?", "step?",
)  # fmt: skip


def read_recipe(path: Path, scheme: Scheme | None = None) -> Recipe:
    """The recipe in a YAML file. ``scheme``: of which it may name indicators; the shipped one unless given.

    Raises `FaultyInput` with all faults: unknown keys, methods and indicators with their nearest match, numbers out of
    bounds, weights summing to zero, a cycle in the hierarchy, a recipe for another version of the scheme.
    """
    root, faults = read_document(path, path.name)
    return _read(root, faults, path.name, scheme)


def parse_recipe(raw: bytes, file: str, scheme: Scheme | None = None) -> Recipe:
    """`read_recipe` of bytes that are already there."""
    root, faults = parse_document(raw, file)
    return _read(root, faults, file, scheme)


def _read(root: Written | None, faults: list[Fault], file: str, scheme: Scheme | None) -> Recipe:
    reading = Reading(list(faults))
    recipe = None
    if root is not None:
        head = Entry.of(reading, file, "recipe", root, KEYS)
        head.name = head.name or "recipe"
        recipe = _build(head, scheme) if root.entries is not None else None
    found = sorted(reading.faults, key=lambda one: (one.where.file, one.where.line or 0, one.code))
    if any(fault.severity == "error" for fault in found) or recipe is None:
        raise FaultyInput(*found)
    return replace(recipe, hash=hash_recipe(recipe))


def _build(head: Entry, given: Scheme | None) -> Recipe:
    scheme, version = _read_scheme(head, given)
    levels = head.texts("levels")
    indicators = tuple(_read_indicator(entry) for entry in head.entries("indicators", _INDICATOR))
    groups = tuple(_read_group(entry) for entry in head.entries("groups", _GROUP))
    if scheme is not None:
        groups = fill_groups(scheme, groups)
        indicators = fill_indicators(scheme, indicators, head)
    steps = read_steps(head)
    recipe = Recipe(
        id=head.required("id"),
        version=head.text("version") or "1",
        title=read_words(head, "title"),
        indicators=indicators,
        groups=groups,
        steps=steps,
        units=_read_units(head),
        uncertainty=read_uncertainty(head, steps),
        scheme=scheme.id if scheme else "",
        scheme_version=version,
        unmeasured=head.choice("unmeasured", ("refuse", "leave_out")),
        missing_words=_read_missing(head),
        levels=levels,
        note=read_words(head, "note"),
        file=head.file,
    )
    check_recipe(recipe, head)
    return recipe


def _read_scheme(head: Entry, given: Scheme | None) -> tuple[Scheme | None, str]:
    """The scheme that the recipe is for; another one, or another version of it, is a fault."""
    entry = head.entry("scheme", ("id", "version"))
    if entry is None:
        return None, ""
    scheme = given or load_scheme()
    name, version = entry.required("id"), entry.required("version")
    if name and name != scheme.id:
        entry.reading.note("assess-scheme-other", entry.where("id"), word=name, known=scheme.id)
    elif version and version != scheme.version:
        params = {"scheme": name, "word": version, "known": scheme.version}
        entry.reading.note("assess-scheme-version", entry.where("version"), **params)
    return scheme, version


def _read_units(head: Entry) -> UnitColumns:
    entry = head.entry("units", ("code?", "name?", "time?", "groups?"))
    if entry is None:
        return UnitColumns()
    return UnitColumns(entry.text("code") or "id", entry.text("name"), entry.text("time"), entry.texts("groups"))


def _read_missing(head: Entry) -> Mapping[str, str]:
    entry = head.free("missing")
    return {key: entry.text(key) or "not-available" for key in entry.keys} if entry else {}


def _read_group(entry: Entry) -> Group:
    weight = read_number(entry, "weight", 1.0, 0)
    name = entry.required("id")
    return Group(name, entry.text("parent"), read_words(entry, "title"), float(weight or 0.0), entry.value.line)


def _read_indicator(entry: Entry) -> Indicator:
    found = {key: read_number(entry, key, None) for key in ("low", "high", "target")}
    categories = entry.free("categories")
    points = {key: read_number(categories, key, 0.0) or 0.0 for key in categories.keys} if categories else {}
    return Indicator(
        id=entry.required("id"),
        parent=entry.text("parent"),
        label=read_words(entry, "title"),
        column=entry.text("column"),
        kind=entry.choice("kind", KINDS) if "kind" in entry.keys else ("ordinal" if points else "number"),
        direction=-1 if entry.choice("direction", ("up", "down")) == "down" else 1,
        weight=float(read_number(entry, "weight", 1.0, 0) or 0.0),
        denominator=entry.text("denominator"),
        scale=entry.choice("scale", SCALES) if "scale" in entry.keys else "linear",
        frequency=read_number(entry, "frequency", None, 0),
        categories=points,
        cost=float(read_number(entry, "cost", 1.0, 0) or 0.0),
        step=float(read_number(entry, "step", 1.0) or 1.0),
        line=entry.value.line,
        **found,
    )


def recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    """A recipe as plain data; lines and file, which say where it was written, are left out."""
    cleaned: dict[str, Any] = _without_lines(plain(recipe))
    return {key: value for key, value in cleaned.items() if key not in ("file", "hash")}


def _without_lines(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {key: _without_lines(value) for key, value in thing.items() if key != "line"}
    return [_without_lines(one) for one in thing] if isinstance(thing, list) else thing


def hash_recipe(recipe: Recipe) -> str:
    """BLAKE2b of the recipe's content in canonical JSON, 32 hex digits."""
    text = json.dumps(recipe_to_json(recipe), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def with_sets(recipe: Recipe, sets: Mapping[str, Sequence[Mapping[str, float]]]) -> Recipe:
    """The recipe with the sets of weights that its choices name: choice -> its sets."""
    choices = tuple(
        replace(one, sets=tuple(sets[one.id])) if one.id in sets else one for one in recipe.uncertainty.choices
    )
    made = replace(recipe, uncertainty=replace(recipe.uncertainty, choices=choices))
    return replace(made, hash=hash_recipe(made))


def vary(recipe: Recipe, step: str, method: str, settings: Mapping[str, Value]) -> Recipe:
    """The recipe with another method, or other settings, of one step; its hash tells them apart."""
    steps = tuple(
        replace(
            one,
            method=method or one.method,
            settings={**_kept(one.settings, method in ("", one.method)), **settings},
            levels={} if method else one.levels,
        )
        if one.name == step
        else one
        for one in recipe.steps
    )
    return replace(recipe, steps=steps)


def _kept(settings: Mapping[str, Value], same: bool) -> dict[str, Value]:
    """The settings that a step keeps under another method: those of the step itself."""
    return {key: value for key, value in settings.items() if same or key in ("missing", "present", "least", "nonzero")}


def fault_of(recipe: Recipe, line: int, code: str, **params: object) -> Fault:
    """A fault at a line of the recipe's file."""
    return Fault(code, Where(recipe.file, line=line or None), params)
