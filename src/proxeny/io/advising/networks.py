"""Open what advice on networks is given from: members and networks of a snapshot's tables, and the weights learned."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from proxeny.advise.networks.backtest import measure_networks, tell_track
from proxeny.advise.networks.columns import name_columns
from proxeny.advise.networks.conditions import Rules, load_conditions
from proxeny.advise.networks.learning import FEWEST
from proxeny.advise.networks.learning import learn as learn_model
from proxeny.advise.networks.model import Model, read_model, shipped_model
from proxeny.advise.networks.ranking import score_networks
from proxeny.advise.networks.world import World, build_world
from proxeny.errors import FaultyInput, Unavailable
from proxeny.home import home
from proxeny.io.advising.batch import Listed
from proxeny.io.advising.companions import keep_companions, lay_companions
from proxeny.io.advising.conditions import read_conditions
from proxeny.io.places.gazetteer import load_places
from proxeny.io.writing import replacing
from proxeny.text import safe_cell

Tables = Mapping[str, pl.DataFrame]
_KEPT = 12
_PART = 2_000  # cities of a batch at a time

WRITTEN = {
    "city": pl.String, "place": pl.String, "id": pl.String, "geonameid": pl.Int64, "wikidata": pl.String,
    "network": pl.String, "network_id": pl.String, "network_name": pl.String, "rank": pl.Int64, "score": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Opened:
    """Members and networks, the weights, and what networks ask of members and cost; ``input``: the hash of what
    the weights were learned on."""

    world: World
    model: Model
    rules: Rules = field(default_factory=load_conditions)

    @property
    def input(self) -> str:
        """A hash of members, networks, ties and places."""
        return self.world.hash


def open_networks(tables: Tables, asked: Collection[str] = (), *, seed: int = 1, learn: bool = True) -> Opened:
    """What advice on networks is given from; weights are read if they were learned before, else learned and kept.

    asked: record ids of the cities that ask. learn: whether to learn where nothing was kept. A register with fewer
    than 300 memberships, or one that was not learned on, is advised by the shipped weights. Raises `FaultyInput` where
    there is no membership at all, or the user's file of conditions has faults.
    """
    world = build_world(tables, load_places(), asked)
    if not world.count:
        raise FaultyInput.of("networks-none")
    laid = lay_companions(world, home() / "advice")
    opened = Opened(world, find_model(world, seed, learn=learn), read_conditions())
    if learn and not laid and opened.model.origin != "shipped":
        keep_companions(world, home() / "advice")
    return opened


def find_model(world: World, seed: int = 1, *, learn: bool = True) -> Model:
    """The weights for a world: kept under its hash, learned now, or shipped."""
    names = tuple(name_columns())
    path = home() / "advice" / f"networks-{world.hash}-{seed}.json"
    found = _read(path, names)
    if found is not None:
        return found
    made = learn_model(world, seed) if learn else None
    if made is None:
        return shipped_model(names)
    told = made.tell()
    _keep(path, told)
    return read_model(told, names) or made  # as it is read again: the same bytes now and later


def _read(path: Path, names: Sequence[tuple[str, str]]) -> Model | None:
    try:
        return read_model(json.loads(path.read_text(encoding="utf-8")), names)
    except (OSError, ValueError):
        return None


def _keep(path: Path, told: Mapping[str, object]) -> None:
    """Keep weights on disk; a home that cannot be written learns anew next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as made:
            made.write_text(json.dumps(told, sort_keys=True), encoding="utf-8")
        held = sorted(path.parent.glob("networks-*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in held[_KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, Unavailable):
        return


def try_networks(tables: Tables, seed: int = 1) -> dict[str, Any] | None:
    """Learn on these tables, keep the weights, and tell how often such advice would have been right.

    None where there are too few memberships to learn from.
    """
    world = build_world(tables, load_places())
    if world.held.sum() < FEWEST:
        return None
    find_model(world, seed)
    return tell_track(measure_networks(world, seed=seed))


def write_networks(listed: Listed, opened: Opened, out: Path, most: int | None = None) -> int:
    """Write one row for each city and rank, as CSV or Parquet by the file's ending; returns how many.

    Columns: city (as it was written), place, id, geonameid, wikidata, network (its acronym, else its name),
    network_id, network_name, rank, score. most: at most so many networks of each city. Raises `Unavailable`.
    """
    written = [one.text or one.geonameid or one.wikidata for one in listed.asked]
    ids = [one.id for one in listed.meant]
    parts = [
        _rank(opened, written[begin : begin + _PART], ids[begin : begin + _PART], most)
        for begin in range(0, len(ids), _PART)
    ]
    table = pl.concat(parts)
    with replacing(out) as made:
        if out.suffix == ".parquet":
            table.write_parquet(made)
        else:
            texts = [name for name, dtype in table.schema.items() if dtype == pl.String]
            safe = [pl.col(name).map_elements(safe_cell, return_dtype=pl.String) for name in texts]
            table.with_columns(safe).write_csv(made)
    return table.height


def _rank(opened: Opened, written: Sequence[str], ids: Sequence[str], most: int | None) -> pl.DataFrame:
    world = opened.world
    rows = pl.Series([world.cities.row[one] for one in ids], dtype=pl.Int64).to_numpy()
    scores = score_networks(world, opened.model, rows)
    about = [
        (str(row["acronym"] or row["name"] or row["id"]), str(row["id"]), str(row["name"] or ""))
        for row in world.networks.iter_rows(named=True)
    ]
    cities = world.cities.table.select("name", "id", "geonameid", "wikidata")
    made = [
        (written[at], *cities.row(int(row)), *about[network], rank, float(scores.chance[at, network]))
        for at, row in enumerate(rows)
        for rank, network in enumerate(scores.order(at)[:most].tolist(), 1)
    ]
    return pl.DataFrame(made, schema=WRITTEN, orient="row")
