"""Files that are being read: how far it is, how to stop it, and what went wrong."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import NotFound, message
from proxeny.register.models import Job
from proxeny.register.tasks import cancel, has_worker, is_cancelling, read_faults, read_job, read_progress
from proxeny.report.words import explain_fault
from proxeny.web.access.needs import Need, needs

_RUNNING = ("waiting", "running")


def _find(job: UUID) -> Job:
    """A job that reads literature; any other is none of this room."""
    found = read_job(job)
    if found.name != "literature":
        raise NotFound.of("job-unknown", id=job)
    return found


@needs(Need.RESEARCH)
def show_job(request: HttpRequest, job: UUID) -> HttpResponse:
    """Reading that runs or failed; where it is done, the receipts of the corpus."""
    found = _find(job)
    if found.state == "done":
        return redirect("literature:corpus", found.result["corpus"])
    progress = read_progress(job)
    context = {
        "job": found, "progress": progress, "step": _step(progress.step), "running": found.state in _RUNNING,
        "cancelling": is_cancelling(job), "worker": found.state != "waiting" or has_worker(),
        "faults": [explain_fault(fault) for fault in read_faults(found)[:50]],
        "trail": [
            (_("Literature"), reverse("literature:home")), (_("Corpora"), reverse("literature:corpora")),
            (found.about, ""),
        ],
    }  # fmt: skip
    return render(request, "web/literature/job.html", context)


@needs(Need.RESEARCH)
def tell_job(request: HttpRequest, job: UUID) -> JsonResponse:
    """How far the reading is, for the script of its page."""
    found, progress = _find(job), read_progress(job)
    return JsonResponse({"state": found.state, "step": _step(progress.step), "percent": progress.percent})


@require_POST
@needs(Need.RESEARCH, Need.RESEARCH)
def cancel_job(request: HttpRequest, job: UUID) -> HttpResponse:
    """Ask for an end."""
    cancel(_find(job).pk)
    return redirect("literature:job", job)


def _step(code: str) -> str:
    found = message(f"step-{code}").what if code else ""
    return _(found) if found and found != f"step-{code}" else ""
