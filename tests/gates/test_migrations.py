"""The migrations make exactly the tables of the models."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BAD_APP = "from django.db import models\n\n\nclass New(models.Model):\n    class Meta:\n        app_label = 'newapp'\n"


def make_migrations(home: Path, path: str, settings: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Ask Django whether a migration is missing."""
    environment = {
        **os.environ, "PROXENY_HOME": str(home), "PROXENY_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": path,
    }  # fmt: skip
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", *arguments]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)


def test_no_migration_is_missing(home):
    done = make_migrations(home, str(ROOT / "src"), "proxeny.web.settings")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_missing_migration_is_caught(home):
    app = home / "newapp"
    (app / "migrations").mkdir(parents=True)
    for name in ("__init__.py", "migrations/__init__.py"):
        (app / name).touch()
    (app / "models.py").write_text(BAD_APP)
    (home / "bare.py").write_text("SECRET_KEY = 'x'\nINSTALLED_APPS = ['newapp']\n")
    done = make_migrations(home, str(home), "bare", "newapp")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Create model New" in done.stdout
