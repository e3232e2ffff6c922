"""One writer at a time: whole operations, one transaction each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction

from proxeny.errors import Unavailable

_ADVISORY_KEY = 7_061_988_123


@contextmanager
def writing() -> Iterator[None]:
    """A transaction in which nobody else writes; everything is kept or nothing.

    SQLite: BEGIN IMMEDIATE takes the write lock at once; PostgreSQL: an advisory lock held to the end. A second writer
    waits. Raises `Unavailable` when the database or its disk gives out; the register is then as it was.
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_KEY])
            yield
    except OperationalError as error:
        raise Unavailable.of(_code(error), detail=_first_line(error)) from error
    except DatabaseError as error:
        raise Unavailable.of("database-error", detail=_first_line(error)) from error


def _code(error: OperationalError) -> str:
    words = str(error).lower()
    if "full" in words or "no space" in words or "i/o" in words:
        return "disk-full"
    return "database-busy" if "locked" in words or "timeout" in words else "database-error"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:300]
