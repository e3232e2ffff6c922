"""The verbs of advice on networks as Python functions: which network a city should join, for one city or many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from proxeny.advise.networks.conditions import UNKNOWN, Conditions
from proxeny.advise.networks.facts import Check, Effect, check_eligibility, measure_effect
from proxeny.advise.networks.learning import FEWEST
from proxeny.advise.networks.ranking import Suggested, suggest_networks
from proxeny.errors import Fault, FaultyInput
from proxeny.io.advising.batch import Listed, read_cities
from proxeny.io.advising.finding import Asked, Finder
from proxeny.io.advising.networks import Opened, open_networks, write_networks
from proxeny.io.advising.networks import try_networks as try_them
from proxeny.io.snapshot import read_snapshot
from proxeny.scheme.loader import load_scheme
from proxeny.starting import open_register, start

start()

from proxeny.register.queries.advice import read_declined  # noqa: E402
from proxeny.register.queries.graphs import read_graph_tables  # noqa: E402

__all__ = ["Advised", "Joining", "advise_networks", "advise_networks_batch", "join_networks", "try_networks"]


Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, eq=False)
class Joining:
    """A suggested network, whether the city may join, what it asks and costs, and what joining changes."""

    suggested: Suggested
    checks: tuple[Check, ...]
    conditions: Conditions
    effect: Effect


@dataclass(frozen=True, eq=False)
class Advised:
    """What was advised to the city in ``row`` of the world, and what the reader should know of it."""

    opened: Opened
    row: int
    networks: tuple[Joining, ...]
    notes: tuple[Fault, ...] = ()


def _read_tables(snapshot: Path | str | None) -> Tables:
    """The tables of a snapshot, or of the register as it is. Raises `NotFound`."""
    if snapshot is not None:
        return read_snapshot(Path(snapshot))
    open_register()
    return read_graph_tables()


def advise_networks(
    city: str, most: int | None = None, *, theme: str = "", snapshot: Path | str | None = None, seed: int = 1
) -> Advised:
    """Networks that a city might join, best first, with parts, eligibility, cost and effect.

    theme: a dimension of the scheme; only networks that work in it, by the register or by our reading. What the city
    is not interested in, as the register remembers, is left out. Raises `FaultyInput` with the nearest names where the
    city is not known, and where the theme is no dimension.
    """
    _check_theme(theme)
    tables = _read_tables(snapshot)
    meant = Finder(tables).find(Asked(city))
    if meant.fault is not None:
        raise FaultyInput(meant.fault)
    declined = frozenset[str]() if snapshot is not None else read_declined(meant.id, "network")
    return join_networks(open_networks(tables, [meant.id], seed=seed), meant.id, most, declined, theme)


def _check_theme(theme: str) -> None:
    known = [one.id for one in load_scheme().dimensions]
    if theme and theme not in known:
        raise FaultyInput.of("networks-theme-unknown", text=theme[:60], known=", ".join(known))


def join_networks(
    opened: Opened, city: str, most: int | None, declined: frozenset[str] = frozenset(), theme: str = ""
) -> Advised:
    """The same for a city (record id) of what is open already. declined: ids of networks to leave out."""
    world = opened.world
    row = world.cities.row[city]
    without = [world.number[one] for one in sorted(declined) if one in world.number]
    if theme:
        without += [one for one in range(world.count) if theme not in world.dimensions[one]]
    found = suggest_networks(world, opened.model, row, most, without)
    joined = tuple(
        Joining(
            one, check_eligibility(world, row, one.network, rules), rules, measure_effect(world, row, one.network)
        )
        for one in found
        for rules in [opened.rules.get(world.networks["id"][one.network], UNKNOWN)]
    )  # fmt: skip
    return Advised(opened, row, joined, tuple(_notes(opened, row)))


def _notes(opened: Opened, row: int) -> list[Fault]:
    world, notes = opened.world, []
    name = str(world.cities.table["name"][row])
    if not world.memberships[row]:
        code = "networks-city-cold" if world.partners[row] else "networks-city-bare"
        notes.append(Fault(code, params={"name": name}, severity="warning"))
    if opened.model.origin == "shipped":
        count = int(world.held.sum())
        code = "networks-weights-shipped" if count < FEWEST else "networks-weights-unlearned"
        notes.append(Fault(code, params={"count": count}, severity="warning"))
    return notes


def advise_networks_batch(
    path: Path | str, out: Path | str, most: int | None = None, *, snapshot: Path | str | None = None, seed: int = 1
) -> tuple[Listed, int]:
    """Networks for a list of cities, written to ``out``: one row for each city and rank; all networks unless ``most``.

    Returns the list with what could not be found in it, and how many rows were written. Raises `FaultyInput`.
    """
    tables = _read_tables(snapshot)
    listed = read_cities(Path(path), Finder(tables))
    opened = open_networks(tables, {one.id for one in listed.meant}, seed=seed)
    return listed, write_networks(listed, opened, Path(out), most)


def try_networks(*, snapshot: Path | str | None = None, seed: int = 1) -> dict[str, Any] | None:
    """How often advice on networks would have been right on this data; None where there are too few memberships."""
    return try_them(_read_tables(snapshot), seed)
