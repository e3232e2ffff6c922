"""Coding a document: the page, and the small addresses its script talks to."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import FaultyInput, ProxenyError
from proxeny.evidence.coding.events import Coding, Event, State, advance, replay
from proxeny.evidence.suggestion.suggest import MAX_TEXT, suggest
from proxeny.evidence.told import tell_suggestions
from proxeny.register.models import Coder, CodingEvent
from proxeny.register.operations.evidence import find_coder, record
from proxeny.register.queries.evidence import codebook, latest_revision, next_undone, state_of
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
        "codes": _codes(), "codings": [tell(one, brief=True) for one in state.codings.values()],
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
        "select": _("Select a passage first."), "remove": _("Remove"), "reason": _("because of"),
        "none": _("No suggestion."),
        "whole": _("whole document"),
    }  # fmt: skip


def tell(one: Coding, *, brief: bool = False) -> dict[str, object]:
    """A coding for the script; ``brief``: without the words, which the script has before it."""
    told: dict[str, object] = {"id": one.id, "indicator": one.indicator, "memo": one.memo, "grade": one.grade}
    if one.anchor is not None:
        told |= {"start": one.anchor.start, "end": one.anchor.end}
        told |= {} if brief else {"quotation": one.anchor.quotation}
    return told


@require_POST
def add_event(request: HttpRequest, number: int) -> HttpResponse:
    """Add an event to the log of who asks; answers with what changed."""
    try:
        sent = _read(request)
        coder = find_coder(acting(request).name)
        kind, about = str(sent.get("kind", "")), str(sent.get("coding", ""))
        last = next_undone(coder.pk, number) if kind == "undo" else None
        if kind == "code":
            told = _tell_new(record(coder.pk, number, kind, about, sent))
        elif last is not None and last.kind == "code":
            record(coder.pk, number, kind)
            more = next_undone(coder.pk, number) is not None
            told = {"changed": [], "gone": [last.coding], "undo": int(more), "redo": 1}
        else:
            before = state_of(coder.pk, number)
            record(coder.pk, number, kind, about, sent)
            told = _tell_change(before, Event(0, kind, about, sent), (coder.pk, number))
    except ProxenyError as error:
        return JsonResponse({"faults": [explain_fault(one) for one in error.faults]}, status=422)
    return JsonResponse(told)


def _tell_new(coding: str) -> dict[str, object]:
    """A coding just added: nothing else can have changed, so the log need not be replayed."""
    event = CodingEvent.objects.filter(coding=coding, kind="code").latest("pk")
    made = replay([Event(1, "code", coding, event.data)]).codings[coding]
    return {"changed": [tell(made)], "gone": [], "undo": 1, "redo": 0}


def _tell_change(before: State, event: Event, whose: tuple[int, int]) -> dict[str, object]:
    """What changed: told from the state before where that is enough, else by replaying the log."""
    state = advance(before, event) or state_of(*whose)
    changed = [tell(one) for key, one in state.codings.items() if before.codings.get(key) is not one]
    changed = [one for one in changed if before.codings.get(str(one["id"])) != state.codings[str(one["id"])]]
    gone = [key for key in before.codings if key not in state.codings]
    return {"changed": changed, "gone": gone, "undo": len(state.undoable), "redo": len(state.redoable)}


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
