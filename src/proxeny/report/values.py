"""Values of claims in the reader's language: dates, codes, countries, numbers, and which records they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proxeny.dates import parse_date
from proxeny.errors import FaultyInput
from proxeny.io.vocabulary import KINDS, Property
from proxeny.report.calendar import digits, number, show_date
from proxeny.report.labels import country, label
from proxeny.text import clean

_EDTF = re.compile(r"\d{4}(?:-\d{2}){0,2}~?(?:/\d{4}-\d{2}-\d{2}~?)?")
_SAFE = re.compile(r"https?://[^\s<>\"']+", re.I)


@dataclass(frozen=True, slots=True)
class Value:
    """A value to show: its words; ``record`` where it names one, ``url`` where it is a safe address, else text."""

    words: str
    record: str = ""
    url: str = ""
    lang: str = ""


def property_of(kind: str, field: str) -> Property | None:
    """The property behind a field (``name@tr`` is ``name``)."""
    return KINDS.get(kind, {}).get(field.partition("@")[0])


def show_value(kind: str, field: str, value: str, language: str, lang: str = "") -> Value:
    """One value of a claim in the reader's language; a value that does not fit its type is shown as it is."""
    known = property_of(kind, field)
    tidy = clean(value)
    if known is None or not tidy:
        return Value(tidy)
    if known.type == "record":
        return Value(tidy, record=tidy)
    if known.type == "date":
        return Value(show_edtf(tidy, language))
    if known.type == "code":
        return Value(label(known.codes, tidy, language))
    if known.type == "country":
        return Value(country(tidy, language))
    if known.type == "url":
        return Value(tidy, url=tidy if _SAFE.fullmatch(tidy) else "")
    if known.type in ("integer", "number"):
        return Value(_number(tidy, language))
    if known.type == "coordinates":
        return Value(digits(tidy.replace(",", _(", ")), language))
    return Value(tidy, lang=lang)


def show_edtf(text: str, language: str) -> str:
    """EDTF text (``1997-02``, ``1990~``) as a date in words; other text stays."""
    if not _EDTF.fullmatch(text):
        return text
    try:
        read = parse_date(text)
    except FaultyInput:
        return text
    shown = show_date(read.start, read.precision, language)
    return shown.words if shown else text


def _number(text: str, language: str) -> str:
    try:
        return number(float(text), language)
    except ValueError:
        return text
