"""Lists around a place or a network: ties, members, sub-places, and where to start."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Count, Q

from proxeny.register.models import Involvement, Membership, Organisation, Place, Tie
from proxeny.register.queries.countries import said_by
from proxeny.register.queries.pages import Entity, read_entities
from proxeny.register.queries.revision import kept_until_change
from proxeny.register.queries.tables import read_records
from proxeny.register.rows import select, select_texts, table_of
from proxeny.tables import PLACES

_EMPTY = "''"
_NAMED = ("name", "name_en", "name_tr", "name_fa")
MEMBERS = dict.fromkeys(("id", "member", "form", "category", "valid_from", "valid_to", *_NAMED, "country"), pl.String)
_NAMES = ("id", "kind", "name", "name_en", "name_tr", "name_fa", "country")


def read_ties_of(place: str) -> list[tuple[str, Entity]]:
    """Every tie of a place with its partner: (tie id, partner)."""
    pairs = Tie.objects.filter(Q(a=place) | Q(b=place)).values_list("id", "a", "b")
    partners = {tie: b if a == place else a for tie, a, b in pairs}
    entities = read_entities(partners.values())
    return [(tie, entities[partner]) for tie, partner in partners.items()]


def read_memberships_of(member: str) -> list[tuple[str, Entity]]:
    """Every membership of a place or organisation with its network: (membership id, network)."""
    pairs = dict(Membership.objects.filter(member=member).values_list("id", "network"))
    entities = read_entities(pairs.values())
    return [(one, entities[network]) for one, network in pairs.items()]


@kept_until_change(4)
def read_members(network: str, on: date, known: date | None = None) -> pl.DataFrame:
    """The memberships of a network that may have held on a day, with what members are listed and counted by: MEMBERS.

    ``country`` is empty where nobody states it; ``name`` is the id of a member that no record names. Days are ISO text,
    empty where unknown; ``valid_to`` is the day after the last. ``known``: only those a source spoke of by that day.
    """
    more, days_known = said_by("m", known)
    own = [f"COALESCE(p.{one}, o.{one}, {'m.member' if one == 'name' else _EMPTY})" for one in (*_NAMED, "country")]
    days = [f"COALESCE(CAST(m.{one} AS TEXT), {_EMPTY})" for one in ("valid_from", "valid_to")]
    rest = (
        f"FROM {table_of(Membership)} m "
        f"LEFT JOIN {table_of(Place)} p ON p.id = m.member "
        f"LEFT JOIN {table_of(Organisation)} o ON p.id IS NULL AND o.id = m.member "
        f"WHERE m.network = %s AND (m.valid_from IS NULL OR m.valid_from <= %s) "
        f"AND (m.valid_to > %s OR (m.valid_to IS NULL AND m.state NOT IN ('ended', 'former', 'closed'))){more}"
    )
    columns = ["m.id", "m.member", "m.form", "m.category", *days, *own]
    return select_texts(columns, rest, [network, on.isoformat(), on.isoformat(), *days_known], MEMBERS)


def read_involved_ids(entity: str, kinds: tuple[str, ...] = ("activity", "project")) -> list[str]:
    """Ids of the activities and projects in which somebody takes part, sorted."""
    query = Involvement.objects.filter(entity=entity, kind__in=kinds)
    return sorted(query.values_list("record", flat=True).distinct())


def read_parts(place: str) -> list[tuple[Entity, int]]:
    """The places that are part of a place, each with its number of ties."""
    parts = [Entity(table="places", **row) for row in Place.objects.filter(parent=place).values(*_NAMES)]
    counts = count_ties([part.id for part in parts])
    return [(part, counts[part.id]) for part in parts]


def count_ties(places: list[str]) -> Counter[str]:
    """Number of ties of each place."""
    counts: Counter[str] = Counter()
    for end in ("a", "b"):
        pairs = Tie.objects.filter(**{f"{end}__in": places}).values_list(end).annotate(Count("id")).order_by()
        counts.update(dict(pairs))
    return counts


def read_most_tied(limit: int) -> list[tuple[Entity, int]]:
    """The places with most ties."""
    each = (f"SELECT {end} AS place, COUNT(*) AS ties FROM {table_of(Tie)} GROUP BY {end}" for end in ("a", "b"))
    both = " UNION ALL ".join(each)
    sql = (
        f"SELECT place, CAST(SUM(ties) AS BIGINT) FROM ({both}) e GROUP BY place "
        f"ORDER BY SUM(ties) DESC, place LIMIT %s"
    )
    best = list(select(sql, [limit], {"place": pl.String, "ties": pl.Int64}).iter_rows())
    entities = read_entities(one for one, _ in best)
    return [(entities[one], number) for one, number in best]


def read_largest_networks(limit: int) -> list[tuple[Entity, int]]:
    """The networks with most members."""
    counted = Membership.objects.values_list("network").annotate(members=Count("id")).order_by("-members", "network")
    best = list(counted[:limit])
    entities = read_entities(one for one, _ in best)
    return [(entities[one], number) for one, number in best]


def read_organisation(name: str) -> dict[str, Any] | None:
    """One organisation by id, or None."""
    return Organisation.objects.filter(id=name).values().first()


def read_place_row(name: str) -> dict[str, Any] | None:
    """One place of the register by id (columns of PLACES), or None."""
    held = read_records("places", "id", [name])
    return {column: held[column][0] for column in PLACES} if held.height else None
