"""The verbs of unions as Python functions: look for one, appraise a set, find real ones again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from proxeny.advise.unions.advising import Advice
from proxeny.advise.unions.advising import advise_union as advise
from proxeny.advise.unions.appraising import Appraisal, appraise_set
from proxeny.advise.unions.asking import MOST_SIZE, Asked
from proxeny.advise.unions.rediscovering import FAMILY, KNOWN, Real, Rediscovery, rediscover
from proxeny.advise.unions.solving import Limits
from proxeny.advise.unions.world import World
from proxeny.errors import Fault, NotFound, raise_if_any
from proxeny.io.advising.finding import Finder
from proxeny.io.advising.worlds import find_ids, hash_world, open_world, read_area
from proxeny.io.snapshot import read_snapshot
from proxeny.starting import open_register, start
from proxeny.text import clean, fold_key

start()

from proxeny.register.queries.unions import read_union_tables  # noqa: E402

__all__ = [
    "Advised",
    "Appraised",
    "Held",
    "Wish",
    "advise_union",
    "appraise_file",
    "appraise_names",
    "hold",
    "rediscover_union",
    "rediscover_unions",
]

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Wish:
    """A union asked for in words: see `proxeny.advise.unions.asking.Asked`. include, exclude: names or ids of cities.

    seconds: how long the proof may take. deep: also prices of wishes and steadiness over sources. on: what held then.
    """

    area: str
    size: int = 20
    min_countries: int | None = None
    max_per_country: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    theme: str = ""
    candidates: int = 250
    seconds: float = 10.0
    seed: int = 1
    deep: bool = True
    on: date | None = None


@dataclass(frozen=True, eq=False)
class Advised:
    """A union that was advised, and the hash of the data and the seed it follows from."""

    advice: Advice
    input: str
    seed: int


@dataclass(frozen=True, eq=False)
class Appraised:
    """A set that was appraised, what of it could not be found, and what it follows from."""

    appraisal: Appraisal
    world: World
    notes: tuple[Fault, ...]
    input: str
    seed: int


class Held:
    """The tables of a register or snapshot, with what is made of them once: names, world, hash."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def finder(self) -> Finder:
        """Finds cities by name."""
        return Finder(self.tables)

    @cached_property
    def world(self) -> World:
        """The world of today."""
        return open_world(self.tables)

    @cached_property
    def digest(self) -> str:
        """What answers are computed from."""
        return hash_world(self.tables)

    def world_with(self, also: Collection[int] = (), on: date | None = None) -> World:
        """The world with further gazetteer cities, or as it was on a date."""
        known = self.tables["places"]["geonameid"].drop_nulls()
        more = set(also) - set(known.to_list())
        return open_world(self.tables, more, on) if more or on else self.world


def hold(snapshot: Path | str | None = None) -> Held:
    """What a snapshot holds, or the register as it is. Raises `NotFound`."""
    if snapshot is not None:
        return Held(read_snapshot(Path(snapshot)))
    open_register()
    return Held(read_union_tables())


def advise_union(wish: Wish, *, snapshot: Path | str | None = None, held: Held | None = None) -> Advised:
    """A plausible union of an area with its reasons. held: what was opened before.

    Raises `UnknownName` with the nearest areas, `NotFound`, `FaultyInput` naming what to relax.
    """
    area = read_area(wish.area)
    here = held or hold(snapshot)
    include, more = find_ids(here.finder, wish.include) if wish.include else ((), ())
    exclude, extra = find_ids(here.finder, wish.exclude) if wish.exclude else ((), ())
    world = here.world_with({*more, *extra}, wish.on)
    asked = Asked(
        area, wish.size, wish.min_countries, wish.max_per_country,
        tuple(dict.fromkeys(include)), tuple(dict.fromkeys(exclude)),
        wish.theme.strip().upper(), wish.candidates, Limits(wish.seconds, seed=wish.seed),
    )  # fmt: skip
    return Advised(advise(world, asked, deep=wish.deep), here.digest, wish.seed)


def appraise_file(path: Path | str, *, snapshot: Path | str | None = None, seed: int = 1) -> Appraised:
    """Appraise the cities of a file. Raises `FaultyInput` with all unknown cities at once and the nearest names."""
    from proxeny.io.advising.batch import read_cities

    here = hold(snapshot)
    listed = read_cities(Path(path), here.finder)
    raise_if_any(listed.faults)
    return _appraise(here, [one.id for one in listed.meant], listed.geonameids, seed)


def appraise_names(
    names: Sequence[str], *, snapshot: Path | str | None = None, held: Held | None = None, seed: int = 1
) -> Appraised:
    """Appraise cities by names or ids. Raises `FaultyInput` with all unknown ones at once and the nearest names."""
    here = held or hold(snapshot)
    ids, more = find_ids(here.finder, names)
    return _appraise(here, ids, more, seed)


def _appraise(held: Held, ids: Sequence[str], also: Sequence[int], seed: int) -> Appraised:
    world = held.world_with(also)
    found = appraise_set(world, [world.row[one] for one in ids], seed=seed)
    return Appraised(found, world, tuple(_notes(world, found)), held.digest, seed)


def _notes(world: World, found: Appraisal) -> list[Fault]:
    """What is odd about the set itself."""
    names = world.places["name"]
    notes = []
    if found.repeated:
        said = ", ".join(str(names[at]) for at, _ in found.repeated)
        notes.append(Fault("union-set-repeated", params={"names": said}, severity="warning"))
    if len(found.countries) == 1:
        notes.append(Fault("union-set-one-country", params={"country": found.countries[0][0]}, severity="warning"))
    if found.together:
        said = "; ".join(f"{names[a]} – {names[b]}" for a, b in found.together)
        notes.append(Fault("union-set-together", params={"names": said}, severity="warning"))
    return notes


def rediscover_unions(
    *, snapshot: Path | str | None = None, seconds: float = 10.0, every: bool = False
) -> list[Rediscovery]:
    """Real unions looked for again from ties and geography alone, of those that the data holds.

    every: not only the two of `KNOWN`, the `FAMILY` too. Raises `NotFound` where the data holds none of them.
    """
    world = hold(snapshot).world
    held = set(world.networks["id"])
    there = [one for one in (*KNOWN, *(FAMILY if every else ())) if one.network in held]
    if not there:
        raise NotFound.of("union-network-absent", network=", ".join(one.network for one in KNOWN))
    return [rediscover(world, one, Limits(seconds)) for one in there]


def rediscover_union(
    network: str, area: str = "", size: int = 0, *, snapshot: Path | str | None = None, seconds: float = 10.0
) -> Rediscovery:
    """A network of the data (id, acronym or name) looked for again from ties and geography alone.

    area: the countries of its members if not given. size: as many as it has members, 100 at most, if not given. Raises
    `NotFound`, `UnknownName`, `FaultyInput`.
    """
    world = hold(snapshot).world
    number = _find_network(world, network)
    members = world.held.filter(pl.col("network") == number)["at"].to_numpy()
    members = members[world.cities()[members]]
    codes = sorted({str(code) for code in world.country[members]})
    if not codes:
        raise NotFound.of("union-network-absent", network=network)
    where = read_area(area or ",".join(codes))
    many = size or min(max(len(members), 2), MOST_SIZE)
    real = Real(str(world.networks["id"][number]), area or ", ".join(codes), many)
    return rediscover(world, real, Limits(seconds), where)


def _find_network(world: World, text: str) -> int:
    wanted = fold_key(text)
    for at, row in enumerate(world.networks.select("id", "acronym", "name", "name_en", "name_tr", "name_fa").rows()):
        if text.strip() == row[0] or wanted in {fold_key(word) for word in row[1:] if word}:
            return at
    raise NotFound.of("union-network-absent", network=clean(text, 60))
