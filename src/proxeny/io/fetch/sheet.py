"""The sheet on which mentions and drafts are written while an answer is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from proxeny.io.edtf import after, precision_of, start_of
from proxeny.io.fetch.entities import Entity, Taxonomy
from proxeny.io.fetch.told import Told
from proxeny.io.fetch.values import read_count, read_point
from proxeny.io.reading import DRAFTS
from proxeny.io.reading_mentions import mention_key
from proxeny.tables import MENTIONS, conform

_SOURCE = "wikidata"
_RAW = ("row", "record", "kind", "property", "value", "value_mention", "wording", "language", "from", "to", "locator")


@dataclass(frozen=True, slots=True)
class Record:
    """One record being drafted: a row of the answer."""

    sheet: Sheet
    row: int
    name: str
    kind: str
    locator: str = ""

    def say(self, name: str, value: str, *, language: str = "") -> None:
        """Draft a property; an empty value says nothing."""
        if value:
            self.tell(Told(name, value, self.locator, language=language))

    def tell(self, told: Told) -> None:
        """Draft what is told of an item."""
        self.sheet.add(self, told, None)

    def refer(self, name: str, mention: str, told: Told | None = None) -> None:
        """Draft a property whose value is the record that ``mention`` stands for."""
        self.sheet.add(self, told or Told(name, "", self.locator), mention)


class Sheet:
    """Mentions and drafts, in the order in which they are written; ``row`` is the last row begun."""

    def __init__(self, entities: Mapping[str, Entity], taxonomy: Taxonomy) -> None:
        self.entities = entities
        self.taxonomy = taxonomy
        self.row = 0
        self._drafts: list[tuple[int | str | None, ...]] = []
        self._mentions: dict[tuple[str, str], dict[str, object]] = {}
        self._names: dict[str, str] = {}
        self._written: set[tuple[str, str]] = set()

    def next_record(self, kind: str, locator: str) -> Record:
        """Begin the record of the next row."""
        self.row += 1
        return Record(self, self.row, f"{self.row}#{kind}", kind, locator)

    def next_item(self, mention: str, kind: str) -> Record:
        """Begin a row about a mentioned item itself."""
        self.row += 1
        return Record(self, self.row, mention, kind)

    def add(self, record: Record, told: Told, mention: str | None) -> None:
        """Write one draft."""
        value, wording = (told.value, told.wording) if mention is None else ("", self._names[mention])
        texts = (value, mention, wording, told.language, *told.span, told.locator)
        self._drafts.append((record.row, record.name, record.kind, told.property, *texts))

    def mention(self, qid: str, role: str) -> str:
        """The key of an item in a role (place, organisation, network); the first time its mention is written."""
        known = self._mentions.get((qid, role))
        if known is None:
            known = self._build_mention(self.entities[qid], role)
            self._mentions[qid, role] = known
            self._names[str(known["mention"])] = str(known["name"])
        return str(known["mention"])

    def unwritten(self) -> list[tuple[str, str, str]]:
        """Mention, id and role of the items about which no row has been begun; each is given out once."""
        fresh = sorted(set(self._mentions) - self._written)
        self._written.update(fresh)
        return [(str(self._mentions[key]["mention"]), *key) for key in fresh]

    def mentions(self) -> pl.DataFrame:
        """MENTIONS, by item and role."""
        rows = [self._mentions[key] for key in sorted(self._mentions)]
        return conform(pl.DataFrame(rows, schema=dict(MENTIONS)), MENTIONS)

    def drafts(self) -> pl.DataFrame:
        """DRAFTS; the dates of a value are the half-open interval in which it is true."""
        raw = {name: pl.Int64 if name == "row" else pl.String for name in _RAW}
        table = pl.DataFrame(self._drafts, schema=raw, orient="row")
        begin, end = pl.col("from"), pl.col("to")
        return conform(
            table.with_columns(
                start_of(begin).cast(pl.String).fill_null("").alias("valid_from"),
                precision_of(begin).fill_null("").alias("valid_from_precision"),
                after(end).cast(pl.String).fill_null("").alias("valid_to"),
                precision_of(end).fill_null("").alias("valid_to_precision"),
                pl.lit(_SOURCE).alias("source"),
            ),
            DRAFTS,
        )

    def _build_mention(self, entity: Entity, role: str) -> dict[str, object]:
        place = role == "place"
        codes = sorted({statement.row["iso"] for statement in entity.countries()})
        points = {point for statement in entity.best("P625") if place and (point := read_point(statement.value))}
        geonames = {read_count(statement.value) for statement in entity.best("P1566") if place} - {None}
        kind = self.taxonomy.kind(entity, "place" if place else "organisation") if role != "network" else None
        lat, lon = min(points) if points else (None, None)
        row: dict[str, object] = {
            "kind": role,
            "name": entity.name,
            "country": codes[0] if len(codes) == 1 else "",
            "country_wording": " / ".join(codes) if len(codes) > 1 else "",
            "place_kind": kind[0].code if kind else "network" if role == "network" else "",
            "lat": lat,
            "lon": lon,
            "geonameid": min(geonames) if len(geonames) == 1 else None,  # type: ignore[type-var]
            "wikidata": entity.qid,
        }
        return {"mention": mention_key(tuple(row.values())), **row}
