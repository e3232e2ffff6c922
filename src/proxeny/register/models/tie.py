"""Tie: a pair of cities joined by agreements."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import codes, record_id


class Tie(models.Model):
    """Columns as in ``proxeny.tables.TIES``: one row a pair, whatever number of agreements and sources."""

    id = record_id(primary_key=True)
    a = record_id(db_index=True)
    b = record_id(db_index=True)
    agreements = codes()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("a", "b"), name="tie_one_per_pair"),
            models.CheckConstraint(condition=models.Q(a__lt=models.F("b")), name="tie_ends_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.a} - {self.b}"
