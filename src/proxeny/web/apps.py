"""The pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Home, search, city, network and model pages in three languages."""

    name = "proxeny.web"
    label = "web"

    def ready(self) -> None:
        """Sort names as readers do in SQLite too, and listen to sign-ins."""
        from proxeny.web import collation  # noqa: F401 - connects its signal
        from proxeny.web.access import signals  # noqa: F401 - connects its receivers
