"""Read what an assessment is computed from: a recipe with its sets of weights, and a table or a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from proxeny.assess.cities import measure_cities
from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.model import Choice, Recipe
from proxeny.assess.recipe.reading import read_recipe, with_sets
from proxeny.assess.sets import build_sets
from proxeny.assess.tabling import build_measurements
from proxeny.errors import Fault, FaultyInput, NotFound, ProxenyError, Where
from proxeny.io.importers import read_table
from proxeny.io.snapshot import read_snapshot
from proxeny.scheme.loader import load_scheme


def read_inputs(path: Path, table: Path) -> tuple[Recipe, Measurements]:
    """A recipe and the measurements of a table.

    Raises `FaultyInput` with the faults of the recipe, or else all those of the table and the sets of weights.
    """
    recipe = read_recipe_file(path)
    faults: list[Fault] = []
    try:
        recipe = read_sets(recipe, (table.parent, path.parent))
    except ProxenyError as problem:
        faults += problem.faults
    given = read_table(table)
    errors = [fault for fault in given.faults if fault.severity == "error"]
    warnings = tuple(fault for fault in given.faults if fault.severity != "error")
    try:
        data = build_measurements(given.frame, given.file, recipe)
    except FaultyInput as problem:
        raise FaultyInput(
            *faults, *errors, *problem.faults, total=len(faults) + len(errors) + problem.total
        ) from problem
    if faults or errors:
        raise FaultyInput(*faults, *errors)
    return recipe, replace(data, notes=(*warnings, *data.notes))


def read_recipe_file(path: Path) -> Recipe:
    """The recipe in a file. Raises `NotFound` or `FaultyInput`."""
    if not path.is_file():
        raise NotFound(Fault("file-missing", Where(path.name), {"path": str(path)}))
    return read_recipe(path)


def read_measured(recipe: Recipe, folder: Path, on: date, kinds: Sequence[str]) -> tuple[Measurements, str]:
    """The places of a snapshot measured for a recipe of the scheme, and the snapshot's hash."""
    if not recipe.scheme:
        raise FaultyInput(Fault("assess-scheme-none", Where(recipe.file, line=1)))
    from proxeny.io.assessments.folder import read_hash

    data = measure_cities(read_snapshot(folder), load_scheme(), on, kinds=kinds)
    return data.select([one.id for one in recipe.indicators]), read_hash(folder / "manifest.json")


def read_sets(recipe: Recipe, folders: Sequence[Path]) -> Recipe:
    """The recipe with the sets of weights of its choices, from files in these folders.

    A choice that names a file and also ``noise`` and ``count`` draws its sets where the file is nowhere, as
    `sets_drawn` says. Raises `FaultyInput`.
    """
    found, faults = {}, []
    for choice in recipe.uncertainty.choices:
        path = find_sets(choice, folders)
        if path is not None:
            table = read_table(path)
            faults += [fault for fault in table.faults if fault.severity == "error"]
            found[choice.id] = build_sets(table.frame, table.file, recipe, choice)
        elif choice.sets_file and not choice.noise:
            where = Where(recipe.file, line=choice.line or None)
            faults.append(Fault("assess-sets-missing", where, {"file": choice.sets_file.split("|")[0]}))
    if faults:
        raise FaultyInput(*faults)
    return with_sets(recipe, found)


def sets_drawn(recipe: Recipe) -> list[Fault]:
    """Warnings of choices whose file of weights was nowhere, so that sets are drawn instead."""
    return [
        Fault(
            "assess-sets-drawn",
            Where(recipe.file, line=choice.line or None),
            {"file": choice.sets_file.split("|")[0], "count": choice.count or "∞"},
            severity="warning",
        )
        for choice in recipe.uncertainty.choices
        if choice.sets_file and not choice.sets
    ]


def find_sets(choice: Choice, folders: Sequence[Path]) -> Path | None:
    """Where the file of a choice lies, in the first folder that has it."""
    name = choice.sets_file.split("|")[0]
    places = [folder / name for folder in folders] if name else []
    return next((path for path in places if path.is_file()), None)
