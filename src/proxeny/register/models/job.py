"""Job: long work that somebody waits for."""

from __future__ import annotations

import uuid

from django.db import models

from proxeny.register.models.fields import text

STATES = ("waiting", "running", "done", "failed", "cancelled")


class Job(models.Model):
    """What was asked for, by whom, and what came of it; how far it is: see ``proxeny.register.tasks``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40)
    about = text()
    arguments = models.JSONField(default=dict)
    by = text(max_length=200)
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    asked = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    runs = models.IntegerField(default=0)  # how often it was begun; more than once after a restart
    result = models.JSONField(default=dict)
    faults = models.JSONField(default=list)  # [{code, file, row, column, params}]

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATES), name="job_state_is_known")]

    def __str__(self) -> str:
        return f"{self.name} {self.about}"
