"""Why two names may mean one place: candidates with their reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from proxeny.errors import message
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
    return [_candidate(one) for one in candidates]


def _candidate(one: dict[str, Any]) -> Candidate:
    here = language()
    codes = "organisation_kind" if str(one["id"]).startswith(("nw:", "og:")) else "place_kind"
    note = [
        label(codes, str(one.get("kind") or ""), here),
        country(str(one.get("country") or ""), here) if one.get("country") else "",
    ]
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
