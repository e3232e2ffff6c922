"""Names while one types them, and how a date is understood: small answers for the script of the forms."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import ngettext

from proxeny.dates import parse_date
from proxeny.errors import FaultyInput
from proxeny.register.queries.search import Hit, search
from proxeny.report.calendar import number, show_date
from proxeny.report.labels import country
from proxeny.report.names import name_in
from proxeny.report.words import explain_fault, language
from proxeny.text import clean
from proxeny.web.rooms.write.doors import writers
from proxeny.web.templatetags.proxeny import hit_kind

_SUGGESTED = 8
_LONGEST = 200


@writers
def suggest(request: HttpRequest) -> JsonResponse:
    """Places, networks or any of them: ``{"hits": [{"id", "name", "note"}]}``."""
    text = clean(request.GET.get("q", ""), _LONGEST)
    found = find(text, request.GET.get("kind", "any"), _SUGGESTED) if text else []
    return JsonResponse({"hits": [{"id": hit.id, "name": shown_name(hit), "note": note(hit)} for hit in found]})


def find(text: str, refers: str, limit: int) -> list[Hit]:
    """What bears a name, of the sort that a field may name: ``place``, ``network`` or ``any``."""
    hits = search(text, limit=limit * 3)
    is_place = [not hit.id.startswith(("nw:", "og:")) for hit in hits]
    wanted = {"place": (True,), "network": (False,)}.get(refers, (True, False))
    return [hit for hit, place in zip(hits, is_place, strict=True) if place in wanted][:limit]


def shown_name(hit: Hit) -> str:
    """A name as the reader knows it."""
    return name_in(hit, language())[0]


def note(hit: Hit) -> str:
    """What tells namesakes apart: kind, country, people."""
    here = language()
    told = [hit_kind(hit), country(hit.country, here) if hit.country else ""]
    if hit.population:
        people = {"count": number(hit.population, here)}
        told.append(ngettext("%(count)s inhabitant", "%(count)s inhabitants", hit.population) % people)
    return " · ".join(filter(None, told))


@writers
def understand(request: HttpRequest) -> JsonResponse:
    """How a date is understood: ``{"words": ...}``, or what is wrong with it: ``{"fault": ...}``."""
    return JsonResponse(read_words(clean(request.GET.get("q", ""), 100)))


def read_words(text: str) -> dict[str, str]:
    """A date as typed, in words."""
    if not text:
        return {"words": ""}
    try:
        read = parse_date(text)
    except FaultyInput as problem:
        return {"fault": explain_fault(problem.faults[0])}
    shown = show_date(read.start, read.precision, language())
    return {"words": shown.words if shown else ""}
