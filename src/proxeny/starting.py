"""Start Django once, before anything touches the register."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import django
from django.apps import apps

from proxeny import home
from proxeny.errors import NotFound, Unavailable


def start() -> None:
    """Configure Django for the register of this environment; does nothing the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.web.settings")
    if not apps.ready:
        django.setup()


@cache
def open_register() -> None:
    """Start, and make sure that there is an up-to-date register; looked at once. Raises `NotFound` or `Unavailable`."""
    start()
    database = home.database()
    if database.engine == "sqlite" and not Path(database.name).exists():
        raise NotFound.of("register-absent", text=where())
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise _refused(error) from error
    if waiting:
        code = "register-old" if executor.loader.applied_migrations else "register-absent"
        raise NotFound.of(code, text=where())


def init() -> str:
    """Make an empty register, or bring an old one up to date; returns where it is."""
    home.home().mkdir(parents=True, exist_ok=True)
    start()
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise _refused(error) from error
    return where()


def _refused(error: Exception) -> Unavailable:
    """What to raise; SQLite calls it an I/O error where a full disk leaves no room even for reading."""
    words = (str(error).splitlines() or [""])[0]
    full = "full" in words.lower() or "i/o" in words.lower()
    return Unavailable.of("disk-full" if full else "database-error", detail=words)


def where() -> str:
    """The register's database without its password."""
    database = home.database()
    return database.name if database.engine == "sqlite" else f"postgresql://{database.host}/{database.name}"
