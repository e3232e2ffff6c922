"""Open what advice is given from: the cities and ties of a snapshot's tables, and the model learned on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from proxeny.advise.building import build_relations
from proxeny.advise.cities import Cities, Pool, build_cities
from proxeny.advise.columns import column_names
from proxeny.advise.learned import ENOUGH, Learned
from proxeny.advise.partners import Adviser
from proxeny.advise.relations import Relations
from proxeny.errors import FaultyInput, Unavailable
from proxeny.home import home
from proxeny.io.advising.keeping import forget_old, read_learned, shipped, write_learned
from proxeny.io.advising.preparing import PREPARED, lay_prepared, write_prepared
from proxeny.io.claims import digest
from proxeny.io.places.gazetteer import load_gazetteer
from proxeny.io.snapshot import hash_table
from proxeny.tables import MEMBERSHIPS, PLACES, TIES, conform

Tables = Mapping[str, pl.DataFrame]
_FEW = 200  # places; among fewer there is nobody to propose but those that a city knows already
_SAMPLE = 12_000  # gazetteer cities beside the known ones, on which the model for all is learned


@dataclass(frozen=True, eq=False)
class Opened:
    """An adviser with the hash of what it advises from."""

    adviser: Adviser
    pool: Pool
    input: str

    @property
    def cities(self) -> Cities:
        """The cities."""
        return self.adviser.relations.cities


def usual_pool(tables: Tables) -> Pool:
    """Among whom to look where nobody says: the cities in the data, or all where the data know only a few."""
    return "known" if tables["places"].height >= _FEW else "all"


def open_cities(tables: Tables, pool: Pool, also: Collection[int] = ()) -> Relations:
    """Cities and ties of a snapshot's tables. Raises `FaultyInput` where there is no city at all."""
    cities = build_cities(tables, load_gazetteer().places, pool, also=also)
    if not cities.size:
        raise FaultyInput.of("advise-nothing-known")
    return build_relations(cities, tables)


def open_adviser(
    tables: Tables, pool: Pool | None = None, also: Collection[int] = (), *, seed: int = 1, learn: bool = True
) -> Opened:
    """The adviser of a snapshot's tables: its model is read if it was learned before, else learned and kept.

    pool: as `usual_pool` says if not given; also: GeoNames ids of cities that ask and may not be in the data. A
    register with fewer than a thousand ties is advised by the shipped weights; so is any whose model was not learned
    yet, if ``learn`` is false.
    """
    pool = pool or usual_pool(tables)
    relations = open_cities(tables, pool, also)
    key = digest_of(tables, pool, seed)
    prepared = place_of(key).with_suffix(PREPARED)
    laid = lay_prepared(relations, prepared)
    kept = find_kept(key)
    learned = kept or (find_learned(tables, relations, pool, key, seed) if learn else shipped(pool))
    if not (laid or prepared.exists()) and (kept or learn) and relations.ends.shape[1] >= ENOUGH:
        write_prepared(relations, prepared)
    return Opened(Adviser(relations, learned.model, learned.record), pool, key)


def digest_of(tables: Tables, pool: Pool, seed: int) -> str:
    """A hash of what a model is learned from."""
    places = conform(tables["places"], PLACES).sort("id")
    ties = conform(tables["ties"], TIES).select("a", "b").sort("a", "b")
    held = conform(tables.get("memberships", pl.DataFrame()), MEMBERSHIPS).select("member", "network", "state")
    parts = [hash_table(places), hash_table(ties), hash_table(held.sort("member", "network", "state"))]
    return digest(*parts, pool, str(seed), repr(column_names()), size=12)


def place_of(key: str) -> Path:
    """Where the model of a state of the data is kept."""
    return home() / "advice" / f"{key}.npz"


def find_kept(key: str) -> Learned | None:
    """The model of this state of the data, if it was learned before."""
    return read_learned(place_of(key))


def find_learned(tables: Tables, relations: Relations, pool: Pool, key: str, seed: int) -> Learned:
    """The model of this state of the data, learned now and kept; the shipped one where there are too few ties."""
    if relations.ends.shape[1] < ENOUGH:
        return shipped(pool)
    path = place_of(key)
    made = learn_from(tables, relations, pool, seed)
    try:
        write_learned(made, path)
        forget_old(path.parent)
    except (OSError, Unavailable):  # a home that cannot be written: learned anew next time
        return made
    return made


def learn_from(tables: Tables, relations: Relations, pool: Pool, seed: int) -> Learned:
    """Learn the model on these relations."""
    from proxeny.advise.learning import learn_model  # what grows trees is not needed for an answer

    return learn_model(learning_ground(tables, relations, pool, seed), shipped(pool).model, seed)


def learning_ground(tables: Tables, relations: Relations, pool: Pool, seed: int) -> Relations:
    """What to learn on: for all cities the known ones and a sample of the others, drawn by the seed."""
    if pool == "known":
        return relations
    rows = relations.cities.table
    known, others = rows.filter(pl.col("known")), rows.filter(~pl.col("known"))
    drawn = others.sample(min(_SAMPLE, others.height), seed=seed)
    stand_for = others.height / max(drawn.height, 1)
    return build_relations(Cities(pl.concat([known, drawn]).sort("id"), pool, stand_for=stand_for), tables)
