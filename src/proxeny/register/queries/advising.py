"""Advice from the register as it is now; cities, ties and model are kept until the register changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from proxeny.io.advising.opening import Opened, open_adviser, usual_pool
from proxeny.register.queries.graphs import read_graph_tables
from proxeny.register.queries.revision import read_revision

if TYPE_CHECKING:
    from proxeny.advise.cities import Pool


def hold_adviser(pool: Pool | None = None, also: tuple[int, ...] = ()) -> Opened:
    """The adviser of the register; weights are those learned on it, or the shipped ones until that was done.

    pool: as `usual_pool` says if not given; also: GeoNames ids of cities that ask and that the register does not have.
    """
    revision = read_revision()
    pool = pool or _choose(revision)
    held = _hold(revision, pool)
    if all(f"gn:{one}" in held.cities.row for one in also):
        return held
    return open_adviser(read_graph_tables(), pool, also, learn=False)


@lru_cache(maxsize=2)
def _choose(revision: str) -> Pool:
    return usual_pool(read_graph_tables())


@lru_cache(maxsize=2)
def _hold(revision: str, pool: Pool) -> Opened:
    return open_adviser(read_graph_tables(), pool, learn=False)


def forget_advisers() -> None:
    """Read the model anew with the next question."""
    _hold.cache_clear()
