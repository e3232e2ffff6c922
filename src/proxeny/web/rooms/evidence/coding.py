"""Coding a document: the page, and the small addresses its script talks to."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import FaultyInput, ProxenyError
from proxeny.evidence.coding.events import Coding, State
from proxeny.evidence.suggestion.suggest import MAX_TEXT, suggest
from proxeny.evidence.told import tell_suggestions
from proxeny.register.models import Coder
from proxeny.register.operations.evidence import find_coder, record
from proxeny.register.queries.evidence import codebook, latest_revision, state_of
from proxeny.report.words import explain_fault, language
from proxeny.scheme.loader import load_scheme
from proxeny.text import fold, script
from proxeny.web.acting import acting


def show_coding(request: HttpRequest, number: int) -> HttpResponse:
    """The text with this coder's codings alone: nobody sees what others did before comparing."""
    revision = latest_revision(number)
    name = acting(request).name
    coder = Coder.objects.filter(name=name).first()
    state = state_of(coder.pk, number) if coder else State({}, (), ())
    pages = [
        {"number": page["number"], "start": page["start"], "text": text, "direction": _direction(text)}
        for page in revision.pages
        for text in [revision.text[page["start"] : page["end"]]]
    ]
    context = {
        "document": revision.document, "revision": revision, "pages": pages, "coder": name,
        "codes": _codes(), "codings": [tell(one) for one in state.codings.values()],
        "undo": len(state.undoable), "redo": len(state.redoable), "words": _words(),
        "trail": [(_("Evidence"), "evidence:home"), (revision.document.title, ""), (_("Code"), "")],
    }  # fmt: skip
    return render(request, "web/evidence/coding.html", context)


def _direction(text: str) -> str:
    return "rtl" if script(text) == "arabic" else "ltr"


def _codes() -> list[dict[str, str]]:
    """The codebook of today for typing ahead: labels in three languages, folded."""
    here = language()
    known = {one.id: one for one in load_scheme().indicators}
    rows = []
    for one, label in codebook(here).labels.items():
        labels = [known[one].label.get(each) for each in ("en", "tr", "fa")] if one in known else [label]
        rows.append({"id": one, "label": label, "find": " | ".join(fold(each) for each in [one, label, *labels])})
    return rows


def _words() -> dict[str, str]:
    """What the script says."""
    return {
        "saved": _("Saved."), "undone": _("Undone."), "redone": _("Done again."), "failed": _("Not saved: "),
        "select": _("Select a passage first."), "remove": _("Remove"), "reason": _("because of"), "none": _("No suggestion."),
        "whole": _("whole document"),
    }  # fmt: skip


def tell(one: Coding) -> dict[str, object]:
    """A coding for the script."""
    told: dict[str, object] = {"id": one.id, "indicator": one.indicator, "memo": one.memo, "grade": one.grade}
    if one.anchor is not None:
        told |= {"start": one.anchor.start, "end": one.anchor.end, "quotation": one.anchor.quotation}
    return told


@require_POST
def add_event(request: HttpRequest, number: int) -> HttpResponse:
    """Add an event to the log of who asks; answers with what changed."""
    try:
        sent = _read(request)
        coder = find_coder(acting(request).name)
        before = state_of(coder.pk, number).codings
        record(coder.pk, number, str(sent.get("kind", "")), str(sent.get("coding", "")), sent)
        state = state_of(coder.pk, number)
    except ProxenyError as error:
        return JsonResponse({"faults": [explain_fault(one) for one in error.faults]}, status=422)
    changed = [tell(one) for key, one in state.codings.items() if before.get(key) != one]
    gone = [key for key in before if key not in state.codings]
    counts = {"undo": len(state.undoable), "redo": len(state.redoable), "total": len(state.codings)}
    return JsonResponse({"changed": changed, "gone": gone, **counts})


@require_POST
def suggest_codes(request: HttpRequest, number: int) -> HttpResponse:
    """Indicators for the passage that is sent, with reasons."""
    try:
        found = suggest(str(_read(request).get("text", ""))[:MAX_TEXT], limit=5)
    except ProxenyError as error:
        return JsonResponse({"faults": [explain_fault(one) for one in error.faults]}, status=422)
    return JsonResponse({"suggestions": tell_suggestions(found, codebook(language()).labels)})


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError as problem:
        raise FaultyInput.of("event-unknown", kind="?") from problem
    if not isinstance(sent, dict):
        raise FaultyInput.of("event-unknown", kind="?")
    return sent
