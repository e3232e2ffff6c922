"""The loop of the worker: the queue of django-tasks-db, after what a dead worker left has been queued again."""

from __future__ import annotations

from django.core.management import call_command

from proxeny.register.tasks import recover

_LOOK = 0.5  # seconds between two looks at an empty queue


def run_worker(*, once: bool = False) -> None:
    """Do jobs until the process is asked to end, or with ``once`` until none waits."""
    recover()
    call_command("db_worker", interval=_LOOK, batch=once, startup_delay=False, reload=False, verbosity=0)
