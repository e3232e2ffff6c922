"""Keep a learned model on disk under the hash of what it was learned on, so that the next answer is quick."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from proxeny.advise.cities import Pool
from proxeny.advise.learned import Learned
from proxeny.advise.model import Model
from proxeny.advise.model_trees import Trees
from proxeny.advise.track import Track, TrackRecord
from proxeny.io.writing import replacing

FORMAT = "proxeny-advice-1"
_KEPT = 12  # models on disk; the ones not used for longest go
_ARRAYS = ("centre", "spread", "weight", "tree_column", "tree_threshold", "tree_value", "said", "true")


def write_learned(learned: Learned, path: Path) -> None:
    """Write a model and its record as one file. Raises `Unavailable`."""
    model, record = learned.model, learned.record
    about = {
        "format": FORMAT, "names": model.names, "origin": model.origin, "seed": model.seed,
        "about": dict(model.about), "tracks": [asdict(track) for track in record.tracks],
    }  # fmt: skip
    arrays = {
        "centre": model.centre, "spread": model.spread, "weight": model.weight,
        "tree_column": model.trees.column, "tree_threshold": model.trees.threshold, "tree_value": model.trees.value,
        "said": record.said, "true": record.true,
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as made, made.open("wb") as file:
        np.savez_compressed(file, about=np.array(json.dumps(about)), **arrays)  # type: ignore[arg-type]


def read_learned(path: Path) -> Learned | None:
    """Read what was kept; None where there is nothing, or it is of another version."""
    try:
        with np.load(path, allow_pickle=False) as held:
            about = json.loads(str(held["about"]))
            arrays = {name: held[name] for name in _ARRAYS}
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None
    if about.get("format") != FORMAT:
        return None
    names = tuple((feature, column) for feature, column in about["names"])
    trees = Trees(arrays["tree_column"], arrays["tree_threshold"], arrays["tree_value"])
    model = Model(
        names, arrays["centre"], arrays["spread"], arrays["weight"], trees, about["origin"], about["seed"],
        about["about"],
    )  # fmt: skip
    tracks = tuple(Track(**track) for track in about["tracks"])
    return Learned(model, TrackRecord(tracks, arrays["said"], arrays["true"])) if model.fits() else None


def shipped(pool: Pool) -> Learned:
    """The model that ships with the product, as weights only, for a register too small to learn from."""
    with as_file(files("proxeny.advise").joinpath("data", f"model_{pool}.npz")) as path:
        found = read_learned(path)
    assert found is not None, "the shipped model is of the shipped features; a test says so"
    return found


def forget_old(folder: Path) -> None:
    """Remove the models that were not used for longest."""
    held = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in held[_KEPT:]:
        path.unlink(missing_ok=True)
