"""From a filled form to what a file would have said: drafts, their source, and the record they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from proxeny import tables
from proxeny.dates import parse_date
from proxeny.io.claims import agreement_id, digest, membership_id, place_id
from proxeny.io.fold.canonical import agreement_family
from proxeny.io.forms import Field, Form
from proxeny.io.forms_filled import YEAR, Answer, Filled
from proxeny.io.places.mentions import name_keys
from proxeny.io.reading import DRAFTS, LINKS, Reading
from proxeny.text import fold_key

_ROW = 1


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source that a form speaks for. ``key`` is empty for a source not yet known: then title and url make it."""

    title: str
    url: str = ""
    kind: str = "document"
    retrieved: str = ""
    key: str = ""

    @property
    def id(self) -> str:
        """Its key: the same as that of a row of a file that names the same title and address."""
        return self.key or digest(self.title, self.url)


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a form is about; ``old``: keys of the claims that the speaker makes of it until now."""

    id: str
    old: Mapping[str, str] = field(default_factory=dict)  # key -> field


def build_subject(form: Form, filled: Filled) -> str:
    """The id of the record that a form makes: what a file that says the same would come to."""
    if form.kind == "agreement":
        family = agreement_family(filled.first("kind"))
        return agreement_id(sorted(set(filled.values("party"))), family, filled.first("reference"))
    if form.kind == "membership":
        return membership_id(filled.first("member"), filled.first("network"))
    if form.kind in {"activity", "project"}:
        return _event_id(form, filled)
    key = fold_key(filled.first("name"))
    if form.kind == "place":
        return _own_place(filled)
    if form.is_kind == "network":
        return f"nw:{(filled.first('wikidata') or key.upper())[:40]}"
    return f"og:{digest(key, filled.first('wikidata'), size=8)}"


def _own_place(filled: Filled) -> str:
    """As `proxeny.io.places.resolve` names a place that the gazetteer lacks."""
    keys = name_keys(filled.first("name"))
    kind = filled.first("kind")
    kept = "" if kind in {"city", "municipality"} else kind
    words = f"{keys[0][0] if keys else ''}|{filled.first('country')}|{kept}|"
    return place_id(words, wikidata=filled.first("wikidata"))


def _event_id(form: Form, filled: Filled) -> str:
    """As the mappings of our templates identify an activity (type, title, begin) or project (title, programme)."""
    names = ("type", "title", "from") if form.kind == "activity" else ("title", "programme")
    firsts = [(*filled.answers.get(name, ()), Answer(""))[0] for name in names]
    parts = [answer.wording or answer.value for answer in firsts]
    prefix, lead = ("ac", "organiser") if form.kind == "activity" else ("pj", "lead")
    return f"{prefix}:{digest(' | '.join(parts), filled.first(lead), size=10)}"


def build_reading(form: Form, filled: Filled, speaker: Speaker, subject: Subject) -> Reading:
    """What a form says, as a reading of one row; what the speaker said before and does not say now is withdrawn."""
    rows = [row for one in form.fields for row in _rows(form, one, filled, speaker)]
    if form.is_kind:
        rows.append(_row(form, "kind", Answer(form.is_kind), "", speaker))
    rows = [{**row, "record": subject.id} for row in rows]
    drafts = tables.conform(pl.DataFrame(rows, schema_overrides=dict(DRAFTS)) if rows else tables.empty(DRAFTS), DRAFTS)
    texts = [name for name, dtype in DRAFTS.items() if dtype == pl.String and name not in {"value_mention", "identity"}]
    source = {
        "key": speaker.id, "title": speaker.title, "publisher": "", "url": speaker.url, "licence": "",
        "kind": speaker.kind, "retrieved": speaker.retrieved, "rank": 50,
    }  # fmt: skip
    return Reading(
        mapping=f"form:{form.name}",
        rows=1,
        skipped=0,
        mentions=tables.empty(tables.MENTIONS),
        drafts=drafts.with_columns(pl.col(texts).fill_null("")),
        sources=tables.conform(pl.DataFrame([source]), tables.SOURCES),
        links=tables.empty(LINKS),
        faults=[],
        chosen={subject.id: subject.id},
        withdrawn=frozenset(subject.old),
    )


def _rows(form: Form, one: Field, filled: Filled, speaker: Speaker) -> list[dict[str, object]]:
    rows = [_row(form, one.property, answer, one.language, speaker) for answer in filled.answers.get(one.name, ())]
    if one.name == "population" and filled.first(YEAR):
        year = parse_date(filled.first(YEAR))
        dated = {
            "valid_from": year.start.isoformat(), "valid_from_precision": year.precision,
            "valid_to": year.end.isoformat(), "valid_to_precision": year.precision,
        }  # fmt: skip
        rows = [{**row, **dated} for row in rows]
    return rows


def _row(form: Form, name: str, answer: Answer, language: str, speaker: Speaker) -> dict[str, object]:
    return {
        "row": _ROW, "kind": form.kind, "property": name, "value": answer.value, "value_mention": None,
        "wording": answer.wording, "language": language, "source": speaker.id, "locator": "",
    }  # fmt: skip


def last_day(text: str) -> str:
    """The last day of a date as typed, ISO; empty stays empty."""
    if not text:
        return ""
    return min(parse_date(text).end - timedelta(days=1), date.today()).isoformat()
