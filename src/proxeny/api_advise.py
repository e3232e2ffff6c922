"""The verbs of advice as Python functions: partners for a city or many, and how often such advice was right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from proxeny.advise.backtest import Protocol
from proxeny.advise.cities import Pool
from proxeny.advise.partners import Advice, Wish, advise_many, advise_partners
from proxeny.errors import Fault, FaultyInput
from proxeny.io.advising.batch import Listed, read_cities, write_answers
from proxeny.io.advising.finding import Asked, Finder
from proxeny.io.advising.opening import Opened, open_adviser
from proxeny.io.snapshot import read_snapshot
from proxeny.starting import open_register, start

if TYPE_CHECKING:
    from proxeny.io.advising.trying import Trial

start()

from proxeny.register.queries.advice import read_declined  # noqa: E402
from proxeny.register.queries.graphs import read_graph_tables  # noqa: E402

__all__ = ["Advised", "advise_batch", "advise_city", "backtest", "read_tables"]

ANY = Wish()
USUAL = Protocol()
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, eq=False)
class Advised:
    """What was advised, from what, and what the reader should know of it."""

    opened: Opened
    advice: Advice
    notes: tuple[Fault, ...] = ()


def read_tables(snapshot: Path | str | None = None) -> Tables:
    """The tables that advice is given from: of a snapshot, or of the register as it is. Raises `NotFound`."""
    if snapshot is not None:
        return read_snapshot(Path(snapshot))
    open_register()
    return read_graph_tables()


def advise_city(
    city: str, wish: Wish = ANY, *, snapshot: Path | str | None = None, pool: Pool | None = None, seed: int = 1
) -> Advised:
    """Partners for a city, with the parts of every score; of the register, without those that it declined.

    Raises `FaultyInput` with the nearest names.
    """
    tables = read_tables(snapshot)
    meant = Finder(tables).find(Asked(city))
    if meant.fault is not None:
        raise FaultyInput(meant.fault)
    also = () if meant.geonameid is None else (meant.geonameid,)
    opened = open_adviser(tables, pool, also, seed=seed)
    row = opened.cities.row[meant.id]
    if snapshot is None:
        wish = replace(wish, declined=wish.declined | read_declined(meant.id, "partner"))
    advice = advise_partners(opened.adviser, row, wish)
    return Advised(opened, advice, tuple(_notes(opened, row)))


def _notes(opened: Opened, row: int) -> list[Fault]:
    relations, notes = opened.adviser.relations, []
    if relations.degree[row] == 0 and not relations.members[[row]].nnz:
        name = relations.cities.table["name"][row]
        notes.append(Fault("advise-city-bare", params={"name": name}, severity="warning"))
    if opened.adviser.model.origin == "shipped":
        ties = relations.ends.shape[1]
        notes.append(Fault("advise-weights-shipped", params={"ties": ties}, severity="warning"))
    return notes


def advise_batch(
    path: Path | str, out: Path | str, wish: Wish = ANY, *, snapshot: Path | str | None = None,
    pool: Pool | None = None, seed: int = 1,
) -> tuple[Listed, int]:  # fmt: skip
    """Partners for a list of cities, written to ``out``: one row for each city and rank.

    Returns the list with what could not be found in it, and how many rows were written. Raises `FaultyInput`.
    """
    tables = read_tables(snapshot)
    listed = read_cities(Path(path), Finder(tables))
    opened = open_adviser(tables, pool, listed.geonameids, seed=seed)
    rows = np.array([opened.cities.row[one.id] for one in listed.meant], np.int64)
    answers = advise_many(opened.adviser, rows, wish)
    chances = [opened.adviser.record.correct(one.log_chance) for one in answers]
    return listed, write_answers(listed, opened.cities, answers, chances, Path(out))


def backtest(
    *, snapshot: Path | str | None = None, protocol: Protocol = USUAL, trials: Collection[str] = ("known",)
) -> Trial:  # fmt: skip
    """How often advice on partners would have been right on this data. trials: see `try_advice`."""
    from proxeny.io.advising.trying import try_advice  # learns, which an answer need not

    return try_advice(read_tables(snapshot), protocol, trials)
