"""One place: where it stands in city diplomacy, and the records behind every figure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from proxeny.assess.figure import Figure
from proxeny.assess.model import Profile
from proxeny.assess.profile import profile_to_json
from proxeny.errors import NotFound
from proxeny.register.queries.pages import Entity, RecordRow, read_entities, read_rows
from proxeny.register.queries.pages_lists import read_involved_ids, read_memberships_of, read_parts, read_ties_of
from proxeny.register.queries.pages_sources import read_source_rows
from proxeny.register.queries.profile import read_profile
from proxeny.report.calendar import type_date
from proxeny.report.names import name_in
from proxeny.report.order import sort_key
from proxeny.report.standing import standing_sentence
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.web.dating import Asked, read_day
from proxeny.web.figures import build_level_views, explain_breakdown, read_seen
from proxeny.web.paging import Pager, read_pager

_SHOWN = 25  # rows of a list among other lists


@dataclass(frozen=True, slots=True)
class Counted:
    """A record of the place with its other end, and whether it counts on the day."""

    row: RecordRow
    other: Entity
    validity: str  # out possible likely certain


def show_place(request: HttpRequest, place_id: str) -> HttpResponse:
    """The five-level profile of a place on a day, its ties, memberships, activities and parts."""
    asked = read_day(request)
    profile = read_profile(place_id, asked.day)
    own = str(profile.place["id"])
    if own != place_id:
        return redirect("place", own)
    ties, tie_pager = _page(request, "ties", read_ties_of(own), profile)
    memberships, membership_pager = _page(request, "memberships", read_memberships_of(own), profile)
    doings = read_involved_ids(own)
    doing_pager = read_pager(request, "activities", _SHOWN).of(len(doings))
    context = _context(profile, asked) | {
        "ties": ties,
        "tie_pager": tie_pager,
        "memberships": memberships,
        "membership_pager": membership_pager,
        "doings": read_rows(doing_pager.cut(doings)),
        "doing_pager": doing_pager,
        "parts": _parts(own),
        "parent": read_entities([str(profile.place["parent"] or "")]).get(str(profile.place["parent"])),
    }
    return render(request, "web/place.html", context, status=400 if asked.fault else 200)


def show_figure(request: HttpRequest, place_id: str, figure_id: str) -> HttpResponse:
    """The records behind one figure of a place's profile."""
    asked = read_day(request)
    profile = read_profile(place_id, asked.day)
    context = _context(profile, asked)
    line = next(filter(None, (level.find(figure_id) for level in context["levels"])), None)
    figure = _find(profile, figure_id)
    if line is None or figure is None:
        raise NotFound.of("figure-unknown", id=figure_id)
    ids = sorted(one for own in figure.records.values() for one in own)
    pager = read_pager(request).of(len(ids))
    rows = read_rows(list(pager.cut(ids)))
    context |= {
        "line": line,
        "rows": rows,
        "pager": pager,
        "uncertain": frozenset(figure.uncertain),
        "breakdown": explain_breakdown(line.data, language()),
        "sources": read_source_rows(figure.sources),
    }
    return render(request, "web/figure.html", context, status=400 if asked.fault else 200)


def _context(profile: Profile, asked: Asked) -> dict[str, Any]:
    """What the pages of a place and of its figures share."""
    here, scheme = language(), load_scheme()
    plain = profile_to_json(profile, scheme, here)
    names = {name: str(profile.place[name] or "") for name in ("id", "kind", "name", "name_en", "name_tr", "name_fa")}
    levels = build_level_views(plain)
    entity = Entity(table="places", **names, country=str(profile.place["country"] or ""))
    return {
        "profile": plain,
        "place": profile.place,
        "entity": entity,
        "held": bool(profile.entries) or read_entities([entity.id])[entity.id].known,
        "sentence": standing_sentence(profile),
        "levels": levels,
        "seen": read_seen(levels),
        "undated": any(level.undated for level in levels),
        "asked": asked,
        "typed": asked.typed or type_date(asked.day, here),
        "scheme": scheme,
    }


def _find(profile: Profile, name: str) -> Figure | None:
    parts = (part.figure for dimension in profile.dimensions for part in dimension.parts)
    return next((figure for figure in chain(profile.figures(), parts) if figure.id == name), None)


def _page(
    request: HttpRequest, parameter: str, pairs: list[tuple[str, Entity]], profile: Profile
) -> tuple[list[Counted], Pager]:
    """One page of ties or memberships, by the name of the other end; what is over on the day comes last."""
    here = language()
    validity = {one: entry.validity["on"].name.lower() for one, entry in profile.entries.items()}
    known = [(one, other, validity.get(one, "out")) for one, other in pairs]
    known.sort(key=lambda one: (one[2] == "out", sort_key(name_in(one[1], here)[0], here), one[0]))
    pager = read_pager(request, parameter, _SHOWN).of(len(known))
    shown = {one: (other, how) for one, other, how in pager.cut(known)}
    return [Counted(row, *shown[row.id]) for row in read_rows(list(shown))], pager


def _parts(place: str) -> list[tuple[Entity, int]]:
    here = language()
    return sorted(read_parts(place), key=lambda pair: sort_key(name_in(pair[0], here)[0], here))
