"""Members and networks of the register as it is now, with the weights; kept until the register or the
file of conditions changes."""

from __future__ import annotations

from functools import lru_cache

from proxeny.io.advising.conditions import stamp_conditions
from proxeny.io.advising.networks import Opened, open_networks
from proxeny.register.queries.graphs import read_graph_tables
from proxeny.register.queries.revision import read_revision


def hold_networks(city: str) -> Opened:
    """What advice on networks is given from, with every place of the register and this one. Raises `FaultyInput`."""
    revision = f"{read_revision()} {stamp_conditions()}"
    held = _hold(revision)
    return held if city in held.world.cities.row else _with(revision, city)


@lru_cache(maxsize=1)
def _hold(revision: str) -> Opened:
    tables = read_graph_tables()
    return open_networks(tables, tables["places"]["id"].to_list(), learn=False)


@lru_cache(maxsize=4)
def _with(revision: str, city: str) -> Opened:
    """The same with a city that only the gazetteer knows."""
    return open_networks(read_graph_tables(), [city], learn=False)


def forget_networks() -> None:
    """Read the weights anew with the next question."""
    _hold.cache_clear()
    _with.cache_clear()
