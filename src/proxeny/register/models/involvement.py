"""Involvement: a place or organisation takes part in an agreement, activity or project."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import record_id


class Involvement(models.Model):
    """Index from whoever takes part to the record; folded with it."""

    record = record_id(db_index=True)
    kind = models.CharField(max_length=16)  # agreement activity project
    role = models.CharField(max_length=16)  # party organiser partner lead place
    entity = record_id(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("record", "role", "entity"), name="involvement_once_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.entity} {self.role} of {self.record}"
