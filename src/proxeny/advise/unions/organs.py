"""Organs and forms of membership that the scheme's cooperation system would give a union: a proposal, not a statute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from proxeny.advise.unions.problem import Longs
from proxeny.advise.unions.summing import Shared, Strength
from proxeny.advise.unions.world import World

PRESIDIUM = 3
OBSERVERS = 5
_AFFILIATES = 5


@dataclass(frozen=True, slots=True)
class Seat:
    """An organ (scheme id), its dimension if it is a commission, and who would sit in it (numbers of places)."""

    organ: str
    members: tuple[int, ...]
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Organs:
    """seats; and by form of membership (scheme id) the cities, or for affiliated members the networks."""

    seats: tuple[Seat, ...]
    active: tuple[int, ...]
    observers: tuple[int, ...]
    affiliated: tuple[int, ...]


def propose_organs(
    world: World,
    brings: Mapping[int, float],
    runners: Sequence[int],
    within: tuple[Sequence[Shared], Sequence[Strength]],
) -> Organs:
    """Who would sit where, by what each member brings.

    brings: number of place -> points. The general conference has all; the executive board one city of each country,
    the one that brings most; the presidium three of the board, of three countries; the secretariat sits where most
    ties with the other members meet; a commission for each dimension in which two members or more are at work is led
    by the strongest. Observers are the cities next in line, affiliated members the networks that most members share.
    """
    shared, strengths = within
    order = sorted(brings, key=lambda at: (-brings[at], at))
    board: dict[str, int] = {}
    for at in order:
        board.setdefault(str(world.country[at]), at)
    leading = sorted(board.values(), key=lambda at: (-brings[at], at))
    rows = np.array(order, np.int64)
    seats = [
        Seat("L3.PIL.GC", tuple(order)),
        Seat("L3.PIL.PRE", tuple(leading[:PRESIDIUM])),
        Seat("L3.PIL.EXB", tuple(leading)),
        Seat("L3.PIL.SEC", (_most_joined(world, rows),)),
        *(Seat("L3.PIL.COM", one.members[:3], one.dimension) for one in strengths if len(one.members) >= 2),
    ]
    affiliated = tuple(one.network for one in shared[:_AFFILIATES])
    return Organs(tuple(seats), tuple(order), tuple(runners[:OBSERVERS]), affiliated)


def _most_joined(world: World, rows: Longs) -> int:
    """The member with most ties to others of the set; of several the first in the given order."""
    ties = np.asarray(world.tied[rows][:, rows].sum(axis=1)).ravel()
    return int(rows[int(ties.argmax())])
