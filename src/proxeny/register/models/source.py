"""Source: where a claim comes from."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import text


class Source(models.Model):
    """A list, register, document, site, dataset or person; ``rank`` says who wins in the fold (smaller wins)."""

    key = models.CharField(max_length=64, primary_key=True)
    title = text()
    publisher = text()
    url = text()
    licence = text()
    kind = text(max_length=32)
    retrieved = text(max_length=10)
    rank = models.IntegerField(default=50)

    def __str__(self) -> str:
        return str(self.title)
