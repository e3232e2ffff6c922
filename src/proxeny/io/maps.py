"""Maps on disk: each file whole or not at all, and nothing written where anything fails."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import polars as pl

from proxeny.errors import FaultyInput, NotFound, Where
from proxeny.io.writing import replacing, unwritable
from proxeny.literature.charts import draw_chart
from proxeny.literature.making import Made, draw, make_files
from proxeny.literature.mapping import FieldMap, build_map
from proxeny.literature.receipts import Order, Origin, read_receipt
from proxeny.literature.recipe import Recipe
from proxeny.literature.source import read_source
from proxeny.literature.views import VIEWS
from proxeny.text import safe_cell


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map that was written: the map, its files by name, and the CPU seconds that reading, counting, layout and
    clustering took, without compiling."""

    field: FieldMap
    files: dict[str, bytes]
    cpu_seconds: float


def find_origin(path: Path, kind: str, labels: Path | None = None) -> Origin:
    """What a map shall be made from. Raises `NotFound`."""
    second = "" if labels is None else str(labels.resolve())
    return Origin(kind, str(path.resolve()), _hash_file(path), second, "" if labels is None else _hash_file(labels))


def _hash_file(path: Path) -> str:
    if not path.is_file():
        raise NotFound.of("file-missing", Where(file=path.name), path=str(path))
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def write_field_map(order: Order, folder: Path, *, pictures: bool = True) -> Drawn:
    """Draw the map of an order and write all of its files into ``folder``. Nothing is written where anything fails."""
    from proxeny.literature.warming import warm_up

    _check_folder(folder)
    warm_up()
    started = time.process_time()
    field = draw(order)
    seconds = time.process_time() - started
    made = make_files(order, field, pictures=pictures)
    _write(made, folder)
    return Drawn(field, made.files, seconds)


def _check_folder(folder: Path) -> None:
    """Make ``folder``, before anything is computed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(folder, problem) from problem


def _write(made: Made, folder: Path) -> None:
    for name, data in made.files.items():
        with replacing(folder / name) as file:
            file.write_bytes(data)


def replay(receipt: Path, folder: Path) -> tuple[Drawn, list[str]]:
    """Make the map of a receipt again in ``folder``. Returns it and the names of files whose bytes differ.

    Raises `FaultyInput` where the input is no longer what the receipt says, `NotFound` where it is gone.
    """
    order, files = read_receipt(read_source(receipt))
    order = replace(order, origin=_find_input(order.origin, receipt))
    drawn = write_field_map(order, folder, pictures="map.pdf" in files)
    differ = [
        name
        for name, checksum in files.items()
        if blake2b(drawn.files.get(name, b""), digest_size=16).hexdigest() != checksum
    ]
    return drawn, differ


def _find_input(origin: Origin, receipt: Path) -> Origin:
    """The input where the receipt says, or beside the receipt."""
    path, beside = Path(origin.path), receipt.resolve().parent / Path(origin.path).name
    found = path if path.is_file() or not beside.is_file() else beside
    if _hash_file(found) != origin.checksum:
        raise FaultyInput.of("receipt-input-changed", Where(file=receipt.name), path=str(found))
    if origin.labels and _hash_file(Path(origin.labels)) != origin.labels_checksum:
        raise FaultyInput.of("receipt-input-changed", Where(file=receipt.name), path=origin.labels)
    return replace(origin, path=str(found))


def write_views(corpus: pl.DataFrame, recipe: Recipe, folder: Path, language: str = "en") -> dict[str, int]:
    """Write every view of the map of ``corpus`` into ``folder``, as CSV and drawn as SVG; returns the rows of each."""
    _check_folder(folder)
    drawn = build_map(corpus, recipe)
    rows = {}
    for name in VIEWS:
        table = VIEWS[name](drawn)
        safe = table.with_columns(pl.col(pl.String).map_elements(safe_cell, return_dtype=pl.String))
        with replacing(folder / f"{name}.csv") as file:
            safe.write_csv(file)
        sheet = draw_chart(name, drawn, table, language)
        if not sheet.is_empty:
            with replacing(folder / f"{name}.svg") as file:
                file.write_text(sheet.svg(sheet.words[name], alone=True), encoding="utf-8")
        rows[name] = table.height
    return rows
