"""From what Wikidata answered to mentions and drafts, as the importers of files yield them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import polars as pl

from proxeny.errors import Fault, Where
from proxeny.io.fetch.entities import Entity, Taxonomy
from proxeny.io.fetch.sheet import Sheet
from proxeny.io.fetch.sparql import Row
from proxeny.io.fetch.told import told_of
from proxeny.io.fetch.values import read_qid, read_statement_id, read_time
from proxeny.io.reading import LINKS, Reading
from proxeny.io.reading_table import FaultLog
from proxeny.tables import SOURCES, conform
from proxeny.text import clean

SOURCE = "wikidata"
_TIMES = ("start", "end", "point")


@dataclass(frozen=True, slots=True)
class Found:
    """All that was fetched: statements of twinnings or memberships, or ids of places; and the items they speak of."""

    what: str
    statements: list[Row]
    places: list[str]
    entities: Mapping[str, Entity]
    taxonomy: Taxonomy


@dataclass(frozen=True, slots=True)
class Link:
    """One statement that joins two items, with its dates as EDTF text (empty where not said)."""

    id: str
    item: str
    target: str
    dates: Mapping[str, str]


def build_reading(found: Found, retrieved: date) -> Reading:
    """Mentions, drafts, source and faults of what was found; deterministic, in the order of the ids."""
    sheet = Sheet(found.entities, found.taxonomy)
    log = FaultLog()
    links = list(_read_links(found.statements, log))
    pairs: set[tuple[str, str]] = set()
    skipped = 0
    if found.what == "twinnings":
        pairs = _draft_twinnings(sheet, links)
    elif found.what == "memberships":
        skipped = _draft_memberships(sheet, links, log)
    else:
        for qid in found.places:
            sheet.mention(qid, "place")
    _draft_items(sheet, log)
    source = {
        "key": SOURCE, "title": "Wikidata", "publisher": "Wikidata contributors", "url": "https://www.wikidata.org/",
        "licence": "CC0-1.0", "kind": "dataset", "retrieved": retrieved.isoformat(), "rank": 50,
    }  # fmt: skip
    return Reading(
        mapping=SOURCE,
        rows=sheet.row,
        skipped=skipped,
        mentions=sheet.mentions(),
        drafts=sheet.drafts(),
        sources=conform(pl.DataFrame([source]), SOURCES),
        links=pl.DataFrame(sorted(pairs), schema=dict(LINKS), orient="row"),
        faults=log.faults(),
        errors=log.errors,
        warnings=log.warnings,
    )


def _read_links(rows: list[Row], log: FaultLog) -> Iterator[Link]:
    """The statements, one link each; one whose value is unknown or no item is told as a fault and left out."""
    ordered = sorted(rows, key=lambda row: (row.get("statement", ""), sorted(row.items())))
    for iri, group in groupby(ordered, key=lambda row: row.get("statement", "")):
        told = list(group)
        statement, item = read_statement_id(iri), read_qid(told[0].get("item", ""))
        target = read_qid(told[0].get("target", ""))
        if statement and item and target:
            yield Link(statement, item, target, _read_dates(statement, told, log))
        else:
            log.add(_odd(statement or item, "target", told[0].get("target", "")))


def _read_dates(statement: str, rows: list[Row], log: FaultLog) -> dict[str, str]:
    """Earliest start and point in time, latest end, where a statement carries several."""
    dates = {}
    for name in _TIMES:
        texts = set()
        for row in rows:
            text = read_time(row.get(name, ""), row.get(f"{name}Precision", ""))
            if text is None:
                log.add(_odd(statement, name, row[name]))
            texts.add(text or "")
        known = sorted(texts - {""})
        dates[name] = (known[-1] if name == "end" else known[0]) if known else ""
    return dates


def _odd(statement: str, column: str, value: str) -> Fault:
    where = Where(f"Wikidata {statement}".strip(), column=column)
    return Fault("fetch-value-odd", where, {"value": clean(value, 200)}, "warning")


def _draft_twinnings(sheet: Sheet, links: list[Link]) -> set[tuple[str, str]]:
    """One agreement a statement, and the pairs of mentions they join; a < b.

    The same pair told from both ends is two rows here, and one agreement once claims get their subjects.
    """
    pairs: set[tuple[str, str]] = set()
    for link in links:
        record = sheet.next_record("agreement", link.id)
        one, other = sheet.mention(link.item, "place"), sheet.mention(link.target, "place")
        pairs |= {(min(one, other), max(one, other))} if one != other else set()
        record.refer("party", one)
        record.refer("party", other)
        record.say("kind", "twinning")
        record.say("signed", link.dates["point"])
        record.say("from", link.dates["start"])
        record.say("to", link.dates["end"])
    return pairs


def _draft_memberships(sheet: Sheet, links: list[Link], log: FaultLog) -> int:
    """One membership a statement; how many were left out because the member is a state: that is no city diplomacy."""
    countries = 0
    for link in links:
        kind = sheet.taxonomy.kind(sheet.entities[link.item])
        if kind is not None and kind[0].code == "country":
            countries += 1
            continue
        record = sheet.next_record("membership", link.id)
        role = "organisation" if kind is not None and kind[0].thing == "organisation" else "place"
        record.refer("member", sheet.mention(link.item, role))
        record.refer("network", sheet.mention(link.target, "network"))
        record.say("from", link.dates["start"])
        record.say("to", link.dates["end"])
        if link.dates["point"]:
            record.say("note", f"member in {link.dates['point']}", language="en")
    if countries:
        log.add(Fault("fetch-countries-left-out", Where("Wikidata"), {"count": countries}, "warning"))
    return countries


def _draft_items(sheet: Sheet, log: FaultLog) -> None:
    """What is said of each mentioned item itself; the seat of a network mentions one more place."""
    waiting = sheet.unwritten()
    while waiting:
        for mention, qid, role in waiting:
            record = sheet.next_item(mention, "place" if role == "place" else "organisation")
            for told in told_of(sheet.entities[qid], role, sheet.taxonomy):
                if told.odd:
                    log.add(_odd(told.locator, told.property, told.value))
                elif told.refers:
                    record.refer(told.property, sheet.mention(told.value, "place"), told)
                else:
                    record.tell(told)
        waiting = sheet.unwritten()
