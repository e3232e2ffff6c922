"""What a set of cities has among its members: ties, shared networks, strengths by dimension, and how thin that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.advise.unions.problem import Longs
from proxeny.advise.unions.world import World

THIN_TIES = 1.0  # ties within for each member; with fewer the union rests on thin evidence
FEW_RECORDS = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """A network to which several of the members belong: its number in the world, and theirs."""

    network: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """One dimension: records of the members in it, the members with any, strongest first."""

    dimension: str
    records: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """ties: pairs of members (numbers of places), and the id of the tie. pairs: how many pairs lie in two countries.

    records: ties and memberships of the members in all; behind: of those, what joins two members (ties, and
    memberships in shared networks). bare: members with fewer than three records.
    """

    ties: tuple[tuple[int, int, str], ...]
    pairs: int
    shared: tuple[Shared, ...]
    strengths: tuple[Strength, ...]
    records: int
    behind: int
    bare: tuple[int, ...]
    sources: tuple[tuple[str, int], ...]
    thin: bool


def sum_up(world: World, rows: Longs) -> Within:
    """What the members of a set (numbers of places) have among them."""
    held = set(rows.tolist())
    a, b = world.ends
    joined = np.flatnonzero(np.isin(a, rows) & np.isin(b, rows))
    ids = world.ties["id"]
    ties = tuple(sorted({(min(int(a[at]), int(b[at])), max(int(a[at]), int(b[at])), ids[int(at)]) for at in joined}))
    country = world.country[rows]
    pairs = int((country[:, None] != country[None, :]).sum() // 2)
    shared = _shared(world, rows)
    records = world.records[rows]
    behind = len(ties) + sum(len(one.members) for one in shared)
    bare = tuple(int(at) for at, many in zip(rows, records, strict=True) if many < FEW_RECORDS)
    thin = len(ties) < THIN_TIES * len(held)
    return Within(
        ties,
        pairs,
        shared,
        _strengths(world, rows),
        int(records.sum()),
        behind,
        bare,
        _sources(world, ties, shared),
        thin,
    )


def _shared(world: World, rows: Longs) -> tuple[Shared, ...]:
    table = world.belongs[rows].toarray() > 0
    found = []
    for network in np.flatnonzero(table.sum(axis=0) >= 2):
        found.append(Shared(int(network), tuple(int(at) for at in rows[table[:, network]])))
    return tuple(sorted(found, key=lambda one: (-len(one.members), one.network)))


def _strengths(world: World, rows: Longs) -> tuple[Strength, ...]:
    table = world.strength[rows]
    found = []
    for at, name in enumerate(world.dimensions):
        order = np.argsort(-table[:, at], kind="stable")
        members = tuple(int(rows[one]) for one in order if table[one, at] > 0)
        found.append(Strength(name, int(table[:, at].sum()), members))
    return tuple(found)


def _sources(
    world: World, ties: tuple[tuple[int, int, str], ...], shared: tuple[Shared, ...]
) -> tuple[tuple[str, int], ...]:
    """Which sources say the ties within and the memberships in shared networks, and how many of these records."""
    networks, places = {one.network for one in shared}, {at for one in shared for at in one.members}
    held = world.held.filter(world.held["network"].is_in(list(networks)) & world.held["at"].is_in(list(places)))
    papers = world.ties.filter(world.ties["id"].is_in([name for _, _, name in ties]))["agreements"].explode()
    records = [*held["id"].to_list(), *(one for one in papers.to_list() if one)]
    said = world.evidence.filter(world.evidence["record"].is_in(records))
    counted = said.group_by("source").len().sort("len", "source", descending=[True, False])
    return tuple((str(name), int(many)) for name, many in counted.iter_rows())
