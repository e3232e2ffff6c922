"""Would another reader agree? Two coders compared, over the shipped coding and over documents of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.evidence.agreement.measure import measure_agreement
from proxeny.evidence.coding.events import Coding
from proxeny.evidence.coding.side_by_side import group_places
from proxeny.evidence.coding.units import characters_alpha, rate_paragraphs
from proxeny.evidence.importance.coders import Comparison, compare_coders
from proxeny.evidence.importance.frequency import GRADE_SETS
from proxeny.evidence.importance.shipped import read_shipped, shipped_table
from proxeny.register.models import Coder
from proxeny.register.operations.evidence import find_coder, open_comparison, record
from proxeny.register.queries.coding import standing_in
from proxeny.register.queries.evidence import codebook, latest_revision
from proxeny.report.words import language
from proxeny.scheme.loader import load_scheme
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager
from proxeny.web.rooms.evidence.ranking import grade_words


@cache
def _compared(grades: str) -> Comparison:
    return compare_coders(read_shipped("coder1"), read_shipped("coder2"), GRADE_SETS[grades])


def show_coders(request: HttpRequest) -> HttpResponse:
    """The two coders of the shipped coding."""
    grades = request.GET.get("grades", "")
    grades = grades if grades in GRADE_SETS else "explicit"
    found = _compared(grades)
    words = grade_words()
    labels = {one.id: one.label.get(language()) for one in load_scheme().indicators}
    dimensions = {one.id: one.label.get(language()) for one in load_scheme().dimensions}
    titles = dict(shipped_table("sources").select("source", "citation").iter_rows())
    context = {
        "found": found, "grades": grades, "choices": words.items(), "undefined": _undefined(),
        "summary": [(words[name], one) for name, one in found.by_grades.items()],
        "kappa": found.by_grades[grades].cohen, "labels": labels,
        "parts": [(labels.get(one.name, one.name), one) for one in found.by_indicator if one.gain > 0][:12],
        "dimensions": [(dimensions.get(one.name, one.name), one) for one in found.by_dimension],
        "sources": [(titles[one.name], one) for one in found.by_source if one.gain > 0][:8],
        "cells": [(titles[one.source], labels[one.indicator], one) for one in found.cells],
        "worst": labels.get(found.by_indicator[0].name, ""), "first": found.by_indicator[0],
        "trail": [(_("Evidence"), "evidence:home"), (_("Coders compared"), "")],
    }  # fmt: skip
    return render(request, "web/evidence/coders.html", context)


def _undefined() -> dict[str, str]:
    return {"no-variation": _("undefined: no variation"), "no-pairs": _("undefined: no unit with two ratings")}


def show_document_coders(request: HttpRequest, number: int) -> HttpResponse:
    """Coders of one document side by side, once who asks has ended being blind; and adjudication on top of them."""
    revision = latest_revision(number)
    name = acting(request).name
    if request.method == "POST":
        if request.POST.get("deed") == "open":
            open_comparison(find_coder(name).pk)
        else:
            judge = find_coder(_("Adjudication: {name}").format(name=name), role="adjudicator")
            sent = {key: request.POST.get(key, "") for key in ("indicator", "start", "end", "memo")}
            record(judge.pk, number, "code", "", sent)
        return redirect("evidence:compare", number)
    coder = Coder.objects.filter(name=name).first()
    opened = coder is not None and coder.opened is not None
    context = {"document": revision.document, "opened": opened, "undefined": _undefined()}
    context["trail"] = [(_("Evidence"), "evidence:home"), (revision.document.title, ""), (_("Coders compared"), "")]
    if opened:
        context |= _side_by_side(number, revision.text)
        pager = read_pager(request).of(len(context["places"]))
        context |= {"pager": pager, "places": pager.cut(context["places"])}
    return render(request, "web/evidence/compare.html", context)


def _side_by_side(number: int, text: str) -> dict[str, object]:
    found = standing_in(number)
    own = {coder.name: _placed(codings) for coder, codings in found.items() if coder.role == "coder"}
    judged = [one for coder, codings in found.items() if coder.role != "coder" for one in _placed(codings)]
    labels = codebook(language()).labels
    used = sorted({one.indicator for codings in own.values() for one in codings})
    rows = []
    for indicator in used if len(own) > 1 else []:
        by_paragraph = measure_agreement(rate_paragraphs(text, own, indicator))
        rows.append((labels.get(indicator, indicator), by_paragraph, characters_alpha(len(text), own, indicator)))
    places = sorted(group_places(own), key=lambda one: one.agreed)
    stands = {(one.indicator, one.anchor.start, one.anchor.end) for one in judged if one.anchor is not None}
    shown = [
        (place, [(labels.get(one.indicator, one.indicator), one, (one.indicator, one.start, one.end) in stands)
                 for one in place.given])
        for place in places
    ]  # fmt: skip
    return {"rows": rows, "places": shown, "coders": list(own), "agreed": sum(one.agreed for one in places)}


def _placed(codings: Sequence[Coding]) -> list[Coding]:
    """Those that have a place in the text of today; a passage that is gone says nothing about it."""
    return [one for one in codings if one.anchor is not None and one.certainty != "gone"]
