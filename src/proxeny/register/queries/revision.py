"""Which state of the register an answer was computed from."""

from __future__ import annotations

from django.db.models import Count, Max

from proxeny.io.claims import digest
from proxeny.register.models import Batch, Decision


def read_revision() -> str:
    """A short hash that changes with every batch stored or rolled back and every decision made or revoked."""
    batches = Batch.objects.aggregate(last=Max("id"), at=Max("finished"))
    decisions = Decision.objects.aggregate(last=Max("id"), gone=Count("revoked"))
    return digest(*(str(value) for value in (*batches.values(), *decisions.values())), size=8)
