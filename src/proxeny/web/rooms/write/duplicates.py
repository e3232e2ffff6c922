"""Two records that may be one: proposed with reasons, decided, and parted again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import FaultyInput
from proxeny.register.operations.deciding import decide, revoke
from proxeny.register.queries.duplicates import read_duplicates, read_standing
from proxeny.register.queries.pages import read_entities
from proxeny.text import clean
from proxeny.web.acting import acting, show_person
from proxeny.web.paging import read_pager
from proxeny.web.rooms.write.doors import writers
from proxeny.web.rooms.write.reasons import show_candidates

_PAIRS = 20
_JUDGEMENTS = ("same", "different", "unsure")
_MOST = 200


@writers
def show_duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs with the reasons for and against."""
    pairs = read_duplicates()
    pager = read_pager(request, size=_PAIRS).of(len(pairs))
    shown = [(pair, show_candidates(pair.candidates)) for pair in pager.cut(pairs)]
    ids = {pair.left for pair, _c in shown} | {one.id for _p, candidates in shown for one in candidates}
    context = {
        "total": len(pairs), "shown": shown, "pager": pager, "entities": read_entities(ids),
        "trail": [(_("Write"), "write:home"), (_("Duplicates"), "")],
    }  # fmt: skip
    return render(request, "web/write/duplicates.html", context)


@require_POST
@writers
def decide_pair(request: HttpRequest) -> HttpResponse:
    """Keep a judgement on one pair, or the same one on all pairs marked."""
    judgement, _colon, pair = request.POST.get("judgement", "").partition(":")
    pairs = [pair] if pair else request.POST.getlist("pair")
    ends = [tuple(one.split(" ")) for one in pairs[:_MOST]]
    if judgement not in _JUDGEMENTS or not ends or any(len(one) != 2 for one in ends):
        raise FaultyInput.of("decision-empty")
    reason = clean(request.POST.get("reason", ""), 2_000)
    for left, right in ends:
        decide(left, right, judgement, by=acting(request).name, reason=reason)
    return redirect("write:decisions")


@writers
def show_decisions(request: HttpRequest) -> HttpResponse:
    """What people decided, to be taken back."""
    pager = read_pager(request)
    decisions, total = read_standing(pager.start, pager.size)
    context = {
        "decisions": [(one, show_person(one.by)) for one in decisions], "pager": pager.of(total), "total": total,
        "entities": read_entities(end for one in decisions for end in (one.left, one.right)),
        "trail": [(_("Write"), "write:home"), (_("Duplicates"), "write:duplicates"), (_("Decisions"), "")],
    }  # fmt: skip
    return render(request, "web/write/decisions.html", context)


@require_POST
@writers
def revoke_decision(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back; merged records part."""
    revoke(number)
    return redirect("write:decisions")
