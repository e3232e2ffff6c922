"""Batch: one import, fetch or edit, applied and rolled back as one."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import record_id, text


class Batch(models.Model):
    """Who brought what in, when, and with what outcome."""

    kind = text(max_length=16)  # import fetch atlas edit review decision
    mapping = text(max_length=200)
    file_name = text()
    sha256 = text(max_length=64)
    by = text(max_length=200)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True)
    state = models.CharField(max_length=16, default="applied")
    counts = models.JSONField(default=dict)
    note = text()  # why, in the words of whoever did it
    record = record_id(blank=True, default="", db_index=True)  # the record that an edit was about
    undone = models.DateTimeField(null=True)
    undone_by = text(max_length=200)
    undone_note = text()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("applied", "rolled_back")), name="batch_applied_or_rolled_back"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.mapping} {self.file_name}"
