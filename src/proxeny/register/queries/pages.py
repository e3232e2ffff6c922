"""What pages show of records: set-based and read-only, a constant number of queries whatever the number of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from proxeny.register.models import Activity, Agreement, Membership, Organisation, Place, Project, Tie
from proxeny.register.queries.pages_sources import read_source_keys

Row = Mapping[str, Any]

_NAMES = ("id", "kind", "name", "name_en", "name_tr", "name_fa", "country")
TABLES: Mapping[str, type[models.Model]] = {
    "places": Place, "organisations": Organisation, "agreements": Agreement, "ties": Tie,
    "memberships": Membership, "activities": Activity, "projects": Project,
}  # fmt: skip
_PREFIXES: Mapping[str, tuple[str, ...]] = {
    "gn": ("places",), "wd": ("places", "organisations"), "pl": ("places",), "nw": ("organisations",),
    "og": ("organisations",), "ag": ("agreements",), "ti": ("ties",), "me": ("memberships",),
}  # fmt: skip
_UNCLEAR = ("activities", "projects", "places", "organisations")
_PARTIES: Mapping[str, tuple[str, ...]] = {
    "agreements": ("parties",),
    "ties": ("a", "b"),
    "memberships": ("member", "network"),
    "activities": ("organiser", "partners"),
    "projects": ("lead", "partners"),
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A place or organisation as a page names it; ``known`` is False where the register has no such record."""

    id: str
    table: str
    name: str
    kind: str = ""
    name_en: str = ""
    name_tr: str = ""
    name_fa: str = ""
    country: str = ""
    acronym: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of a list of records: what it is, whom it joins, when, and how many sources say so."""

    id: str
    table: str
    row: Row
    parties: tuple[Entity, ...] = ()
    sources: tuple[str, ...] = ()
    agreements: tuple[Row, ...] = field(default=())  # of a tie

    @property
    def is_entity(self) -> bool:
        """Whether it is a place or an organisation, with a page of its own kind."""
        return self.table in ("places", "organisations")

    @property
    def start(self) -> tuple[object, str]:
        """The first day and its precision; for a tie those of its first dated agreement."""
        if self.table == "ties":
            dated = [start_of(one) for one in self.agreements]
            return min((one for one in dated if one[0]), key=lambda one: str(one[0]), default=(None, ""))
        return start_of(self.row)

    @property
    def end(self) -> tuple[object, str]:
        """The day after the last and its precision; for a tie only where all its agreements ended."""
        if self.table == "ties":
            ends = [(one.get("valid_to"), one.get("valid_to_precision", "")) for one in self.agreements]
            open_ended = not ends or any(not end for end, _ in ends)
            return (None, "") if open_ended else max(ends, key=lambda one: str(one[0]))
        return self.row.get("valid_to"), self.row.get("valid_to_precision") or ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Its kinds: one, or for a tie those of all its agreements."""
        if self.table == "ties":
            return tuple(sorted({str(one["kind"]) for one in self.agreements if one["kind"]}))
        code = self.row.get("form") or self.row.get("kind") or self.row.get("type") or ""
        return (str(code),) if code else ()


def start_of(row: Row) -> tuple[object, str]:
    """When a record began: its stated start, else the date of signature."""
    if row.get("valid_from"):
        return row["valid_from"], row.get("valid_from_precision") or "day"
    return row.get("signed") or None, row.get("signed_precision") or "day"


def read_entities(ids: Iterable[str]) -> dict[str, Entity]:
    """The names of places and organisations by id; an id that no record has names itself."""
    wanted = {one for one in ids if one}
    found: dict[str, Entity] = {}
    for table, model, extra in (("places", Place, ()), ("organisations", Organisation, ("acronym",))):
        if left := wanted - found.keys():
            rows = model.objects.filter(id__in=left).values(*_NAMES, *extra)
            found.update({row["id"]: Entity(table=table, **row) for row in rows})
    for one in wanted - found.keys():
        table = "organisations" if one.startswith(("nw:", "og:")) else "places"
        found[one] = Entity(id=one, table=table, name=one, known=False)
    return found


def read_rows(ids: Collection[str]) -> list[RecordRow]:
    """The records with these ids, of any table, in the given order; ids that no record has are left out."""
    found = _read_tables(ids)
    agreements = _agreements_of(found)
    entities = read_entities({one for row, table in found.values() for one in party_ids(table, row)})
    keys = read_source_keys([*found, *agreements])
    rows = []
    for one in ids:
        if one not in found:
            continue
        row, table = found[one]
        own = [agreements[name] for name in row["agreements"] if name in agreements] if table == "ties" else []
        sources = set(keys.get(one, ())).union(*(keys.get(str(paper["id"]), ()) for paper in own))
        parties = tuple(entities[name] for name in party_ids(table, row))
        rows.append(RecordRow(one, table, row, parties, tuple(sorted(sources)), tuple(own)))
    return rows


def party_ids(table: str, row: Row) -> list[str]:
    """The ids of those whom a record joins, each once, in the order of its columns."""
    listed: list[str] = []
    for name in _PARTIES.get(table, ()):
        value = row[name]
        listed += value if isinstance(value, list) else [value] if value else []
    return list(dict.fromkeys(listed))


def _read_tables(ids: Collection[str]) -> dict[str, tuple[Row, str]]:
    by_table: dict[str, list[str]] = {}
    for one in ids:
        for table in _PREFIXES.get(one.partition(":")[0], _UNCLEAR):
            by_table.setdefault(table, []).append(one)
    found: dict[str, tuple[Row, str]] = {}
    for table, own in by_table.items():
        found.update({row["id"]: (row, table) for row in TABLES[table].objects.filter(id__in=own).values()})
    return found


def _agreements_of(found: Mapping[str, tuple[Row, str]]) -> dict[str, Row]:
    ids = {one for row, table in found.values() if table == "ties" for one in row["agreements"]}
    return {row["id"]: row for row in Agreement.objects.filter(id__in=ids).values()} if ids else {}


def read_page(table: str, start: int, size: int, **where: object) -> tuple[list[str], int]:
    """Ids of one page of a table in a stable order, and how many there are in all."""
    query = TABLES[table].objects.filter(**where)
    order: Sequence[str] = ("search", "id") if table in ("places", "organisations") else ("id",)
    ids = query.order_by(*order).values_list("id", flat=True)[start : start + size]
    return list(ids), query.count()
