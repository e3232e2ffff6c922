"""Long work: asked for on a page, done by a worker process, watched and cancelled meanwhile.

    job = start("import", about="links.xlsx", arguments={"upload": "..."}, by="A. Officer")
    read_progress(job.id), cancel(job.id)

What can be done is in ``proxeny.register.jobs``, one file each (`JOBS`). Progress and the wish to cancel are files in
the home folder, not rows: a job that writes holds the register's one write lock, and nobody could see its rows.
"""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from proxeny import home
from proxeny.errors import Conflict, Fault, NotFound, ProxenyError, UnknownName, Where
from proxeny.io.writing import replacing
from proxeny.register.models import Job
from proxeny.registry import Registry

_OFTEN = 0.25  # seconds between two notes of progress on the same step
_MOST_RUNS = 3

Result = Mapping[str, Any]


class Cancelled(ProxenyError):
    """Somebody asked that the job be stopped; what it had not finished is not stored."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: the code of its step (words: ``step-CODE``), and of how many parts how many are done."""

    step: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        """From 0 to 100; None where nobody knows."""
        return round(100 * self.done / self.total) if self.total else None


@dataclass(slots=True)
class Work:
    """What a job is given: its arguments, who asked for it, and where to say how far it is."""

    id: UUID
    arguments: Mapping[str, Any]
    by: str = ""
    _said: tuple[str, float] = field(default=("", 0.0))

    def step(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is. Raises `Cancelled` if somebody asked for an end."""
        if _cancel_file(self.id).exists():
            raise Cancelled.of("job-cancelled")
        before, at = self._said
        if step != before or time.monotonic() - at > _OFTEN or (total and done >= total):
            self._said = step, time.monotonic()
            _write(_progress_file(self.id), {"step": step, "done": done, "total": total})


Run = Callable[[Work], Result]
JOBS: Registry[Run] = Registry("job", "proxeny.register.jobs")


def start(name: str, *, about: str = "", arguments: Mapping[str, Any] | None = None, by: str = "") -> Job:
    """Ask for a job; a worker begins it soon. Arguments must be plain JSON. Raises `UnknownName`."""
    if name not in list(JOBS):
        JOBS[name]  # raises, with the nearest names
    with transaction.atomic():
        job = Job.objects.create(name=name, about=about, arguments=dict(arguments or {}), by=by)
        run_job.enqueue(str(job.id))
    return job


def read_job(job: UUID | str) -> Job:
    """A job. Raises `NotFound`."""
    found = Job.objects.filter(pk=job).first()
    if found is None:
        raise NotFound.of("job-unknown", id=job)
    return found


def read_progress(job: UUID | str) -> Progress:
    """How far a job is; nothing where it has not begun or said nothing."""
    try:
        return Progress(**json.loads(_progress_file(job).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return Progress()


def cancel(job: UUID | str) -> Job:
    """Stop a job: at once if it waits, at its next step if it runs. Raises `NotFound`, or `Conflict` if it is over."""
    found = read_job(job)
    if Job.objects.filter(pk=found.pk, state="waiting").update(state="cancelled", finished=datetime.now(UTC)):
        return read_job(job)
    if found.state != "running":
        raise Conflict.of("job-over")
    _write(_cancel_file(found.pk), {})
    return found


def is_cancelling(job: UUID | str) -> bool:
    """Whether somebody asked that a running job be stopped."""
    return _cancel_file(job).exists()


def perform(job: UUID | str) -> Job:
    """Do a job now, in this process, and keep what came of it."""
    found = read_job(job)
    if found.state not in {"waiting", "running"}:
        return found
    found.state, found.started, found.runs = "running", datetime.now(UTC), found.runs + 1
    found.save(update_fields=["state", "started", "runs"])
    work = Work(found.pk, found.arguments, found.by)
    try:
        work.step("begin")
        found.result, found.state = dict(JOBS[found.name](work)), "done"
    except Cancelled:
        found.state = "cancelled"
    except ProxenyError as error:
        found.state, found.faults = "failed", [_plain(fault) for fault in error.faults]
        found.result = {"errors": error.total}
    except Exception:
        _finish(found, "failed", [_plain(Fault("job-broken"))])
        raise
    _finish(found, found.state, found.faults)
    return found


def _finish(job: Job, state: str, faults: list[dict[str, Any]]) -> None:
    job.state, job.faults, job.finished = state, faults, datetime.now(UTC)
    job.save(update_fields=["state", "faults", "result", "finished"])
    for path in (_progress_file(job.pk), _cancel_file(job.pk)):
        path.unlink(missing_ok=True)


@task
def run_job(job: str) -> None:
    """What the queue holds: a job by its id."""
    perform(job)


@contextmanager
def only_worker() -> Iterator[bool]:
    """Hold the home's one place for a worker; False where another process holds it.

    The system lets go of it when the process ends, however it ends.
    """
    folder = _folder()
    with (folder / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def has_worker() -> bool:
    """Whether some process does the work of this home."""
    with only_worker() as free:
        return not free


def recover() -> int:
    """Queue again what a worker left unfinished when it died; how many. To be called by the one worker only.

    A job that died three times is not tried again.
    """
    Job.objects.filter(state="running", runs__gte=_MOST_RUNS).update(
        state="failed", finished=datetime.now(UTC), faults=[_plain(Fault("job-died"))]
    )
    left = [str(one) for one in Job.objects.filter(state__in=("running", "waiting")).values_list("pk", flat=True)]
    known = DBTaskResult.objects.filter(task_path=run_job.module_path, status__in=("READY", "RUNNING"))
    queued = {str(row.args_kwargs["args"][0]) for row in known}
    known.filter(status="RUNNING").update(status="READY", started_at=None)
    for job in left:
        if job not in queued:
            run_job.enqueue(job)
    return len(left)


def read_faults(job: Job) -> list[Fault]:
    """What went wrong, as faults."""
    return [
        Fault(one["code"], Where(one["file"], one["row"], one["column"], one["line"]), one["params"])
        for one in job.faults
    ]


def _plain(fault: Fault) -> dict[str, Any]:
    where = fault.where
    return {
        "code": fault.code, "file": where.file, "row": where.row, "column": where.column, "line": where.line,
        "params": {name: str(value) for name, value in fault.params.items()},
    }  # fmt: skip


def _folder() -> Path:
    folder = home.home() / "jobs"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _progress_file(job: UUID | str) -> Path:
    return _folder() / f"{UUID(str(job))}.json"


def _cancel_file(job: UUID | str) -> Path:
    return _folder() / f"{UUID(str(job))}.cancel"


def _write(path: Path, told: Mapping[str, object]) -> None:
    with replacing(path) as made:
        made.write_text(json.dumps(told), encoding="utf-8")


__all__ = [
    "JOBS", "Cancelled", "Progress", "UnknownName", "Work", "cancel", "has_worker", "is_cancelling", "only_worker",
    "perform", "read_faults", "read_job", "read_progress", "recover", "run_job", "start",
]  # fmt: skip
