"""Long work: what runs, how far it is, how to stop it, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proxeny.errors import message
from proxeny.register.models import Job
from proxeny.register.tasks import cancel, has_worker, is_cancelling, read_faults, read_job, read_progress, start
from proxeny.report.words import explain_fault
from proxeny.web.acting import acting, show_person
from proxeny.web.paging import read_pager
from proxeny.web.rooms.write.doors import writers

_RUNNING = ("waiting", "running")


@writers
def show_jobs(request: HttpRequest) -> HttpResponse:
    """All long work, latest first."""
    jobs = Job.objects.order_by("-asked")
    pager = read_pager(request).of(jobs.count())
    context = {
        "jobs": [(job, _title(job), show_person(job.by)) for job in jobs[pager.start : pager.start + pager.size]],
        "pager": pager, "worker": has_worker(), "trail": [(_("Write"), "write:home"), (_("Long work"), "")],
    }  # fmt: skip
    return render(request, "web/write/jobs.html", context)


@writers
def show_job(request: HttpRequest, job: UUID) -> HttpResponse:
    """One piece of work. A preview that is ready opens at once."""
    found = read_job(job)
    if found.name == "preview" and found.state == "done":
        return redirect("write:preview", found.arguments["upload"])
    progress = read_progress(job)
    context = {
        "job": found, "title": _title(found), "who": show_person(found.by), "progress": progress,
        "step": _step(progress.step), "running": found.state in _RUNNING, "cancelling": is_cancelling(job),
        "faults": [explain_fault(fault) for fault in read_faults(found)[:50]],
        "worker": found.state != "waiting" or has_worker(),
        "trail": [(_("Write"), "write:home"), (_("Long work"), "write:work"), (_title(found), "")],
    }  # fmt: skip
    return render(request, "web/write/job.html", context)


@writers
def tell_job(request: HttpRequest, job: UUID) -> JsonResponse:
    """How far a piece of work is, for the script of its page."""
    found = read_job(job)
    progress = read_progress(job)
    told: dict[str, Any] = {
        "state": found.state, "step": _step(progress.step), "done": progress.done, "total": progress.total,
        "percent": progress.percent,
    }  # fmt: skip
    return JsonResponse(told)


@require_POST
@writers
def cancel_job(request: HttpRequest, job: UUID) -> HttpResponse:
    """Ask for an end."""
    cancel(job)
    return redirect("write:job", job)


@require_POST
@writers
def start_snapshot(request: HttpRequest) -> HttpResponse:
    """Freeze the register."""
    return redirect("write:job", start("snapshot", by=acting(request).name).pk)


def _title(job: Job) -> str:
    names = {
        "import": _("Import of %(about)s"), "preview": _("Preview of %(about)s"),
        "snapshot": _("Snapshot of the register"), "review": _("Review of proposals"),
        "advice": _("Learning and trying the advice"),
    }  # fmt: skip
    return names.get(job.name, job.name) % {"about": job.about}


def _step(code: str) -> str:
    found = message(f"step-{code}").what if code else ""
    return _(found) if found and found != f"step-{code}" else ""
