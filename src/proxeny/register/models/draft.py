"""Draft: what somebody had typed when the session ended."""

from __future__ import annotations

import uuid

from django.db import models


class Draft(models.Model):
    """The fields of a form by name, kept until the form is opened again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(max_length=400)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return str(self.path)
