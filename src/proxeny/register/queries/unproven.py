"""Agreements whose lawfulness nobody has shown: no council decision and no ministry's approval is known of them."""

from __future__ import annotations

from django.db.models import QuerySet

from proxeny.register.models import Agreement


def _unproven() -> QuerySet[Agreement]:
    return Agreement.objects.filter(council_decision="", ministry_approval="")


def count_unproven() -> dict[str, int]:
    """How many agreements there are (``all``), and of how many neither paper is known (``unproven``)."""
    return {"all": Agreement.objects.count(), "unproven": _unproven().count()}


def read_unproven(start: int, size: int) -> list[str]:
    """Ids of one page of them."""
    return list(_unproven().order_by("id").values_list("id", flat=True)[start : start + size])
