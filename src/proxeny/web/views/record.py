"""One record: what is known of it, who says so, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from proxeny.errors import NotFound
from proxeny.io.vocabulary import KINDS
from proxeny.register.queries.map import read_places_at
from proxeny.register.queries.merges import read_merges
from proxeny.register.queries.pages import RecordRow, read_entities, read_rows
from proxeny.register.queries.pages_sources import read_source_rows
from proxeny.register.queries.provenance import FieldStory, explain_record
from proxeny.report.values import Value, property_of, show_value
from proxeny.report.words import language
from proxeny.web import maps
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
    row = rows[0]
    kind = _KINDS[row.table]
    lines = [_line(kind, story) for story in _ordered(kind, explain_record(record_id))]
    named = {said.value.record for line in lines for said in (*line.stands, *line.others) if said.value.record}
    context = {
        "row": row,
        "kind": kind,
        "lines": lines,
        "entities": read_entities(named | {record_id} if row.is_entity else named),
        "sources": read_source_rows(row.sources),
        "disputed": [line for line in lines if line.others],
        "agreements": _agreements(row),
        "full": SIZE,
        **_map(row),
    }
    return render(request, "web/record.html", context)


def _map(row: RecordRow) -> dict[str, object]:
    """The parties of an agreement or a tie on the map, where two of them have coordinates."""
    if row.table not in ("agreements", "ties"):
        return {}
    located = read_places_at([one.id for one in row.parties]).to_dicts()
    if len(located) < _PAIR:
        return {}
    return {"star": maps.build_star(located[0], located[1:]), "map": maps.frame(inline="star")}


def _agreements(row: RecordRow) -> list[RecordRow]:
    return read_rows([str(one) for one in row.row["agreements"]]) if row.table == "ties" else []


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
