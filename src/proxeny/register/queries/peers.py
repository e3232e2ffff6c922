"""Places that move in the same networks."""

from __future__ import annotations

from datetime import date

import polars as pl

from proxeny.register.models import Membership, Place
from proxeny.register.queries.countries import holds
from proxeny.register.queries.pages import Entity, read_entities
from proxeny.register.rows import select, table_of


def read_peers(place: str, on: date, limit: int) -> list[tuple[Entity, int]]:
    """The places that share most networks with a place on a day, with the number they share; two at the least.

    Equal numbers are ordered by population. It says who sits at the same tables, not who resembles it.
    """
    day = [on.isoformat()] * 2
    own = f"SELECT network FROM {table_of(Membership)} o WHERE o.member = %s AND {holds('o')}"
    shared = (
        f"SELECT m.member, COUNT(*) AS shared FROM {table_of(Membership)} m "
        f"WHERE m.network IN ({own}) AND m.member <> %s AND {holds('m')} GROUP BY m.member HAVING COUNT(*) > 1"
    )
    sql = (  # counted before places are looked up: thousands share one network, few share two
        f"SELECT s.member, s.shared FROM ({shared}) s JOIN {table_of(Place)} p ON p.id = s.member "
        f"ORDER BY s.shared DESC, COALESCE(p.population, 0) DESC, s.member LIMIT %s"
    )
    best = select(sql, [place, *day, place, *day, limit], {"member": pl.String, "shared": pl.Int64})
    entities = read_entities(best["member"])
    return [(entities[one], shared) for one, shared in best.iter_rows()]
