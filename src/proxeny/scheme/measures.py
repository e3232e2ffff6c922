"""Measure rules: how a city is measured from the register, kept as data in the scheme.

A rule is a sum of parts. A part takes one table, keeps the records of the city that are counted at the reference
date and fulfil its conditions, and counts them::

    measure:
      words: {en: ..., fa: ..., tr: ...}
      parts:
        - table: memberships           # a table of proxeny.tables.RECORDS that has owners
          count: records               # records | distinct FIELD | sum FIELD | sum FIELD*FIELD
          when: on                     # on: valid on the date; until: started on or before the date
          where: {network.topics: [health], form: [L3.MEM.ACT]}   # all must hold; a list: any of its values
          unless: {network.scale: [national]}                     # a record is left out if any of these holds
      external: inbound_visitors       # a statistic that belongs to the figure and that no table holds

A list-valued field fulfils a condition when it has one of the values. An empty field fulfils no condition, so
``where`` leaves it out and ``unless`` does not. ``network.FIELD`` is a field of the organisation whose membership it
is. ``distinct`` of a list-valued field counts the different members of all lists. `NOT_YET` and `OVER` say which
states keep a record from being counted; where a record's state is empty, its dates alone decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from proxeny.scheme.labels import Label
from proxeny.tables import ORGANISATIONS, RECORDS

Verb = Literal["records", "distinct", "sum"]
When = Literal["on", "until"]

# The columns that say whose record it is: the city's id equals one of them or is in one of them.
OWNERS: Mapping[str, tuple[str, ...]] = {
    "agreements": ("parties",),
    "ties": ("a", "b"),
    "memberships": ("member",),
    "activities": ("organiser", "partners", "place"),
    "projects": ("lead", "partners"),
}
TABLES = tuple(OWNERS)
VERBS: tuple[Verb, ...] = ("records", "distinct", "sum")
WHENS: tuple[When, ...] = ("on", "until")

# Records in these states have not come into being: they are never counted.
NOT_YET: Mapping[str, tuple[str, ...]] = {
    "agreements": ("draft",),
    "memberships": ("applied",),
    "projects": ("idea", "submitted", "rejected"),
}
# Records in these states are over: with ``when: on`` they are counted only if an end date shows that they then held.
OVER: Mapping[str, tuple[str, ...]] = {
    "agreements": ("ended",),
    "memberships": ("former", "suspended"),
    "projects": ("closed",),
}


@dataclass(frozen=True, slots=True)
class Count:
    """What of the kept records is counted: ``records``, ``distinct`` one field, ``sum`` of a field or of a product."""

    verb: Verb = "records"
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.verb} {'*'.join(self.fields)}".strip()


RECORDS_COUNT = Count()


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a measure; conditions map a field to the values of which one must be met."""

    table: str
    count: Count = RECORDS_COUNT
    when: When = "on"
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """How a figure is got from the register: in words, and as parts that are added.

    ``external`` names a statistic that belongs to the figure and that the register does not hold; without parts it is
    all that the figure rests on.
    """

    words: Label
    parts: tuple[Part, ...]
    external: str = ""


def fields_of(table: str) -> Mapping[str, pl.DataType | type[pl.DataType]]:
    """The fields that a part on ``table`` may name, with their types: its columns, and ``network.*`` of memberships."""
    own = dict(RECORDS[table])
    if table != "memberships":
        return own
    return own | {f"network.{name}": dtype for name, dtype in ORGANISATIONS.items()}


def condition_fields(table: str) -> tuple[str, ...]:
    """The fields that may stand in a condition: those of text or of lists of text."""
    return tuple(name for name, dtype in fields_of(table).items() if dtype in (pl.String, pl.List(pl.String)))


def number_fields(table: str) -> tuple[str, ...]:
    """The fields that may be summed."""
    return tuple(name for name, dtype in fields_of(table).items() if dtype in (pl.Int64, pl.Float64))


def read_count(text: str) -> Count | None:
    """Read ``records``, ``distinct FIELD``, ``sum FIELD`` or ``sum FIELD*FIELD``; None where it is none of these."""
    verb, _, rest = text.strip().partition(" ")
    fields = tuple(part.strip() for part in rest.split("*")) if rest else ()
    for known in VERBS:
        if verb == known and len(fields) in {"records": (0,), "distinct": (1,), "sum": (1, 2)}[known]:
            return Count(known, fields)
    return None


def codes_of(measure: Measure) -> Iterator[tuple[str, str, str]]:
    """Every (table, field, value) that the conditions of ``measure`` name."""
    for part in measure.parts:
        for conditions in (part.where, part.unless):
            for name, values in conditions.items():
                yield from ((part.table, name, value) for value in values)
