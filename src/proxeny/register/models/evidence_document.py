"""EvidenceDocument: something that is read and coded; its words are in its revisions."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import text


class EvidenceDocument(models.Model):
    """A document. ``counts``: whether the ranking rests on it; ``guid``: its name in other programs."""

    guid = models.CharField(max_length=36, unique=True)
    title = text()
    kind = text(max_length=20)
    counts = models.BooleanField(default=True)
    by = text(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.title)
