"""What was read: the list of documents, and a way to add one."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from proxeny.api_evidence_store import add_upload
from proxeny.errors import FaultyInput, NotFound, ProxenyError, Where, message
from proxeny.evidence.limits import Limits
from proxeny.register.jobs.document import keep_document
from proxeny.register.models import Job
from proxeny.register.queries.evidence import list_documents
from proxeny.register.tasks import has_worker, read_faults, read_job, read_progress, start
from proxeny.report.words import explain_fault
from proxeny.web.acting import acting

_LONG = 2**20  # bytes: what is larger is read by a worker, with its progress shown


def show_home(request: HttpRequest) -> HttpResponse:
    """The documents; a file sent is read and stored, or its faults are told."""
    faults: list[str] = []
    if request.method == "POST":
        try:
            return _keep(request)
        except ProxenyError as error:
            faults = [explain_fault(one) for one in error.faults]
    context = {
        "documents": list_documents(), "faults": faults, "limit": Limits().size // 2**20, "trail": [(_("Evidence"),
        "")],
    }  # fmt: skip
    return render(request, "web/evidence/home.html", context, status=422 if faults else 200)


def _keep(request: HttpRequest) -> HttpResponse:
    sent, text = _sent(request, "file"), _sent(request, "text")
    if sent is None:
        raise FaultyInput.of("document-empty")
    name, by = sent.name or "document", acting(request).name
    asked = request.POST.get("revises", "")
    revises = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    if text is None and sent.size > _LONG and has_worker():
        given = {"kept": keep_document(sent.read()), "name": name, "revises": revises}
        return redirect("evidence:adding", start("document", about=name, arguments=given, by=by).pk)
    attached = None if text is None else (text.read(), text.name or "text")
    number, _fresh = add_upload(sent.read(), name, text=attached, by=by, revises=revises)
    return redirect("evidence:document", number)


def _sent(request: HttpRequest, field: str) -> UploadedFile | None:
    """The file of a field, or None. Raises `FaultyInput`: too large."""
    sent = request.FILES.get(field)
    if sent is not None and sent.size > Limits().size:
        size, limit = f"{sent.size / 2**20:.1f}", f"{Limits().size / 2**20:.0f}"
        raise FaultyInput.of("document-too-large", Where(file=sent.name or ""), size=size, limit=limit)
    return sent


def show_adding(request: HttpRequest, job: UUID) -> HttpResponse:
    """How far the reading of a long document is; the document itself, once it is read."""
    found = _reading(job)
    if found.state == "done":
        return redirect("evidence:document", found.result["document"])
    progress = read_progress(job)
    context = {
        "job": found, "running": found.state in {"waiting", "running"}, "progress": progress,
        "step": _step(progress.step), "faults": [explain_fault(one) for one in read_faults(found)[:50]],
        "trail": [(_("Evidence"), "evidence:home"), (found.about, "")],
    }  # fmt: skip
    return render(request, "web/evidence/adding.html", context)


def tell_adding(request: HttpRequest, job: UUID) -> HttpResponse:
    """How far it is, for the script of the page."""
    found, progress = _reading(job), read_progress(job)
    step = _step(progress.step)
    return JsonResponse({"state": found.state, "step": step, "percent": progress.percent})


def _reading(job: UUID) -> Job:
    found = read_job(job)
    if found.name != "document":
        raise NotFound.of("job-unknown", id=job)
    return found


def _step(code: str) -> str:
    found = message(f"step-{code}").what if code else ""
    return _(found) if found and found != f"step-{code}" else ""
