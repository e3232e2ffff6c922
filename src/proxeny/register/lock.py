"""One writer at a time: whole operations, one transaction each."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction

from proxeny import home
from proxeny.errors import Unavailable

_ADVISORY_KEY = 7_061_988_123


@contextmanager
def writing() -> Iterator[None]:
    """A transaction in which nobody else writes; everything is kept or nothing.

    SQLite: BEGIN IMMEDIATE takes the write lock at once, after a queue of our own; PostgreSQL: an advisory lock held to
    the end. A second writer waits. Raises `Unavailable` when the database or its disk gives out; the register is then
    as it was.
    """
    try:
        with _queue(), transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_KEY])
            yield
    except OperationalError as error:
        raise Unavailable.of(_code(error), detail=_first_line(error)) from error
    except DatabaseError as error:
        raise Unavailable.of("database-error", detail=_first_line(error)) from error


@contextmanager
def _queue() -> Iterator[None]:
    """On SQLite writers wait for a file lock first: the system wakes the next one at once, where SQLite would sleep,
    look and sleep again, and the patient would starve beside the lucky."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with (home.home() / "write.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _code(error: OperationalError) -> str:
    words = str(error).lower()
    if "full" in words or "no space" in words or "i/o" in words:
        return "disk-full"
    return "database-busy" if "locked" in words or "timeout" in words else "database-error"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:300]
