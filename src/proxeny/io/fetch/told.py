"""What Wikidata says of one item, property by property, in the register's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from proxeny.io.fetch.entities import Entity, Statement, Taxonomy
from proxeny.io.fetch.values import read_count, read_point, read_qid, read_time


@dataclass(frozen=True, slots=True)
class Told:
    """One property and its value; ``locator`` is the id of the statement (of the item for a label).

    ``span`` are the EDTF dates from and to which it is true; ``refers``: the value is the id of another item;
    ``odd``: the value cannot be used, and is only reported.
    """

    property: str
    value: str
    locator: str
    wording: str = ""
    language: str = ""
    span: tuple[str, str] = field(default=("", ""))
    refers: bool = False
    odd: bool = False


def told_of(entity: Entity, role: str, taxonomy: Taxonomy) -> Iterator[Told]:
    """All that can be used; ``role`` is place, organisation or network."""
    for language, label in sorted(entity.labels.items()):
        # the label for all languages is in the language of none, which is what an empty tag says
        yield Told("name", label, entity.qid, language="" if language == "mul" else language)
    yield Told("wikidata", entity.qid, entity.qid)
    for statement in entity.countries():
        yield Told("country", statement.row["iso"], statement.id)
    yield from _kind(entity, role, taxonomy)
    yield from _of_place(entity) if role == "place" else _of_organisation(entity)


def _kind(entity: Entity, role: str, taxonomy: Taxonomy) -> Iterator[Told]:
    found = taxonomy.kind(entity, "place" if role == "place" else "organisation")
    if role == "network":  # it has cities as members: that is what we call a network, whatever its class
        yield Told("kind", "network", entity.qid, wording=read_qid(found[1].value) if found else "")
    elif found is not None and found[0].code:
        yield Told("kind", found[0].code, found[1].id, wording=read_qid(found[1].value))


def _of_place(entity: Entity) -> Iterator[Told]:
    yield from _read(entity.best("P625"), "coordinates", _coordinates)
    yield from _read(entity.best("P1566"), "geonameid", _number)
    for statement in entity.all("P1082"):
        count, when = read_count(statement.value), _time(statement, "point")
        value = statement.value if count is None else str(count)
        yield Told("population", value, statement.id, span=(when or "", ""), odd=count is None or when is None)


def _of_organisation(entity: Entity) -> Iterator[Told]:
    for name, word in (("P571", "founded"), ("P576", "dissolved")):
        for statement in entity.best(name):
            text = read_time(statement.row.get("time", ""), statement.row.get("precision", ""))
            yield Told(word, text or statement.value, statement.id, odd=not text)
    for statement in entity.all("P159"):
        qid, start, end = read_qid(statement.value), _time(statement, "start"), _time(statement, "end")
        odd = not qid or start is None or end is None
        yield Told("seat", qid or statement.value, statement.id, span=(start or "", end or ""), refers=True, odd=odd)


def _read(statements: list[Statement], word: str, read: Callable[[str], str]) -> Iterator[Told]:
    for statement in statements:
        value = read(statement.value)
        yield Told(word, value or statement.value, statement.id, odd=not value)


def _coordinates(text: str) -> str:
    point = read_point(text)
    return f"{point[0]:.5f},{point[1]:.5f}" if point else ""


def _number(text: str) -> str:
    return str(read_count(text) or "")


def _time(statement: Statement, name: str) -> str | None:
    return read_time(statement.row.get(name, ""), statement.row.get(f"{name}Precision", ""))
