"""The pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Home, search, city, network and model pages in three languages."""

    name = "proxeny.web"
    label = "web"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from proxeny.web.access import signals  # noqa: F401 - connects its receivers
