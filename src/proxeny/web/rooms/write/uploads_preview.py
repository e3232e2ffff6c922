"""What an import would do, row by row; doubtful names resolved; and the import itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import Fault, FaultyInput, Where
from proxeny.register.models import Job, Upload
from proxeny.register.operations.uploading import clear_choices, is_small, make_preview, read_upload, set_choices
from proxeny.register.queries.uploads import STATES, read_doubts, read_faults_of, read_preview, read_preview_rows
from proxeny.register.tasks import start
from proxeny.report.words import explain_fault
from proxeny.text import clean
from proxeny.web.acting import acting
from proxeny.web.paging import read_pager
from proxeny.web.rooms.write.doors import writers
from proxeny.web.rooms.write.reasons import explain, show_candidates

_ROWS = 50
_NAMES = 25
_FAULTS = 30
_OWN = "own"  # none of the candidates: the name stands for a place of its own


@writers
def show_preview(request: HttpRequest, upload: UUID) -> HttpResponse:
    """The rows of the file by state, with what is wrong or doubtful about each."""
    mine = _mine(request, upload)
    if mine.state == "done":
        return redirect("write:batch", mine.batch_id) if mine.batch_id else redirect("write:import")
    preview = read_preview(mine)
    if preview is None:
        waiting = _wait(mine)
        if waiting is not None:
            return redirect("write:job", waiting.pk)
        preview = read_preview(mine)
    asked = request.GET.get("state", "")
    states = [asked] if asked in STATES else list(STATES)
    pager = read_pager(request, size=_ROWS)
    rows, total, headings = read_preview_rows(mine, preview or {}, states, pager.start, pager.size)
    context = _context(mine, preview or {}) | {
        "shown": [(row, [_say(fault) for fault in row.faults]) for row in rows], "headings": headings,
        "state": asked, "pager": pager.of(total), "doubts": {one.mention: one for one in read_doubts(mine)},
    }  # fmt: skip
    return render(request, "web/write/preview.html", context)


def _context(upload: Upload, preview: dict[str, Any]) -> dict[str, Any]:
    general = [fault for fault in read_faults_of(preview) if fault.where.row is None]
    return {
        "upload": upload, "preview": preview, "tabs": [(state, preview["states"][state]) for state in STATES],
        "general": [explain_fault(fault) for fault in general[:_FAULTS]],
        "trail": [(_("Write"), "write:home"), (_("Import"), "write:import"), (upload.name, "")],
    }  # fmt: skip


def _say(fault: Fault) -> str:
    """A fault of a row that stands beside it: only its column has to be named."""
    return explain_fault(replace(fault, where=Where(column=fault.where.column)))


def _wait(upload: Upload) -> Job | None:
    """Make the preview now where the file is small; else the work that makes it."""
    if is_small(upload):
        make_preview(upload)
        return None
    going = Job.objects.filter(pk=upload.job, state__in=("waiting", "running"), name="preview").first()
    if going is None:
        going = start("preview", about=upload.name, arguments={"upload": str(upload.pk)}, by=upload.by)
        Upload.objects.filter(pk=upload.pk).update(job=going.pk)
    return going


@writers
def show_doubts(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Names that may mean several things: one by one, or the best candidate for all, with reasons."""
    mine = _mine(request, upload)
    preview = read_preview(mine)
    if preview is None:
        return redirect("write:preview", mine.pk)
    doubts = read_doubts(mine)
    if request.method == "POST":
        _choose(request, mine, doubts)
        return redirect("write:preview", mine.pk) if request.POST.get("next") == "preview" else redirect(request.path)
    pager = read_pager(request, size=_NAMES).of(len(doubts))
    shown = [(one, show_candidates(one.candidates), explain(one.reason)) for one in pager.cut(doubts)]
    context = _context(mine, preview) | {
        "shown": shown, "total": len(doubts), "pager": pager, "chosen": mine.choices, "own": _OWN,
    }  # fmt: skip
    return render(request, "web/write/doubts.html", context)


def _choose(request: HttpRequest, upload: Upload, doubts: list[Any]) -> None:
    """Keep what was chosen: for one name, for those marked, or for all."""
    reason = clean(request.POST.get("reason", ""), 2_000)
    bulk = request.POST.get("bulk", "")
    if bulk == "forget":
        clear_choices(upload, list(upload.choices))
        return
    choices: dict[str, dict[str, str]] = {}
    marked = set(request.POST.getlist("mention"))
    for one in doubts:
        allowed = {str(candidate["id"]) for candidate in one.candidates}
        picked = request.POST.get(f"pick_{one.mention}", "")
        if bulk in ("best", "own") and (one.mention in marked or request.POST.get("everyone") == "1"):
            picked = str(one.candidates[0]["id"]) if bulk == "best" and one.candidates else _OWN
        if picked == _OWN:
            choices[one.mention] = {"record": "", "reason": reason, "name": one.name}
        elif picked in allowed:
            choices[one.mention] = {"record": picked, "reason": reason, "name": one.name}
    if choices:
        set_choices(upload, choices)
        if is_small(upload):
            make_preview(upload)


@require_POST
@writers
def store(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Import the file as one batch: long work with a page of its own."""
    mine = _mine(request, upload)
    preview = read_preview(mine)
    if preview is None:
        return redirect("write:preview", mine.pk)
    skip = request.POST.get("skip_errors") == "1"
    if preview["errors"] and not skip:
        raise FaultyInput.of("upload-errors", count=preview["errors"])
    going = Job.objects.filter(pk=mine.job, state__in=("waiting", "running"), name="import").first()
    if going is None:
        note = clean(request.POST.get("reason", ""), 2_000)
        arguments = {"upload": str(mine.pk), "skip_errors": skip, "note": note}
        going = start("import", about=mine.name, arguments=arguments, by=acting(request).name)
        Upload.objects.filter(pk=mine.pk).update(job=going.pk)
    return redirect("write:job", going.pk)


def _mine(request: HttpRequest, upload: UUID) -> Upload:
    actor = acting(request)
    return read_upload(upload, by=None if actor.may_undo_all else actor.name)
