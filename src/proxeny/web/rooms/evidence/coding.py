"""Coding a document: the page, and the small addresses its script talks to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from proxeny.errors import FaultyInput, ProxenyError
from proxeny.evidence.coding.events import Coding
from proxeny.evidence.coding.screens import Part, build_parts, count_in, part_of, part_of_page
from proxeny.evidence.suggestion.embedding import has_model
from proxeny.evidence.suggestion.suggest import MAX_TEXT, suggest
from proxeny.evidence.told import tell_suggestions
from proxeny.register.models import Coder
from proxeny.register.operations.evidence import find_coder, record
from proxeny.register.queries.coding import (
    coding_of,
    codings_of,
    count_codings,
    last_place,
    starts_of,
    steps_of,
)
from proxeny.register.queries.evidence import codebook, latest_revision
from proxeny.report import calendar
from proxeny.report.words import explain_fault, language
from proxeny.scheme.loader import load_scheme
from proxeny.text import fold, script
from proxeny.web.acting import acting
from proxeny.web.paging import Pager

_LISTED, _WORDS = 30, 90


def show_coding(request: HttpRequest, number: int) -> HttpResponse:
    """Part of the text with this coder's codings alone: nobody sees what others did before comparing."""
    revision = latest_revision(number)
    name = acting(request).name
    coder = Coder.objects.filter(name=name).values_list("pk", flat=True).first() or 0
    parts = build_parts(revision.text, revision.pages)
    here = _asked(request, parts, coder, number)
    codings = codings_of(coder, number, (here.start, here.end))
    undo, redo = steps_of(coder, number)
    labels = codebook(language()).labels
    pager = Pager(request, "part", here.number, 1, len(parts))
    starts = starts_of(coder, number)
    choices = [(one.number, _part_words(one, count)) for one, count in zip(parts, count_in(parts, starts), strict=True)]
    context = {
        "document": revision.document, "pages": _pages(revision.text, here), "coder": name, "part": here,
        "pager": pager, "choices": choices, "codes": _codes(labels),
        "codings": [tell(one, brief=True) for one in codings],
        "listed": _listed(codings, labels), "total": count_codings(coder, number), "undo": undo, "redo": redo,
        "words": _words(), "at": _number(request, "at"), "asked_page": _number(request, "page"),
        "trail": [(_("Evidence"), "evidence:home"), (revision.document.title, ""), (_("Code"), "")],
    }  # fmt: skip
    return render(request, "web/evidence/coding.html", context)


def _part_words(part: Part, count: int) -> str:
    """Its pages, and how much of them is coded."""
    here, first, last = language(), part.screens[0].page, part.screens[-1].page
    pages = calendar.number(first, here) + (f"–{calendar.number(last, here)}" if last > first else "")
    if not count:
        return pages
    codings = ngettext("%(shown)s coding", "%(shown)s codings", count) % {"shown": calendar.number(count, here)}
    return f"{pages} · {codings}"


def show_part(request: HttpRequest, number: int, part: int) -> HttpResponse:
    """A part of the text with its codings, for the script of the page."""
    revision = latest_revision(number)
    parts = build_parts(revision.text, revision.pages)
    here = parts[min(max(part, 1), len(parts)) - 1]
    coder = Coder.objects.filter(name=acting(request).name).values_list("pk", flat=True).first() or 0
    codings = [tell(one, brief=True) for one in codings_of(coder, number, (here.start, here.end))]
    return JsonResponse({"part": here.number, "pages": _pages(revision.text, here), "codings": codings})


def _asked(request: HttpRequest, parts: Sequence[Part], coder: int, number: int) -> Part:
    """The part, the page or the place that the query names; else where this coder coded last."""
    part, page, place = (_number(request, name) for name in ("part", "page", "at"))
    if part:
        return parts[min(part, len(parts)) - 1]
    return part_of_page(parts, page) if page else part_of(parts, place or last_place(coder, number))


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0


def _pages(text: str, part: Part) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one in part.screens:
        words = text[one.start : one.end]
        row = {"number": one.page, "start": one.start, "text": words, "direction": _direction(words), "last": one.last}
        rows.append(row)
    return rows


def _listed(codings: Sequence[Coding], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """The first codings in words, for who reads without a script."""
    placed = sorted(codings, key=lambda one: one.anchor.start if one.anchor else -1)[:_LISTED]
    words = [one.anchor.quotation[:_WORDS] if one.anchor else "" for one in placed]
    return [(labels.get(one.indicator, one.indicator), said) for one, said in zip(placed, words, strict=True)]


def _direction(text: str) -> str:
    return "rtl" if script(text) == "arabic" else "ltr"


def _codes(labels: Mapping[str, str]) -> list[dict[str, str]]:
    """The codebook of today for typing ahead: labels in three languages, folded."""
    return [{"id": one, "label": label, "find": _find(one, label)} for one, label in labels.items()]


@lru_cache(maxsize=4096)
def _find(indicator: str, label: str) -> str:
    known = {one.id: one for one in load_scheme().indicators}.get(indicator)
    labels = [known.label.get(each) for each in ("en", "tr", "fa")] if known else []
    return " | ".join(dict.fromkeys(fold(each) for each in [indicator, label, *labels]))


def _words() -> dict[str, str]:
    """What the script says."""
    return {
        "saved": _("Saved."), "undone": _("Undone."), "redone": _("Done again."), "failed": _("Not saved: "),
        "select": _("Select a passage first."), "remove": _("Remove"), "reason": _("because of"), "like": _("like:"),
        "none": _("No suggestion."),
        "whole": _("whole document"), "there": _("Show it"),
    }  # fmt: skip


def tell(one: Coding, *, brief: bool = False) -> dict[str, object]:
    """A coding for the script; ``brief``: without the words, which the script has before it."""
    told: dict[str, object] = {"id": one.id, "indicator": one.indicator}
    told |= {name: said for name, said in (("memo", one.memo), ("grade", one.grade)) if said}
    if one.anchor is not None:
        told |= {"start": one.anchor.start, "end": one.anchor.end}
        told |= {} if brief else {"quotation": one.anchor.quotation}
    return told


@require_POST
def add_event(request: HttpRequest, number: int) -> HttpResponse:
    """Add an event to the log of who asks; answers with what changed."""
    try:
        sent = _read(request)
        coder = find_coder(acting(request).name).pk
        about = record(coder, number, str(sent.get("kind", "")), str(sent.get("coding", "")), sent)
    except ProxenyError as error:
        return JsonResponse({"faults": [explain_fault(one) for one in error.faults]}, status=422)
    now = coding_of(coder, number, about) if about else None
    undo, redo = steps_of(coder, number)
    told = {"changed": [tell(now)] if now else [], "gone": [about] if about and not now else []}
    return JsonResponse(told | {"undo": undo, "redo": redo, "total": count_codings(coder, number)})


@require_POST
def suggest_codes(request: HttpRequest, number: int) -> HttpResponse:
    """Indicators for the passage that is sent, with reasons."""
    try:
        text = str(_read(request).get("text", ""))[:MAX_TEXT]
        found = suggest(text, embeddings=has_model(), limit=5)
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
