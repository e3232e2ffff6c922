"""Read a measure rule of a scheme file; see `proxeny.scheme.measures` for the language."""

from __future__ import annotations

from proxeny.scheme.entries import Entry, Kind
from proxeny.scheme.measures import (
    TABLES,
    VERBS,
    WHENS,
    Count,
    Measure,
    Part,
    condition_fields,
    fields_of,
    number_fields,
    read_count,
)

# Condition fields whose values are ids of this very scheme.
_SCHEME_IDS: dict[str, Kind] = {
    "form": "node",
    "organs": "node",
    "network.forms": "node",
    "network.organs": "node",
    "network.dimensions": "dimension",
}


def read_measure(owner: Entry) -> Measure | None:
    """The ``measure`` of an indicator or node, or None where it has none; faults go to the reading."""
    entry = owner.entry("measure", ("words", "parts?", "external?"))
    if entry is None:
        return None
    parts = [_read_part(part) for part in entry.entries("parts", ("table", "count", "when", "where?", "unless?"))]
    external = entry.text("external")
    if not parts and not external:
        entry.reading.note("scheme-measure-empty", entry.where("parts"), place=entry.name)
    return Measure(entry.label("words"), tuple(parts), external)


def _read_part(entry: Entry) -> Part:
    known = entry.text("table") in TABLES
    table = entry.choice("table", TABLES)
    return Part(
        table=table,
        count=_read_count(entry, table if known else ""),
        when=entry.choice("when", WHENS),
        where=_read_conditions(entry, "where", table if known else ""),
        unless=_read_conditions(entry, "unless", table if known else ""),
    )


def _read_count(entry: Entry, table: str) -> Count:
    text = entry.text("count")
    count = read_count(text)
    if count is None:
        if "count" in entry.keys:
            place = f"{entry.name}.count"
            entry.reading.unknown("scheme-count-wrong", entry.where("count"), text, VERBS, place=place)
        return Count()
    if table:
        allowed = number_fields(table) if count.verb == "sum" else tuple(fields_of(table))
        for name in count.fields:
            _check_field(entry, "count", name, table, allowed)
    return count


def _read_conditions(entry: Entry, key: str, table: str) -> dict[str, tuple[str, ...]]:
    conditions = entry.free(key)
    if conditions is None:
        return {}
    found = {}
    for name in conditions.keys:
        values = conditions.texts(name)
        found[name] = values
        if not values or "" in values:
            conditions.reading.note("scheme-value-empty", conditions.where(name), place=f"{conditions.name}.{name}")
        if table:
            _check_field(conditions, name, name, table, condition_fields(table))
        if name in _SCHEME_IDS:
            for value in values:
                conditions.reading.want(_SCHEME_IDS[name], value, conditions.where(name), f"{conditions.name}.{name}")
    return found


def _check_field(entry: Entry, key: str, name: str, table: str, allowed: tuple[str, ...]) -> None:
    if name in allowed:
        return
    place = entry.name if key == name else f"{entry.name}.{key}"
    entry.reading.unknown("scheme-field-unknown", entry.where(key), name, allowed, table=table, place=place)
