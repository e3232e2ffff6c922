"""Was a record valid on a date? Certainly, likely, possibly or not: an undated record may or may not have been."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from proxeny.scheme.measures import NOT_YET, OVER, When

Row = Mapping[str, object]

CIRCA_YEARS = 5
"""How far "circa 1990" may be from 1990: on a date within so many years of it either side is possible."""

_RUNNING: Mapping[str, tuple[str, ...]] = {
    "agreements": ("in_force",),
    "memberships": ("active",),
    "projects": ("running",),
}


class Validity(IntEnum):
    """How sure it is that a record counts on a date; the lesser of two is what both together allow."""

    OUT = 0
    POSSIBLE = 1  # undated: the date could fall either side
    LIKELY = 2  # undated, but a source lists it by then, or a circa date taken at its word includes it
    CERTAIN = 3


def measure_validity(table: str, row: Row, on: str, when: When, seen: str = "") -> Validity:
    """Say whether ``row`` of ``table`` counts on the ISO date ``on``.

    ``when``: ``on`` = valid on the date, ``until`` = begun on or before it. ``seen``: the first date on which a source
    is known to list the record. A state of `NOT_YET` always excludes; one of `OVER` excludes from ``on`` unless the
    end is dated: then the date decides.
    """
    state = str(row.get("state") or "")
    if state in NOT_YET.get(table, ()):
        return Validity.OUT
    begun = _begun(table, row, on, seen)
    if when == "until" or begun is Validity.OUT:
        return begun
    if not row.get("valid_to") and state in OVER.get(table, ()):
        return Validity.OUT
    return min(begun, _not_over(row, on))


def _begun(table: str, row: Row, on: str, seen: str) -> Validity:
    start, precision = row.get("valid_from"), row.get("valid_from_precision")
    if not start and row.get("signed"):
        start, precision = row.get("signed"), row.get("signed_precision")
    if start:
        return _reached(str(start), str(precision), on)
    founded, exactly = row.get("network.founded"), row.get("network.founded_precision") != "circa"
    if founded and exactly and on < str(founded):
        return Validity.OUT
    if not seen or on < seen:
        return Validity.POSSIBLE
    running = str(row.get("state") or "") in _RUNNING.get(table, ())
    return Validity.CERTAIN if running and not row.get("valid_to") else Validity.LIKELY


def _not_over(row: Row, on: str) -> Validity:
    dissolved = row.get("network.dissolved")
    if dissolved and str(dissolved) <= on:
        return Validity.OUT
    if not row.get("valid_to"):
        return Validity.CERTAIN
    over = _reached(str(row["valid_to"]), str(row.get("valid_to_precision")), on)
    return Validity(Validity.CERTAIN - over)


def _reached(date: str, precision: str, on: str) -> Validity:
    """How sure ``on`` is at or after ``date``: a stated day, month or year counts from its first day."""
    if precision not in ("circa", "unknown"):
        return Validity.CERTAIN if date <= on else Validity.OUT
    if precision == "circa" and on < shift_years(date, -CIRCA_YEARS):
        return Validity.OUT
    if precision == "circa" and on >= shift_years(date, CIRCA_YEARS):
        return Validity.CERTAIN
    return Validity.LIKELY if date <= on else Validity.POSSIBLE


def shift_years(date: str, years: int) -> str:
    """Move an ISO date by whole years, as text that compares right (29 February stays)."""
    return f"{max(0, int(date[:4]) + years):04d}{date[4:]}"
