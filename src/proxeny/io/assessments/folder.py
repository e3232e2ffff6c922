"""The folder of a run: written whole or not at all, and read again to explain, compare and report."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import polars as pl

from proxeny.assess.plainly import assessment_to_json
from proxeny.assess.recipe.reading import recipe_to_json
from proxeny.assess.result import Assessment
from proxeny.errors import FaultyInput, NotFound
from proxeny.io.assessments.frames import data_frames, stage_frames
from proxeny.io.writing import unwritable
from proxeny.text import safe_cell

FORMAT = "proxeny-assessment-1"
STAGES = {
    "measured": "measured", "denominate": "denominated", "impute": "imputed", "screen": "screened",
    "treat": "treated", "normalise": "normalised", "aggregated": "aggregated",
}  # fmt: skip


def write_run(made: Assessment, folder: Path, recipe: bytes) -> dict[str, str]:
    """Write an assessment into ``folder``: results, stages, weights, who beats whom, the recipe and the measurements.

    Returns name -> file. The folder appears whole or not at all. Raises `FaultyInput` where it holds other files,
    `Unavailable` where it cannot be written.
    """
    where = folder.resolve()
    part = where.parent / f".{where.name}.{os.getpid()}.part"
    try:
        if where.exists() and not is_free(where):
            raise FaultyInput.of("assess-folder-taken", folder=folder)
        part.mkdir(parents=True)
        names = _write_files(made, part, recipe)
        _write_manifest(made, part, names)
        if where.exists():
            shutil.rmtree(where)
        part.rename(where)
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return {name: str(folder / file) for name, file in names.items()}


def _write_files(made: Assessment, folder: Path, recipe: bytes) -> dict[str, str]:
    names = {"results": "results.csv", "recipe": "recipe.yaml", "result": "result.json"}
    _write_csv(made.results(), folder / "results.csv")
    (folder / "recipe.yaml").write_bytes(recipe)
    _write_json(folder / "result.json", assessment_to_json(made))
    for stage, frame in stage_frames(made.run).items():
        names[STAGES[stage]] = f"{STAGES[stage]}.csv"
        _write_csv(frame, folder / names[STAGES[stage]])
    weights = pl.DataFrame({"id": list(made.run.weights), "weight": list(made.run.weights.values())})
    _write_csv(weights, folder / "weights.csv")
    names["weights"] = "weights.csv"
    for name, frame in data_frames(made).items():
        names[name] = f"{name}.parquet"
        frame.write_parquet(folder / names[name], compression="zstd")
    if made.drawn is not None:
        names["wins"] = "wins.csv"
        wins = pl.DataFrame(made.drawn.spread.wins, schema=list(made.run.units))
        _write_csv(wins.insert_column(0, pl.Series("unit", made.run.units)), folder / "wins.csv")
    return names


def _write_csv(frame: pl.DataFrame, path: Path) -> None:
    """A table for people and spreadsheets: what would be a formula there is made text."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    safe = frame.with_columns([pl.col(name).map_elements(safe_cell, return_dtype=pl.String) for name in texts])
    safe.rename({name: safe_cell(name) for name in frame.columns}).write_csv(path)


def _write_manifest(made: Assessment, folder: Path, names: Mapping[str, str]) -> None:
    sets = {choice.id: [dict(one) for one in choice.sets] for choice in made.recipe.uncertainty.choices if choice.sets}
    files = {file: blake2b((folder / file).read_bytes(), digest_size=16).hexdigest() for file in sorted(names.values())}
    _write_json(
        folder / "manifest.json",
        {
            "format": FORMAT,
            "seed": made.seed,
            "draws": made.draws,
            "snapshot": made.snapshot,
            "recipe_hash": made.recipe.hash,
            "recipe": recipe_to_json(made.recipe),
            "origin": made.data.origin,
            "sets": sets,
            "files": files,
        },
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def is_free(folder: Path) -> bool:
    """Whether a folder is empty or holds a run and nothing else, so that nobody's files are lost with it."""
    names = {path.name for path in folder.iterdir()}
    if not names:
        return True
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return manifest["format"] == FORMAT and names <= {"manifest.json", *manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the folder of a run says of itself. Raises `NotFound`, or `FaultyInput` where its files were changed."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise NotFound.of("assess-run-absent", folder=folder)
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        sound = manifest["format"] == FORMAT and all(
            blake2b((folder / name).read_bytes(), digest_size=16).hexdigest() == kept
            for name, kept in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise FaultyInput.of("assess-run-changed", folder=folder)
    return manifest


def read_hash(path: Path) -> str:
    """The content hash in the manifest of a snapshot."""
    return str(json.loads(path.read_text(encoding="utf-8"))["hash"])
