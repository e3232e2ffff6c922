"""One record: what is known of it, who says so, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from proxeny.errors import NotFound
from proxeny.io.vocabulary import KINDS
from proxeny.register.queries.known import fold_known, read_claims_known, read_known_ids
from proxeny.register.queries.map import read_places_at
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import RecordRow, party_ids, read_entities, read_rows
from proxeny.register.queries.pages_sources import read_source_rows
from proxeny.register.queries.provenance import FieldStory, explain_record
from proxeny.report.values import Value, property_of, show_value
from proxeny.report.words import language
from proxeny.web import maps
from proxeny.web.dating import Asked, read_day
from proxeny.web.paging import SIZE

_KINDS = {
    "places": "place", "organisations": "organisation", "agreements": "agreement", "ties": "tie",
    "memberships": "membership", "activities": "activity", "projects": "project",
}  # fmt: skip
_MANY = 6  # claims of one value
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Said:
    """One value and the claims that state it."""

    value: Value
    claims: tuple[dict[str, object], ...]

    @property
    def first(self) -> tuple[dict[str, object], ...]:
        """The claims to show at once: all where they are few."""
        return self.claims if len(self.claims) <= _MANY else self.claims[: _MANY // 2]

    @property
    def rest(self) -> tuple[dict[str, object], ...]:
        """The other claims."""
        return self.claims[len(self.first) :]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a record: what stands, why, and what other sources say."""

    name: str
    lang: str
    reason: str
    stands: tuple[Said, ...]
    others: tuple[Said, ...]


def show_record(request: HttpRequest, record_id: str) -> HttpResponse:
    """An agreement, tie, membership, activity, project, or the facts of a place or organisation."""
    rows = read_rows([record_id])
    if not rows:
        merged = read_merges().get(record_id)
        if merged:
            return redirect("record", merged)
        raise NotFound.of("record-unknown", id=record_id)
    asked = read_day(request)
    row, known = _as_known(rows[0], asked)
    kind = _KINDS[row.table]
    stories = explain_record(record_id, asked.known) if known else []
    lines = [_line(kind, story) for story in _ordered(kind, stories)]
    named = {said.value.record for line in lines for said in (*line.stands, *line.others) if said.value.record}
    context = {
        "row": row,
        "kind": kind,
        "lines": lines,
        "entities": read_entities(named | {record_id} if row.is_entity else named),
        "sources": read_source_rows(row.sources),
        "disputed": [line for line in lines if line.others],
        "agreements": _agreements(row, asked),
        "full": SIZE,
        "known": known,
        "asked": asked,
        "typed": asked.typed,
        "when": _when(row, asked),
        **_map(row),
    }
    return render(request, "web/record.html", context, status=400 if asked.fault else 200)


def _as_known(row: RecordRow, asked: Asked) -> tuple[RecordRow, bool]:
    """The record as it was known on the day asked for, and whether anything was; as it is now where none is."""
    if asked.known is None:
        return row, True
    if row.table == "ties":
        papers = _agreements(row, asked)
        sources = tuple(sorted({key for paper in papers for key in paper.sources}))
        return replace(row, agreements=tuple(paper.row for paper in papers), sources=sources), bool(papers)
    folded = fold_known(row.id, asked.known)
    if folded is None:
        return replace(row, sources=()), False
    parties = read_entities(party_ids(row.table, folded))
    claims = read_claims_known(row.id, asked.known)
    sources = claims.filter(pl.col("state").is_in(("proposed", "accepted")))["source"].unique().sort()
    return replace(row, row=folded, parties=tuple(parties.values()), sources=tuple(sources)), True


def _when(row: RecordRow, asked: Asked) -> str:
    """Whether the record holds on the day asked for: ``holds``, ``may`` (its beginning has no date), ``out``."""
    if asked.on is None or row.is_entity:
        return ""
    day = asked.on.isoformat()
    start, end = str(row.start[0] or ""), str(row.end[0] or "")
    if (start and start > day) or (end and end <= day):
        return "out"
    return "holds" if start else "may"


def _map(row: RecordRow) -> dict[str, object]:
    """The parties of an agreement or a tie on the map, where two of them have coordinates."""
    if row.table not in ("agreements", "ties"):
        return {}
    located = read_places_at([one.id for one in row.parties]).to_dicts()
    if len(located) < _PAIR:
        return {}
    return {"star": maps.build_star(located[0], located[1:]), "map": maps.frame(inline="star")}


def _agreements(row: RecordRow, asked: Asked) -> list[RecordRow]:
    """The agreements that make a tie, of which a source spoke by the day asked for."""
    ids = [str(one) for one in row.row["agreements"]] if row.table == "ties" else []
    return read_rows(read_known_ids(ids, asked.known) if asked.known else ids)


def _ordered(kind: str, stories: list[FieldStory]) -> list[FieldStory]:
    order = {name: rank for rank, name in enumerate(KINDS.get(kind, {}))}
    return sorted(stories, key=lambda story: (order.get(story.field.partition("@")[0], 99), story.field))


def _line(kind: str, story: FieldStory) -> FieldLine:
    name, _, lang = story.field.partition("@")
    return FieldLine(name, lang, story.reason, _said(kind, story, story.winners), _said(kind, story, story.others))


def _said(kind: str, story: FieldStory, claims: tuple[dict[str, object], ...]) -> tuple[Said, ...]:
    by_value: dict[str, list[dict[str, object]]] = {}
    for claim in claims:
        by_value.setdefault(str(claim["value"]), []).append(claim)
    many = property_of(kind, story.field)
    ordered = sorted(by_value) if many and many.many else list(by_value)
    return tuple(
        Said(
            show_value(kind, story.field, value, language(), str(by_value[value][0]["language"] or "")),
            tuple(by_value[value]),
        )
        for value in ordered
    )
