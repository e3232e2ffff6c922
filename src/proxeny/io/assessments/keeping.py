"""Take up a run again from its folder: the same recipe, measurements and seed, so the same result."""

from __future__ import annotations

from pathlib import Path

from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.model import Recipe
from proxeny.assess.recipe.reading import parse_recipe, with_sets
from proxeny.assess.result import Assessment, assess
from proxeny.errors import Fault, NotFound
from proxeny.io.assessments.folder import read_manifest
from proxeny.io.assessments.frames import read_data
from proxeny.text import fold


def read_run(folder: Path) -> Assessment:
    """The assessment that a folder holds, computed anew from what it was computed from.

    Raises `NotFound` where there is none, `FaultyInput` where its files were changed.
    """
    manifest = read_manifest(folder)
    recipe = with_sets(parse_recipe((folder / "recipe.yaml").read_bytes(), "recipe.yaml"), manifest["sets"])
    data = read_data(folder, str(manifest["origin"]))
    snapshot = str(manifest["snapshot"])
    return assess(recipe, data, seed=int(manifest["seed"]), draws=int(manifest["draws"]), snapshot=snapshot)


def read_given(folder: Path) -> tuple[Recipe, Measurements, int]:
    """The recipe, the measurements and the seed of a run, without running it."""
    manifest = read_manifest(folder)
    recipe = with_sets(parse_recipe((folder / "recipe.yaml").read_bytes(), "recipe.yaml"), manifest["sets"])
    return recipe, read_data(folder, str(manifest["origin"])), int(manifest["seed"])


def find_unit(made: Assessment, text: str) -> str:
    """The unit with this code or name, in any language and script. Raises `NotFound` with the nearest."""
    from rapidfuzz.process import extract

    units = made.run.units
    if text in units:
        return text
    folded = fold(text)
    named: dict[str, list[str]] = {}
    for unit in units:
        for name in {unit, *made.data.names.get(unit, {}).values()}:
            named.setdefault(fold(name), []).append(unit)
    found = sorted(set(named.get(folded, [])))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(Fault("assess-unit-several", params={"text": text[:80], "units": ", ".join(found[:10])}))
    near = [unit for name, _, _ in extract(folded, list(named), limit=3) for unit in named[name][:1]]
    shown = ", ".join(f"{made.data.name(unit)} ({unit})" for unit in near)
    raise NotFound(Fault("assess-unit-unknown", params={"text": text[:80], "near": shown}))
