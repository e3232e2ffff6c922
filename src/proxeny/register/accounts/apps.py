"""Accounts as a Django application; its tables come before those that point to a person."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who may sign in, what each may do, and how they came in."""

    name = "proxeny.register.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
