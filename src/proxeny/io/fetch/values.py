"""Wikidata's way of writing ids, dates and coordinates, read into ours."""

from __future__ import annotations

import re
from datetime import date

from proxeny.io.fetch.queries import ENTITY

_QID = re.compile(r"Q[1-9]\d{0,11}")
_STATEMENT = re.compile(r"([QqPp]\d+)-([0-9A-Za-z-]{1,60})")
_DAY = re.compile(r"\+?(\d{4}-\d{2}-\d{2})(?:T.*)?")
_NUMBER = r"[-+.\deE]{1,40}"
_POINT = re.compile(rf"(?i)(?:<(?P<globe>[^>]*)>\s*)?Point\(\s*(?P<lon>{_NUMBER})\s+(?P<lat>{_NUMBER})\s*\)")
_EARTH = f"{ENTITY}Q2"
_LENGTHS = {"11": 10, "10": 7, "9": 4, "8": 4}  # wikibase:timePrecision -> characters of the ISO date that are stated
_DECADE = "8"


def read_qid(iri: str) -> str:
    """The id of an item: ``http://www.wikidata.org/entity/Q406`` is ``Q406``; empty for everything else."""
    qid = iri.removeprefix(ENTITY)
    return qid if qid != iri and _QID.fullmatch(qid) else ""


def read_statement_id(iri: str) -> str:
    """The id of a statement as Wikidata's pages and API write it.

    >>> read_statement_id("http://www.wikidata.org/entity/statement/Q406-4f1b2a6e-1111-2222-3333-444455556666")
    'Q406$4f1b2a6e-1111-2222-3333-444455556666'
    """
    found = _STATEMENT.fullmatch(iri.removeprefix(f"{ENTITY}statement/"))
    return f"{found[1]}${found[2]}" if found else ""


def read_time(value: str, precision: str) -> str | None:
    """A date as EDTF text (``1989``, ``1989-06``, ``1989-06-01``, ``1980~`` for a decade); empty: nothing said.

    None where it cannot be used: before the common era, coarser than a decade, or no date.

    >>> read_time("1989-06-01T00:00:00Z", "10"), read_time("1980-01-01T00:00:00Z", "8")
    ('1989-06', '1980~')
    """
    if not value:
        return ""
    found = _DAY.fullmatch(value)
    if not found or precision not in _LENGTHS:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1][: _LENGTHS[precision]] + ("~" if precision == _DECADE else "")


def read_point(wkt: str) -> tuple[float, float] | None:
    """Latitude and longitude of a point on Earth written as ``Point(LON LAT)``; None for everything else.

    >>> read_point("Point(28.955 41.013611111)")
    (41.013611, 28.955)
    """
    found = _POINT.fullmatch(wkt.strip())
    if not found or (found["globe"] or _EARTH) != _EARTH:
        return None
    try:
        lat, lon = round(float(found["lat"]), 6), round(float(found["lon"]), 6)
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def read_count(value: str) -> int | None:
    """A whole number that is not negative (``15655924`` or ``+15655924.0``); None for everything else."""
    found = re.fullmatch(r"\+?(\d{1,12})(?:\.0*)?", value.strip())
    return int(found[1]) if found else None
