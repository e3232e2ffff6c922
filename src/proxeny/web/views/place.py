"""One place: where it stands in city diplomacy, and the records behind every figure."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from proxeny.assess.figure import Figure
from proxeny.assess.model import Profile
from proxeny.assess.profile import profile_to_json
from proxeny.errors import NotFound
from proxeny.register.queries.pages import Entity, read_entities, read_rows
from proxeny.register.queries.pages_lists import read_involved_ids, read_memberships_of, read_parts, read_ties_of
from proxeny.register.queries.pages_sources import read_source_rows
from proxeny.register.queries.peers import read_peers
from proxeny.register.queries.profile import read_profile
from proxeny.report.calendar import type_date
from proxeny.report.names import name_in
from proxeny.report.order import sort_key
from proxeny.report.standing import standing_sentence
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.web.dating import Asked, read_day
from proxeny.web.figures import build_level_views, explain_breakdown, read_seen
from proxeny.web.levels import make_leads
from proxeny.web.paging import read_pager
from proxeny.web.related import Related, list_memberships, list_ties
from proxeny.web.relations import draw_relations

_SHOWN = 25  # rows of a list among other lists
_PEERS = 8


def show_place(request: HttpRequest, place_id: str) -> HttpResponse:
    """The five-level profile of a place on a day, its ties on a map and in time, memberships, peers and parts."""
    asked = read_day(request)
    profile = read_profile(place_id, asked.day, known=asked.known)
    own = str(profile.place["id"])
    if own != place_id:
        return redirect("place", own)
    ties = _related(read_ties_of(own), profile, asked)
    memberships = _related(read_memberships_of(own), profile, asked)
    tables = ((list_ties(), ties), (list_memberships(), memberships))
    for table, rows in tables:
        if answer := table.download(request, rows):
            return answer
    doings = [one for one in read_involved_ids(own) if asked.known is None or one in profile.entries]
    doing_pager = read_pager(request, "activities", _SHOWN).of(len(doings))
    context = _context(profile, asked) | {
        "ties": list_ties().show(request, ties),
        "memberships": list_memberships().show(request, memberships),
        "doings": read_rows(doing_pager.cut(doings)),
        "doing_pager": doing_pager,
        "parts": _parts(own),
        "leads": make_leads(own, asked.query),
        "peers": read_peers(own, asked.day, _PEERS),
        "parent": read_entities([str(profile.place["parent"] or "")]).get(str(profile.place["parent"])),
        **draw_relations(profile.place, ties, memberships, asked.day),
    }
    return render(request, "web/place.html", context, status=400 if asked.fault else 200)


def show_figure(request: HttpRequest, place_id: str, figure_id: str) -> HttpResponse:
    """The records behind one figure of a place's profile."""
    asked = read_day(request)
    profile = read_profile(place_id, asked.day, known=asked.known)
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


def _related(pairs: list[tuple[str, Entity]], profile: Profile, asked: Asked) -> list[Related]:
    """Ties or memberships with the other end, what is over on the day last; what was not known yet is left out."""
    pairs = [pair for pair in pairs if asked.known is None or pair[0] in profile.entries]
    validity = {one: entry.validity["on"].name.lower() for one, entry in profile.entries.items()}
    others = dict(pairs)
    rows = read_rows(list(others))
    related = [Related(row, others[row.id], validity.get(row.id, "out")) for row in rows]
    return sorted(related, key=lambda one: one.validity == "out")


def _parts(place: str) -> list[tuple[Entity, int]]:
    here = language()
    return sorted(read_parts(place), key=lambda pair: sort_key(name_in(pair[0], here)[0], here))
