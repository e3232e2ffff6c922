"""What a person typed into a form, cleaned as the cells of a file are: values, and faults by field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proxeny.dates import parse_date
from proxeny.errors import Fault, Where
from proxeny.io.forms import Field, Form
from proxeny.io.mapping_rules import Cell
from proxeny.io.reading_values import (
    MAX_TEXT,
    Cleaned,
    Wanted,
    clean_date,
    clean_latitude,
    clean_longitude,
    make_cleaner,
)
from proxeny.text import clean

YEAR = "population_year"
_SEVERAL = 40  # values of one field
_BY_NAME = {"wikidata": "wikidata", "geonameid": "geonameid"}
_RECORD = re.compile(r"(?:(?:gn|wd|pl|nw|og):\S{1,60}|Q\d{1,12})")
_POINT = re.compile(r"\s*(\S+?)\s*[,;،\s]\s*(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of one field: canonical, and as typed where that differs."""

    value: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of a form by field, and what is wrong with them: (field name, fault)."""

    answers: Mapping[str, tuple[Answer, ...]]
    faults: tuple[tuple[str, Fault], ...] = ()
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """The one value of a field, empty where it has none."""
        found = self.answers.get(name, ())
        return found[0].value if found else ""

    def values(self, name: str) -> list[str]:
        """The values of a field."""
        return [one.value for one in self.answers.get(name, ())]


def fill_form(form: Form, typed: Mapping[str, Sequence[str]], *, editing: bool = False) -> Filled:
    """Clean what was typed. Record fields hold ids here; a name alone has been looked up by the page before.

    ``editing``: of a record that is there, nothing is required; ends that are left empty stay as they are.
    """
    answers: dict[str, tuple[Answer, ...]] = {}
    faults: list[tuple[str, Fault]] = []
    kept: dict[str, tuple[str, ...]] = {}
    for one in form.fields:
        raw = _tidy(one, typed.get(one.name, ()))
        required = one.required and (not editing or (one.end and bool(raw)))
        kept[one.name] = raw
        cleaned = [(text, _clean(one, text)) for text in raw]
        faults += [(one.name, _fault(one, wrong)) for _, wrong in cleaned if wrong.code and wrong.severity == "error"]
        said = [Answer(good.value, _wording(one, text, good.value)) for text, good in cleaned if good.value]
        answers[one.name] = tuple({answer.value: answer for answer in said}.values())
        if required and not raw:
            faults.append((one.name, Fault("cell-empty", Where(column=one.name))))
        elif required and len(answers[one.name]) < one.least and not faults_of(faults, one.name):
            faults.append((one.name, Fault("form-too-few", Where(column=one.name), {"count": one.least})))
    _add_year(form, typed, answers, faults, kept)
    _check_order(answers, faults)
    return Filled(answers, tuple(faults), kept)


def faults_of(faults: Sequence[tuple[str, Fault]], name: str) -> list[Fault]:
    """The faults of one field."""
    return [fault for own, fault in faults if own == name]


def _tidy(one: Field, raw: Sequence[str]) -> tuple[str, ...]:
    """Harmless text; of a field that takes one value the first."""
    texts = tuple(text for text in (clean(str(each), MAX_TEXT + 1) for each in raw[:_SEVERAL]) if text)
    return texts if one.many else texts[:1]


def _clean(one: Field, text: str) -> Cleaned:
    if one.type == "record":
        known = bool(_RECORD.fullmatch(text))
        return Cleaned(text) if known else Cleaned(code="record-unknown", params={"id": text[:80]})
    if one.type == "coordinates":
        return _clean_point(text)
    wanted = Wanted(_BY_NAME.get(one.property, one.type), one.codes)
    return make_cleaner(Cell(), wanted)(text)


def _clean_point(text: str) -> Cleaned:
    """``41.01, 28.95``: latitude, longitude."""
    found = _POINT.fullmatch(text)
    if not found:
        return Cleaned(code="coordinates-unreadable", params={"value": text[:80]})
    lat, lon = clean_latitude(found[1]), clean_longitude(found[2])
    wrong = next((part for part in (lat, lon) if part.code), None)
    return wrong or Cleaned(f"{float(lat.value):.5f},{float(lon.value):.5f}")


def _wording(one: Field, text: str, value: str) -> str:
    return "" if one.type in {"code", "record"} or text == value else text


def _fault(one: Field, wrong: Cleaned) -> Fault:
    return Fault(wrong.code, Where(column=one.name), wrong.params)


def _add_year(
    form: Form, typed: Mapping[str, Sequence[str]], answers: dict[str, tuple[Answer, ...]],
    faults: list[tuple[str, Fault]], kept: dict[str, tuple[str, ...]],
) -> None:  # fmt: skip
    """The year of the number of inhabitants, which is no property of its own."""
    if form.field("population") is None:
        return
    raw = clean(str((*typed.get(YEAR, ()), "")[0]), 60)
    kept[YEAR] = (raw,) if raw else ()
    if raw:
        read = clean_date(raw, "")
        if read.code:
            faults.append((YEAR, Fault(read.code, Where(column=YEAR), read.params)))
        answers[YEAR] = (Answer(read.value, raw),) if read.value else ()


def _check_order(answers: Mapping[str, tuple[Answer, ...]], faults: list[tuple[str, Fault]]) -> None:
    """An end before the beginning is a fault of the end."""
    for begin, end in (("from", "to"), ("founded", "dissolved")):
        first, last = answers.get(begin, ()), answers.get(end, ())
        if first and last and parse_date(last[0].value).end <= parse_date(first[0].value).start:
            words = f"{first[0].wording or first[0].value} – {last[0].wording or last[0].value}"
            faults.append((end, Fault("dates-reversed", Where(column=end), {"value": words})))
