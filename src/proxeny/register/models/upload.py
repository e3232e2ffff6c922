"""Upload: a file that waits to be imported, and what its owner decided about it so far."""

from __future__ import annotations

import uuid

from django.db import models

from proxeny.register.models.batch import Batch
from proxeny.register.models.fields import text


class Upload(models.Model):
    """The file itself lies in the home folder under ``id``; nothing of it is in the register before ``done``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = text(max_length=200)
    suffix = text(max_length=10)
    size = models.BigIntegerField()
    sha256 = text(max_length=64)
    by = text(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, default="open")  # open done dropped
    layout = models.JSONField(default=dict)  # as proxeny.io.layout.Layout
    choices = models.JSONField(default=dict)  # mention -> {record, reason}
    job = models.UUIDField(null=True)
    batch = models.ForeignKey(Batch, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "done", "dropped")), name="upload_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
