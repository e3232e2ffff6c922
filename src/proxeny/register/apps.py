"""The register as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """What is known of cities' foreign relations, every fact with its source."""

    name = "proxeny.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tune SQLite connections as they open."""
        from proxeny.register import sqlite  # noqa: F401 - connects its signal
