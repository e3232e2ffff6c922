"""SQLite as a register for several processes: write-ahead log, patient writers, integrity on."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -64000", "temp_store = MEMORY")


@receiver(connection_created, dispatch_uid="proxeny-sqlite-pragmas")
def tune_sqlite(sender: object, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Readers never wait for the one writer; a power cut loses no committed batch."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in _PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
