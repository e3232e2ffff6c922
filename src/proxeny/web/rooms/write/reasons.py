"""Why two names may mean one place: candidates with their reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proxeny.errors import message
from proxeny.io.places.gazetteer import gazetteer_rows
from proxeny.io.places.mentions import us_states
from proxeny.report.calendar import number
from proxeny.report.labels import country, label
from proxeny.report.words import language
from proxeny.text import clean


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record that a name may mean, as a page shows it."""

    id: str
    name: str
    note: str
    why: str
    score: int | None = None


def show_candidates(candidates: Iterable[dict[str, Any]]) -> list[Candidate]:
    """Candidates in the reader's language, in their order."""
    listed = list(candidates)
    known = _read_known([str(one["id"]) for one in listed])
    return [_candidate(one, known.get(str(one["id"]))) for one in listed]


def _read_known(ids: list[str]) -> dict[str, dict[str, Any]]:
    """What the gazetteer says of its places: their area and their people tell namesakes apart."""
    numbers = [int(one[3:]) for one in ids if one.startswith("gn:") and one[3:].isdecimal()]
    rows = gazetteer_rows(pl.Series(numbers, dtype=pl.Int64)).iter_rows(named=True) if numbers else ()
    return {f"gn:{row['geonameid']}": row for row in rows}


def tell_apart(row: dict[str, Any] | None) -> list[str]:
    """Area and inhabitants of a place of the gazetteer."""
    if row is None:
        return []
    told = [us_states().get(row["admin1"], "")] if row["country"] == "US" else []
    if row["population"]:
        people = {"count": number(row["population"], language())}
        told.append(ngettext("%(count)s inhabitant", "%(count)s inhabitants", row["population"]) % people)
    return told


def _candidate(one: dict[str, Any], known: dict[str, Any] | None) -> Candidate:
    here = language()
    codes = "organisation_kind" if str(one["id"]).startswith(("nw:", "og:")) else "place_kind"
    note = [
        label(codes, str(one.get("kind") or ""), here),
        country(str(one.get("country") or ""), here) if one.get("country") else "",
    ]
    note += tell_apart(known)
    why = [explain(code) for code in one.get("reasons", ())]
    if one.get("km") is not None:
        why.append(_("%(km)s km away") % {"km": number(round(float(one["km"])), here)})
    score = round(float(one["score"])) if one.get("score") is not None else None
    told = " · ".join(filter(None, note)), _("; ").join(dict.fromkeys(filter(None, why)))
    return Candidate(str(one["id"]), clean(str(one.get("name") or one["id"]), 200), *told, score)


def explain(code: str) -> str:
    """The words of a reason; nothing for one that has none."""
    found = message(code).what
    return "" if found == code else _(found)
