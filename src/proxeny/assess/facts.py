"""The tables of one place: everything its profile may be computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from proxeny.tables import (
    ACTIVITIES,
    AGREEMENTS,
    MEMBERSHIPS,
    ORGANISATIONS,
    PLACES,
    PROJECTS,
    SOURCES,
    TIES,
    Schema,
    conform,
    empty,
)

SUPPORT: Schema = {
    "record": pl.String,  # id of a record of any of the tables
    "source": pl.String,  # key in SOURCES
    "last_seen": pl.String,  # ISO date on which the source still said so
    "retrieved": pl.String,  # ISO date on which the source was retrieved
    "state": pl.String,  # proposed accepted rejected superseded
}

TABLES: Mapping[str, Schema] = {
    "agreements": AGREEMENTS,
    "ties": TIES,
    "memberships": MEMBERSHIPS,
    "activities": ACTIVITIES,
    "projects": PROJECTS,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """The records in which one place takes part, what they are joined with, and which sources support them.

    ``place`` holds one row; ``networks`` the organisations of the memberships, and those that are partners;
    ``places`` the partners that are places; ``children`` the places whose parent this one is. ``own`` are further ids
    that act for the place, as its municipality does.
    """

    place: pl.DataFrame
    agreements: pl.DataFrame = field(default_factory=partial(empty, AGREEMENTS))
    ties: pl.DataFrame = field(default_factory=partial(empty, TIES))
    memberships: pl.DataFrame = field(default_factory=partial(empty, MEMBERSHIPS))
    activities: pl.DataFrame = field(default_factory=partial(empty, ACTIVITIES))
    projects: pl.DataFrame = field(default_factory=partial(empty, PROJECTS))
    networks: pl.DataFrame = field(default_factory=partial(empty, ORGANISATIONS))
    places: pl.DataFrame = field(default_factory=partial(empty, PLACES))
    children: pl.DataFrame = field(default_factory=partial(empty, PLACES))
    support: pl.DataFrame = field(default_factory=partial(empty, SUPPORT))
    sources: pl.DataFrame = field(default_factory=partial(empty, SOURCES))
    own: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The ids under which the place takes part in records."""
        return self.own | {str(self.place["id"][0])}

    def rows(self, name: str) -> list[dict[str, object]]:
        """The rows of one of the record tables, with every column of its schema."""
        table: pl.DataFrame = getattr(self, name)
        return conform(table, TABLES[name]).to_dicts()
