"""SavedLayout: a mapping of one's own, made column by column in the browser."""

from __future__ import annotations

from django.db import models

from proxeny.register.models.fields import text


class SavedLayout(models.Model):
    """``layout`` as proxeny.io.layout.Layout; ``columns`` are the headings of the file that it was made for."""

    name = models.CharField(max_length=80, unique=True)
    by = text(max_length=200)
    at = models.DateTimeField(auto_now=True)
    columns = models.JSONField(default=list)
    layout = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.name)
