"""Where did these passages go? What a changed text left unsure, for the coder whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.errors import FaultyInput, ProxenyError
from proxeny.evidence.coding.anchors import Anchor, find_words, propose_places
from proxeny.evidence.coding.events import Coding
from proxeny.register.models import DocumentRevision
from proxeny.register.operations.evidence import find_coder, record
from proxeny.register.queries.coding import coding_of, waiting_for_review
from proxeny.register.queries.evidence import codebook, latest_revision
from proxeny.report.words import explain_fault, language
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager


def show_review(request: HttpRequest, number: int) -> HttpResponse:
    """Codings that a changed text left unsure: accept a place proposed, say the words, or take the coding away.

    Who asks sees what is theirs; of others, who may still be blind, no more than how much waits.
    """
    revision = latest_revision(number)
    mine, faults = acting(request).name, []
    if request.method == "POST":
        try:
            _decide(request, revision)
            return redirect("evidence:review", number)
        except ProxenyError as error:
            faults = [explain_fault(one) for one in error.faults]
    all_, labels = waiting_for_review(number), codebook(language()).labels
    own = [one for coder, one in all_ if coder.name == mine and one.anchor is not None]
    pager = read_pager(request).of(len(own))
    context = {
        "waiting": [_waiting(one, labels, revision.text) for one in pager.cut(own)], "others": len(all_) - len(own),
        "document": revision.document, "revision": revision.number, "pager": pager, "faults": faults,
        "trail": [(_("Evidence"), "evidence:home"), (revision.document.title, ""), (_("Review"), "")],
    }  # fmt: skip
    return render(request, "web/evidence/review.html", context, status=422 if faults else 200)


def _decide(request: HttpRequest, revision: DocumentRevision) -> None:
    """Raises `FaultyInput`: the words are not in the text."""
    coder, deed = find_coder(acting(request).name), request.POST.get("deed", "")
    coding, start, end, words = (request.POST.get(name, "") for name in ("coding", "start", "end", "words"))
    if deed == "remove":
        record(coder.pk, revision.document_id, "uncode", coding)
        return
    if deed == "find":
        was = coding_of(coder.pk, revision.document_id, coding)
        found = find_words(revision.text, words, was.anchor.start if was and was.anchor else 0)
        if found is None:
            raise FaultyInput.of("words-not-found", words=words[:80])
        start, end = str(found.start), str(found.end)
    record(coder.pk, revision.document_id, "move", coding, {"start": start, "end": end})


def _waiting(one: Coding, labels: Mapping[str, str], text: str) -> dict[str, object]:
    """A coding that waits, with the places where it may be now: (passage, likeness in per cent or None)."""
    places: list[tuple[Anchor, float | None]] = []
    if one.anchor is not None and one.certainty == "unsure":
        places = [(one.anchor, None)]
    elif one.anchor is not None:
        places += propose_places(one.anchor, text)
    return {"coding": one, "label": labels.get(one.indicator, one.indicator), "places": places}
