"""One document: its text, how well each page was read, and what was repaired, raw and repaired side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from proxeny.errors import ProxenyError
from proxeny.evidence.document import changed_lines
from proxeny.register.models import DocumentRevision
from proxeny.register.queries.coding import waiting_for_review
from proxeny.register.queries.evidence import latest_revision
from proxeny.register.queries.original import kind_of_original, markup_of, picture_of
from proxeny.report.words import explain_fault
from proxeny.text import script
from proxeny.web.paging import read_pager

_PAGES = 20
_CONTENT = {"pdf": "application/pdf", "text": "text/plain; charset=utf-8"}


def show_document(request: HttpRequest, number: int) -> HttpResponse:
    """The text page by page."""
    revision = latest_revision(
        number, int(request.GET.get("revision", "0")) if request.GET.get("revision", "").isdigit() else 0
    )
    pager = read_pager(request, size=_PAGES).of(len(revision.pages))
    pages = [page | {"text": revision.text[page["start"] : page["end"]]} for page in pager.cut(revision.pages)]
    kind = kind_of_original(revision)
    markup, fault = _markup(revision, kind)
    for page in pages:
        page["direction"] = "rtl" if script(page["text"]) == "arabic" else "ltr"
        changed = changed_lines(page["raw"] or "", page["text"])
        page["sides"] = kind == "pdf" or (bool(markup) and page["number"] == 1)
        page["changed"] = changed if len(changed) * 2 < page["text"].count("\n") else []
    side = request.GET.get("side", "")
    context = {
        "kind": kind, "markup": markup, "fault": fault, "side": side if side == "original" else "text",
        "document": revision.document, "revision": revision, "pages": pages, "pager": pager,
        "mended": sum(bool(page["repairs"]) for page in revision.pages), "left_out": revision.left_out,
        "revisions": list(revision.document.revisions.order_by("number").values_list("number", flat=True)),
        "waiting": len(waiting_for_review(number)),
        "trail": [(_("Evidence"), "evidence:home"), (revision.document.title, "")],
    }  # fmt: skip
    return render(request, "web/evidence/document.html", context)


def _markup(revision: DocumentRevision, kind: str) -> tuple[str, str]:
    """The original of HTML and DOCX, made harmless; or why it cannot be shown."""
    if kind not in {"html", "docx"}:
        return "", ""
    try:
        return mark_safe(markup_of(revision, kind)), ""  # known elements and escaped text alone
    except ProxenyError as error:
        return "", explain_fault(error.faults[0])


def show_original(request: HttpRequest, number: int) -> HttpResponse:
    """The bytes as they came. Only PDF and plain text are shown; everything else is saved, never run."""
    latest = latest_revision(number)
    revision = DocumentRevision.objects.get(pk=latest.pk)
    inline = revision.kind in _CONTENT and not latest.extractor.startswith("attached")
    content = _CONTENT[revision.kind] if inline else "application/octet-stream"
    response = HttpResponse(bytes(revision.raw), content_type=content)
    name = "".join(letter for letter in revision.file_name if letter.isalnum() or letter in "._-") or "document"
    kind = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name.encode("ascii", "ignore").decode() or "document"}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def show_picture(request: HttpRequest, number: int, revision: int, page: int) -> HttpResponse:
    """A page of the original as a picture; a revision never changes, so it is asked for once."""
    answer = HttpResponse(picture_of(latest_revision(number, revision), page), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
