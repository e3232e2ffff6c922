"""The verbs of assessment as functions: check, run, explain, compare; the command line calls these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from proxeny.assess.explaining import Part, explain_unit
from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.default import FILE, default_recipe, default_text
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.result import Assessment, assess
from proxeny.assess.sensitivity.analysing import Sensitivity, analyse
from proxeny.errors import Fault, FaultyInput, Where
from proxeny.io.assessments.folder import write_run
from proxeny.io.assessments.inputs import read_inputs, read_measured, read_recipe_file, read_sets, sets_drawn
from proxeny.io.assessments.keeping import find_unit, read_run

DEFAULT = "five-levels"


@dataclass(frozen=True, slots=True)
class Given:
    """What a recipe is run on: a table, or a snapshot with the date and the kinds of places to measure."""

    table: Path | None = None
    snapshot: Path | None = None
    on: date | None = None
    kinds: Sequence[str] = ("city",)


def check_recipe(path: Path | str) -> tuple[Recipe, list[Fault]]:
    """The recipe in a file and its warnings. Raises `FaultyInput` with all its faults, each with its line."""
    recipe = load_recipe(path)
    if str(path) == DEFAULT:
        return recipe, []
    named = read_sets_leniently(recipe, Path(path).parent)
    return named, sets_drawn(named)


def read_sets_leniently(recipe: Recipe, folder: Path) -> Recipe:
    """The recipe with the sets of weights beside it; a file that is nowhere may still lie beside the table."""
    try:
        return read_sets(recipe, (folder,))
    except FaultyInput as problem:
        if all(fault.code == "assess-sets-missing" for fault in problem.faults):
            return recipe
        raise


def load_recipe(path: Path | str) -> Recipe:
    """The recipe in a file, or the one that is shipped by the name ``five-levels``."""
    return default_recipe() if str(path) == DEFAULT else read_recipe_file(Path(path))


def read_measurements(path: Path | str, given: Given) -> tuple[Recipe, Measurements, str]:
    """A recipe, what it is run on, and the hash of the snapshot where it is one. Raises `FaultyInput`."""
    if (given.table is None) == (given.snapshot is None):
        raise FaultyInput(Fault("assess-input-one", Where(str(path))))
    if given.table is not None:
        recipe, data = read_inputs(_file_of(path), given.table)
        return recipe, data, ""
    recipe = load_recipe(path)
    recipe = read_sets(recipe, (Path(path).parent,)) if str(path) != DEFAULT else recipe
    assert given.snapshot is not None
    data, content = read_measured(recipe, given.snapshot, given.on or datetime.now(UTC).date(), given.kinds)
    return recipe, data, content


def _file_of(path: Path | str) -> Path:
    if str(path) != DEFAULT:
        return Path(path)
    from importlib.resources import files

    return Path(str(files("proxeny.assess").joinpath("data", FILE)))


def run_assessment(
    path: Path | str, given: Given, *, seed: int, draws: int | None = None, out: Path | None = None
) -> Assessment:
    """Run a recipe, draw its uncertainty, and write the folder ``out`` where one is named.

    Raises `FaultyInput` with all faults at once; nothing is written then. The same inputs give the same bytes.
    """
    recipe, data, snapshot = read_measurements(path, given)
    made = assess(recipe, data, seed=seed, draws=draws, snapshot=snapshot)
    if out is not None:
        write_run(made, out, default_text() if str(path) == DEFAULT else Path(path).read_bytes())
    return made


def analyse_sensitivity(
    path: Path | str, given: Given, *, seed: int, exact: bool | None = None, draws: int = 1024
) -> Sensitivity:
    """Divide the variance of an assessment among the choices, exactly or by quasi-Monte Carlo."""
    from proxeny.assess.engine.running import run_recipe
    from proxeny.assess.uncertainty.evaluating import build_world

    recipe, data, _ = read_measurements(path, given)
    run = run_recipe(recipe, data)
    return analyse(build_world(recipe, data, seed), nominal=run.index, exact=exact, draws=draws)


def explain_city(text: str, folder: Path) -> tuple[Assessment, str, Part]:
    """An assessment, the unit that ``text`` names, and its score taken apart. Raises `NotFound`."""
    made = read_run(folder)
    unit = find_unit(made, text)
    return made, unit, explain_unit(made, unit)


def compare_runs(left: Path, right: Path) -> pl.DataFrame:
    """What changed for every unit from one run to another: score, rank, interval and tier side by side.

    Columns: unit, name, then score, rank, rank_low, rank_high, tier with the ending _left and _right, and rank_change.
    """
    columns = ["unit", "name", "score", "rank", "rank_low", "rank_high", "tier"]
    a, b = (read_run(folder).results().select(columns) for folder in (left, right))
    joined = a.rename({name: f"{name}_left" for name in columns[2:]}).join(
        b.rename({name: f"{name}_right" for name in columns[2:]}), on="unit", how="full", coalesce=True
    )
    change = (pl.col("rank_right") - pl.col("rank_left")).alias("rank_change")
    return (
        joined.with_columns(pl.coalesce("name", "name_right").alias("name"))
        .drop("name_right")
        .with_columns(change)
        .sort("rank_left", "unit", nulls_last=True)
    )
