"""Cleaning one value: a source's words in, canonical text or the code of a fault out. Called once a distinct value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from proxeny.dates import Order, parse_date, parse_interval
from proxeny.errors import FaultyInput, Severity
from proxeny.io.mapping_rules import Cell
from proxeny.io.mapping_yaml import near
from proxeny.io.places.countries import resolve_country
from proxeny.text import fold

MAX_NAME = 500
MAX_TEXT = 4_000
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬−", "01234567890123456789.,-")
_SPACED = re.compile(r"(?<=\d)[ '’\u00a0\u202f](?=\d{3}(?:\D|$))")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,(?:\d{1,2}|\d{4,})")
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d+)?", re.ASCII)
_GROUP = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_QID = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})", re.I)
_URL = re.compile(r"https?://[^\s<>\"]+", re.I)
_BARE_URL = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>\"]*)?", re.I)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A value in canonical text (empty: says nothing), or the code of what is wrong with it."""

    value: str = ""
    code: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a value should be: a type of the vocabulary, or ``latitude longitude geonameid wikidata``."""

    type: str
    codes: tuple[str, ...] = ()
    order: Order = ""


def make_cleaner(cell: Cell, wanted: Wanted) -> Callable[[str], Cleaned]:
    """The cleaner of one cell: its own words first, then its type, then what it does with an unknown word."""
    folded = {fold(word): code for word, code in cell.codes.items()}
    empty, reject = frozenset(map(fold, cell.empty)), frozenset(map(fold, cell.reject))

    def clean(raw: str) -> Cleaned:
        if reject and fold(raw) in reject:
            return Cleaned(code="value-rejected", params={"value": raw[:80]})
        if empty and fold(raw) in empty:
            return Cleaned()
        word = cell.codes.get(raw, folded.get(fold(raw), raw)) if folded else raw
        found = _clean_typed(word, cell, wanted) if word else Cleaned()
        if found.code in {"code-unknown", "country-unreadable"}:
            if cell.default:
                return Cleaned(cell.default)
            if cell.unknown != "fault":
                return Cleaned(
                    code=found.code if cell.unknown == "warn" else "", params=found.params, severity="warning"
                )
        return Cleaned(cell.prefix + found.value) if found.value and cell.prefix else found

    return clean


def _clean_typed(word: str, cell: Cell, wanted: Wanted) -> Cleaned:
    if wanted.type == "date":
        return clean_date(word, wanted.order, cell.part)
    if wanted.type == "code":
        return clean_code(word, wanted.codes)
    return _CLEANERS[wanted.type](word)


def clean_text(raw: str) -> Cleaned:
    """Words as they are; longer ones than we store are a fault, never cut."""
    return Cleaned(raw) if len(raw) <= MAX_TEXT else _too_long(raw, MAX_TEXT)


def clean_name(raw: str) -> Cleaned:
    """A name or an identifier."""
    return Cleaned(raw) if len(raw) <= MAX_NAME else _too_long(raw, MAX_NAME)


def _too_long(raw: str, limit: int) -> Cleaned:
    return Cleaned(code="cell-too-long", params={"value": raw[:60], "limit": limit})


def clean_integer(raw: str) -> Cleaned:
    """A count: no fraction, not negative; thousands may be grouped by space, dot, comma or apostrophe."""
    text = _tidy_number(raw)
    if _GROUP.fullmatch(text):
        text = re.sub("[.,]", "", text)
    number = _number(text)
    if number is None:
        return Cleaned(code="number-unreadable", params={"value": raw[:80]})
    if number < 0 or number != int(number):
        return Cleaned(code="number-not-count", params={"value": raw[:80]})
    return Cleaned(str(int(number)))


def clean_number(raw: str) -> Cleaned:
    """A number; ``1,234`` may be either of two and is a fault."""
    text = _tidy_number(raw)
    if re.fullmatch(r"[+-]?\d{1,3},\d{3}", text):
        return Cleaned(code="number-ambiguous", params={"value": raw[:80]})
    number = _number(text)
    return Cleaned(write_number(number)) if number is not None else Cleaned(
        code="number-unreadable", params={"value": raw[:80]}
    )  # fmt: skip


def write_number(number: float) -> str:
    """The shortest text of a number: ``41``, ``40.7022``."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def _tidy_number(raw: str) -> str:
    return _SPACED.sub("", raw.translate(_DIGITS).strip())


def _number(text: str) -> float | None:
    if _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif _DOTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if len(text) > 40 or not _PLAIN.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) and abs(number) < 1e18 else None


def _clean_degrees(raw: str, limit: int, code: str) -> Cleaned:
    number = float(raw) if _DEGREES.fullmatch(raw) else _number(_tidy_number(raw))
    if number is None:
        return Cleaned(code="number-unreadable", params={"value": raw[:80]})
    return Cleaned(write_number(number)) if abs(number) <= limit else Cleaned(code=code, params={"value": raw[:80]})


def clean_latitude(raw: str) -> Cleaned:
    """Degrees from -90 to 90."""
    return _clean_degrees(raw, 90, "latitude-range")


def clean_longitude(raw: str) -> Cleaned:
    """Degrees from -180 to 180."""
    return _clean_degrees(raw, 180, "longitude-range")


def clean_date(raw: str, order: Order, part: str = "") -> Cleaned:
    """A date in canonical text (``1997-02-07``, ``1997-02``, ``1997``, ``1997~``), or one end of an interval."""
    try:
        if not part:
            return Cleaned(str(parse_date(raw, order)))
        ends = parse_interval(raw, order)
    except FaultyInput as problem:
        return Cleaned(code=problem.faults[0].code, params={"value": raw[:80]})
    end = ends[0] if part == "from" else ends[1]
    return Cleaned(str(end)) if end else Cleaned()


def clean_country(raw: str) -> Cleaned:
    """ISO 3166-1 alpha-2; a slip of the pen that is corrected is a warning."""
    match = resolve_country(raw)
    params = {"value": raw[:80], "near": ", ".join(match.near) or "-"}
    if not match.iso2:
        return Cleaned(code="country-unreadable", params=params)
    if match.note == "country-corrected":
        return Cleaned(match.iso2, "country-read-as", params, "warning")
    return Cleaned(match.iso2)


def clean_code(raw: str, codes: tuple[str, ...]) -> Cleaned:
    """A word of a code list, in any case and with spaces for underscores; scheme ids such as ACT by their last part."""
    key = fold(raw)
    for code in codes:
        if key == fold(code) or key == fold(code.rpartition(".")[2]):
            return Cleaned(code)
    hint = near(raw, codes) or ", ".join(codes[:20])
    return Cleaned(code="code-unknown", params={"value": raw[:80], "near": hint})


def clean_url(raw: str) -> Cleaned:
    """A web address; ``www.example.org`` is one too, ``javascript:`` is not."""
    url = raw if _URL.fullmatch(raw) else f"http://{raw}" if _BARE_URL.fullmatch(raw) else ""
    return Cleaned(url) if url and len(url) <= 2000 else Cleaned(code="url-unreadable", params={"value": raw[:80]})


def clean_wikidata(raw: str) -> Cleaned:
    """``Q406``, alone or as an address."""
    found = _QID.fullmatch(raw)
    return Cleaned(found[1].upper()) if found else Cleaned(code="wikidata-unreadable", params={"value": raw[:80]})


def clean_geonameid(raw: str) -> Cleaned:
    """A GeoNames number; spreadsheets write it as ``745044.0``."""
    found = clean_integer(raw) if _PLAIN.fullmatch(_tidy_number(raw)) else Cleaned()
    if found.value and 0 < int(found.value) < 10**9:
        return found
    return Cleaned(code="geonameid-unreadable", params={"value": raw[:80]})


_CLEANERS: Mapping[str, Callable[[str], Cleaned]] = {
    "text": clean_text,
    "name": clean_name,
    "id": clean_name,
    "integer": clean_integer,
    "number": clean_number,
    "latitude": clean_latitude,
    "longitude": clean_longitude,
    "country": clean_country,
    "url": clean_url,
    "wikidata": clean_wikidata,
    "geonameid": clean_geonameid,
}
